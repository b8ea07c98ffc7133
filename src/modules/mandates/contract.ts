export * from './contract/citizen.ts';
export * from './contract/officer.ts';
