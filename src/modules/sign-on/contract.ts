export * from './contract/clients.ts';
export * from './contract/consent.ts';
