export * from './contract/clients.ts';
