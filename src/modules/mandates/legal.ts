import { legalAssumption } from '#platform/legal.ts';

/** Facts of law that this room works with and that are not confirmed against the legal text. */

export const ageOfMajority = legalAssumption({
  id: 'mandates.age-of-majority',
  statement:
    'Parents represent their child until the day on which the child is 18; of whom only the birth year is known, until that year begins. Born on 29 February, one is of age on 1 March.',
  source: 'Bộ luật Dân sự 2015, Điều 20, 21, 136; Luật Hôn nhân và gia đình 2014, Điều 73',
  value: 18,
  configuredBy: 'constant in mandates/legal.ts',
});

export const leastAgeOfAgent = legalAssumption({
  id: 'mandates.least-age-of-agent',
  statement:
    'Whoever gives or takes on a written authority is at least 18. The law lets people from 15 act for others in some transactions; which dealings with government those are is to be confirmed.',
  source: 'Bộ luật Dân sự 2015, Điều 138 khoản 3',
  value: 18,
  configuredBy: 'constant in mandates/legal.ts',
});

legalAssumption({
  id: 'mandates.longest-authority',
  statement: 'A written authority given here has a last day, at most 36 months after it is given.',
  source: 'Bộ luật Dân sự 2015, Điều 140, 563 (the parties agree on the term; one year where they did not)',
  value: 36,
  configuredBy: 'table mandates.term_rule (longest_months)',
});

legalAssumption({
  id: 'mandates.no-further-delegation',
  statement:
    'Nobody hands on a mandate that was given to them, except the legal representative of an organisation to its staff.',
  source: 'Bộ luật Dân sự 2015, Điều 564 (handing on needs the principal’s consent), Điều 137 khoản 2',
  value: 'representative to staff only',
  configuredBy: 'src/modules/mandates/rules.ts',
});

legalAssumption({
  id: 'mandates.declared-without-notary',
  statement:
    'An authority declared by its principal, signed in with two factors, and taken on by its agent is a written authority for dealings in this node; no notary is needed.',
  source: 'Bộ luật Dân sự 2015, Điều 119, 138, 140; Luật Giao dịch điện tử 20/2023/QH15',
  value: 'declaration',
  configuredBy: 'src/modules/mandates/give-authority.ts',
});

export const offerDays = legalAssumption({
  id: 'mandates.offer-days',
  statement: 'An authority that its agent has not taken on within 30 days lapses.',
  source: 'no instrument: a length chosen by the project',
  value: 30,
  configuredBy: 'constant in mandates/legal.ts',
});

export const familyBasis = 'Bộ luật Dân sự 2015, Điều 136; Luật Hôn nhân và gia đình 2014, Điều 73';
export const authorityBasis = 'Bộ luật Dân sự 2015, Điều 138';
export const guardianBasis = 'Bộ luật Dân sự 2015, Điều 46, 136';
export const organisationBasis = 'Bộ luật Dân sự 2015, Điều 137, 138';
