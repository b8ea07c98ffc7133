import { legalAssumption } from '#platform/legal.ts';

/** Facts of law that the counter works with and that are not confirmed against the legal text. */

export const intakeAnswerHours = legalAssumption({
  id: 'counter.intake-answer-hours',
  statement: 'An online dossier is answered (accepted, supplemented or not accepted) within 8 working hours of filing.',
  source: 'Nghị định 45/2020/NĐ-CP; Nghị định 118/2025/NĐ-CP',
  value: 8,
  configuredBy: 'src/modules/counter/legal.ts',
});

// Built in, not settings: declared here so that the page of assumptions names them.
legalAssumption({
  id: 'counter.clock-starts-at',
  statement: 'The legal time limit runs from the moment of acceptance, when the dossier is found complete and valid.',
  source: 'Nghị định 118/2025/NĐ-CP',
  value: 'acceptance',
  configuredBy: 'src/modules/counter/accept.ts',
});

export const supplementDays = legalAssumption({
  id: 'counter.supplement-days',
  statement: 'Unless the officer sets a day, an applicant has 30 days for a supplement; at most 90 may be given.',
  source: 'Nghị định 118/2025/NĐ-CP',
  value: { usual: 30, most: 90 },
  configuredBy: 'src/modules/counter/legal.ts',
});

export const supplementResume = legalAssumption({
  id: 'counter.supplement-resume',
  statement: 'After a supplement the clock continues where it stood; it does not begin again.',
  source: 'Nghị định 118/2025/NĐ-CP',
  value: 'continue',
  configuredBy: 'src/modules/counter/legal.ts',
});

legalAssumption({
  id: 'counter.dossier-code',
  statement:
    'A dossier code is the agency code of QĐ 20/2020, the day as yyyyMMdd and seven digits counted per agency and day.',
  source: 'Thông tư 03/2025/TT-VPCP',
  value: '{agency}-{yyyyMMdd}-{7 digits}',
  configuredBy: 'src/modules/counter/dossier-code.ts',
});

/** The circular whose form numbers are used: form numbers mean other forms in the circular of 2018. */
export const formsCircular = 'TT 03/2025/TT-VPCP';

export const disclosureBasis = legalAssumption({
  id: 'counter.disclosure-basis',
  statement: 'Officers of the handling agency read a dossier in order to handle it; each reading is recorded.',
  source: 'Luật 91/2025/QH15; Nghị định 118/2025/NĐ-CP',
  value: 'Luật 91/2025/QH15, giải quyết thủ tục hành chính theo Nghị định 118/2025/NĐ-CP',
  configuredBy: 'src/modules/counter/legal.ts',
});

/** Most drafts that one person may keep. A limit of this house, not of the law. */
export const mostDrafts = 10;

/** Days after its last saving that a draft is kept: it holds personal data that nobody needs any more. A rule of this house. */
export const draftDays = 90;
