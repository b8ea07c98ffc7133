import type { Answers } from '../shapes.ts';

/** Certified extracts that the applicant asks for. They are paper, made and handed over by the office, not by this software. */
export function copiesWanted(answers: Answers): number {
  const { copies } = answers;
  return typeof copies === 'number' && Number.isInteger(copies) && copies > 0 ? copies : 0;
}
