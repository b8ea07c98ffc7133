import type { ProblemError } from '#platform/problem.ts';
import { errorNumbers } from '../legal.ts';

/** The envelope of every answer. */
export interface Answer {
  status: 'OK' | 'FAIL';
  ErrorCode: string;
  ErrorDesc: string;
  DocId?: string;
  data?: unknown;
  count?: number;
}

export const ok = (more: Omit<Answer, 'status' | 'ErrorCode' | 'ErrorDesc'> = {}): Answer => ({
  status: 'OK',
  ErrorCode: '0',
  ErrorDesc: '',
  ...more,
});

/** A refusal as clients read it: a number they know, a sentence for people, and our code for whoever is asked. */
export function failure(problem: ProblemError): Answer {
  return { status: 'FAIL', ErrorCode: numberOf(problem.code), ErrorDesc: `${problem.say('vi')} [${problem.code}]` };
}

function numberOf(code: string): string {
  const [fits] = Object.keys(errorNumbers)
    .filter((beginning) => code.startsWith(beginning))
    .toSorted((one, other) => other.length - one.length);
  return errorNumbers[fits ?? ''] ?? '23';
}
