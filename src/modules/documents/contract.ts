export type { Recipient } from './content.ts';
export * from './contract/copies-and-registers.ts';
export * from './contract/dispatch.ts';
export * from './contract/incoming.ts';
export * from './contract/outgoing.ts';
export * from './contract/style.ts';
