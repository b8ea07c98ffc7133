import { isProblem, type ProblemError } from '#platform/problem.ts';

/**
 * A refusal is the same however often one asks. "Busy", "no room" and "no time stamp" are of this moment only: the job fails by them, and
 * the event is heard again.
 */
export const isRefusal = (error: unknown): error is ProblemError =>
  isProblem(error) && error.status < 500 && error.status !== 429;
