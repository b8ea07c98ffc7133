/** The demo world: small, named, and the same on every installation. Nobody in it exists. */
export { demoAgencies, demoAgency } from './agencies.ts';
export { demoKin } from './kin.ts';
export { demoMandates } from './mandates.ts';
export { demoOfficer, demoOfficers } from './officers.ts';
export { demoPeople, demoPerson } from './people.ts';
export type * from './types.ts';
