import type { Actor } from '#platform/access.ts';
import { populationProblem } from './errors.ts';

/**
 * Why someone reads a person. Without all of it nothing is shown; with it, the reading is recorded in the same
 * transaction (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15: state bodies process by law, for a stated purpose).
 */
export type Disclosure = {
  actor: Actor;
  /** What for, in words: “Kiểm tra thông tin người mẹ khi đăng ký khai sinh”. */
  purpose: string;
  /** The law, article: “Luật Hộ tịch 2014, Điều 16”. */
  legalBasis: string;
  /** The case: 'dossier:<id>', 'sign-in', 'world:demo'. */
  caseRef: string;
};

const filled = (text: string, max: number): boolean => text.trim().length >= 3 && text.length <= max;

/** Pure. Who may read a person at all: officers and rooms with a reason, a citizen only their own record. */
export function mayRead(disclosure: Disclosure, personId: string): 'yes' | 'no-reason' | 'not-this-person' {
  const { actor } = disclosure;
  if (actor.kind === 'anonymous') return 'not-this-person';
  if (actor.kind === 'citizen' && actor.personId !== personId) return 'not-this-person';
  const reasoned =
    filled(disclosure.purpose, 300) && filled(disclosure.legalBasis, 300) && filled(disclosure.caseRef, 200);
  return reasoned ? 'yes' : 'no-reason';
}

/** Pure. Who may ask whether typed details agree with the register. The answer is yes or no, so a citizen may ask about somebody else too. */
export function mayCompare(disclosure: Disclosure): 'yes' | 'no-reason' | 'not-this-person' {
  const { actor } = disclosure;
  return mayRead(disclosure, actor.kind === 'citizen' ? actor.personId : '');
}

/** Throws `population.reason-missing`, or `population.person-not-found` (which does not tell that there is someone). */
export function assertMayRead(disclosure: Disclosure, personId: string): void {
  refuseUnless(mayRead(disclosure, personId));
}

export function assertMayCompare(disclosure: Disclosure): void {
  refuseUnless(mayCompare(disclosure));
}

function refuseUnless(answer: ReturnType<typeof mayRead>): void {
  if (answer === 'no-reason') throw populationProblem('reason-missing');
  if (answer === 'not-this-person') throw populationProblem('person-not-found');
}
