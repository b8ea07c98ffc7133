/** What holds in the whole country and is loaded at the first start: procedures, life events, announced days. */
import type { NationalCatalogue } from '../../src/modules/procedures/index.ts';
import { legalAssumption } from '../../src/platform/legal.ts';
import { lifeEvents } from './life-events.ts';
import { birthFormAges } from './procedures/birth-checks.ts';
import { birthRegistration } from './procedures/birth-registration.ts';
import { businessProcedures } from './procedures/business.ts';
import { citizenProcedures } from './procedures/citizen.ts';

export { nationalAnnouncements } from './announcements.ts';
export { ethnicGroups, nationalities } from './code-lists.ts';
export { birthRegistrationForm } from './procedures/birth-form.ts';
export { birthRegistration } from './procedures/birth-registration.ts';

export const nationalCatalogue: NationalCatalogue = {
  procedures: [birthRegistration, ...citizenProcedures, ...businessProcedures],
  lifeEvents,
};

legalAssumption({
  id: 'procedures.birth-form-ages',
  statement:
    'The birth form sends a person back to the dates when a parent would be younger or older at the birth than these full years.',
  source: 'No law; slips of the pen',
  value: birthFormAges,
  configuredBy: 'the form in the published version of 1.001193',
});

legalAssumption({
  id: 'procedures.extract-fee',
  statement: 'A certified extract of a civil-status act costs 8,000 đồng a copy.',
  source: 'Thông tư 281/2016/TT-BTC, as amended; temporary reductions of fees',
  value: 8000,
  configuredBy: 'a new version of the procedure (procedures.publish-draft)',
});

legalAssumption({
  id: 'procedures.local-codes',
  statement:
    'Codes of sectors, components and results are ours until the national lists are loaded; procedure codes are national.',
  source: 'Thông tư 03/2025/TT-VPCP; Cơ sở dữ liệu quốc gia về thủ tục hành chính',
  value: ['HT', 'KS-GCS', 'KS-KQ-GKS'],
  configuredBy: 'a new version of the procedure (procedures.publish-draft)',
});

legalAssumption({
  id: 'procedures.ethnic-groups',
  statement: 'Ethnic groups carry the codes 01 to 54 of the statistical list of 1979.',
  source: '121-TCTK/PPCĐ, 02/03/1979; shared catalogue of the Ministry of Home Affairs',
  value: '01–54',
  configuredBy: 'the form in the published version of 1.001193',
});

legalAssumption({
  id: 'procedures.informative-records',
  statement:
    'Limits, fees and papers of procedures marked as a summary were not checked against the announced text; they inform and are not filed here.',
  source: 'Decisions that announce the procedures of each sector',
  value: 'checked: summary',
  configuredBy: 'a new version of the procedure (procedures.publish-draft)',
});
