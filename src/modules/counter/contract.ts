/** The counter's operations as values. Other rooms, pages and clients take them from here. */
export * from './contract/dossiers.ts';
export * from './contract/filing.ts';
export * from './contract/intake.ts';
export * from './shapes.ts';
