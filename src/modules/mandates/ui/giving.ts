import { isScopeWord } from '../scope.ts';

/** The questions of giving an authority, in their order. What was answered goes along in the form: nothing is kept until it is given. */
export const steps = ['ai', 'viec', 'den-ngay', 'kiem-tra'] as const;
export type Step = (typeof steps)[number];

export interface Answers {
  number: string;
  name: string;
  scope: string[];
  until: { day: string; month: string; year: string };
}

export const isStep = (text: string): text is Step => steps.some((step) => step === text);

export function readAnswers(form: FormData): Answers {
  const text = (name: string): string => String(form.get(name) ?? '').trim();
  return {
    // People write the number as it is printed, in groups.
    number: text('number').replace(/[\s.]/gu, '').slice(0, 20),
    name: text('name').slice(0, 200),
    scope: form.getAll('scope').map(String).filter(isScopeWord).slice(0, 30),
    until: { day: text('until-day'), month: text('until-month'), year: text('until-year') },
  };
}

export function stepAfter(step: Step, by: 1 | -1): Step {
  return steps[Math.min(Math.max(steps.indexOf(step) + by, 0), steps.length - 1)] ?? step;
}

/** Which question a refusal belongs to, so that the person stands before it again. */
export function stepOfRefusal(code: string): Step {
  if (code === 'mandates.person-not-matched' || code === 'mandates.for-oneself') return 'ai';
  if (code === 'mandates.scope-not-valid') return 'viec';
  if (code === 'mandates.term-not-valid' || code === 'mandates.dates-not-valid') return 'den-ngay';
  return 'kiem-tra';
}
