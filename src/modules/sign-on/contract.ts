export * from './contract/clients.ts';
export * from './contract/consent.ts';
export * from './contract/people.ts';
export * from './contract/keys.ts';
