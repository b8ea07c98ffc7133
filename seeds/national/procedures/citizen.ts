/** Well-known procedures of citizens. */
import { bornMarriedDied } from './civil-status.ts';
import { civilStatusPapers } from './civil-status-changes.ts';
import { residenceAndIdentity } from './residence.ts';
import { welfare } from './welfare.ts';
import { everydayMatters } from './other-citizen.ts';

export const citizenProcedures = [
  ...bornMarriedDied,
  ...civilStatusPapers,
  ...residenceAndIdentity,
  ...welfare,
  ...everydayMatters,
];
