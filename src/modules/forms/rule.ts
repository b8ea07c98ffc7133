import { addDays, vnDate } from '#platform/time.ts';
import { addYears, fullYearsBetween, isDate } from './dates.ts';
import type { Answers, FormContext, Operand, Rule } from './types.ts';

/** True, false, or not known because an answer is missing (Kleene's third value). */
export type Truth = boolean | undefined;

type Value = string | number | undefined;

function valueOf(operand: Operand, answers: Answers, today: string): Value {
  if ('answer' in operand) {
    const value = answers[operand.answer];
    return typeof value === 'string' || typeof value === 'number' ? value : undefined;
  }
  if ('value' in operand) return operand.value;
  if ('today' in operand) return today;
  if ('plus' in operand) {
    const from = valueOf(operand.plus, answers, today);
    if (typeof from !== 'string' || !isDate(from)) return undefined;
    return addDays(addYears(from, operand.years ?? 0), operand.days ?? 0);
  }
  const [from, to] = operand.yearsBetween.map((part) => valueOf(part, answers, today));
  if (typeof from !== 'string' || typeof to !== 'string' || !isDate(from) || !isDate(to)) return undefined;
  return fullYearsBetween(from, to);
}

/** Compares two known values of the same type; anything else is not known. */
function compare(
  [left, right]: [Operand, Operand],
  answers: Answers,
  today: string,
  holds: (a: string | number, b: string | number) => boolean,
): Truth {
  const a = valueOf(left, answers, today);
  const b = valueOf(right, answers, today);
  if (a === undefined || b === undefined || typeof a !== typeof b) return undefined;
  return holds(a, b);
}

export function isFilled(value: Answers[string]): boolean {
  return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/**
 * Evaluates a rule in three values. `all` is false as soon as one part is false, `any` true as soon as one part is
 * true; otherwise an unknown part makes the whole unknown, and `not` leaves unknown as it is. `filled` is always known.
 * So a page is shown only when its rule is true, and a person is stopped or corrected only when a rule is false:
 * nobody is refused because of something that was not asked yet.
 */
export function evaluate(rule: Rule, answers: Answers, context: FormContext = {}): Truth {
  const today = context.today ?? vnDate(new Date());
  return truthOf(rule, answers, today);
}

function truthOf(rule: Rule, answers: Answers, today: string): Truth {
  if ('all' in rule) return together(rule.all, false, answers, today);
  if ('any' in rule) return together(rule.any, true, answers, today);
  if ('not' in rule) {
    const inner = truthOf(rule.not, answers, today);
    return inner === undefined ? undefined : !inner;
  }
  if ('filled' in rule) return isFilled(answers[rule.filled]);
  if ('in' in rule) {
    const value = valueOf(rule.in[0], answers, today);
    return value === undefined ? undefined : rule.in[1].includes(value);
  }
  if ('eq' in rule) return compare(rule.eq, answers, today, (a, b) => a === b);
  if ('before' in rule) return compare(rule.before, answers, today, (a, b) => a < b);
  if ('notAfter' in rule) return compare(rule.notAfter, answers, today, (a, b) => a <= b);
  if ('atLeast' in rule) return compare(rule.atLeast, answers, today, (a, b) => a >= b);
  return compare(rule.atMost, answers, today, (a, b) => a <= b);
}

/** `decisive` is the value that settles the whole: false for `all`, true for `any`. */
function together(rules: Rule[], decisive: boolean, answers: Answers, today: string): Truth {
  let unknown = false;
  for (const rule of rules) {
    const truth = truthOf(rule, answers, today);
    if (truth === decisive) return decisive;
    if (truth === undefined) unknown = true;
  }
  return unknown ? undefined : !decisive;
}

/** The keys of the answers that a rule looks at. */
export function keysOfRule(rule: Rule): string[] {
  if ('all' in rule) return rule.all.flatMap(keysOfRule);
  if ('any' in rule) return rule.any.flatMap(keysOfRule);
  if ('not' in rule) return keysOfRule(rule.not);
  if ('filled' in rule) return [rule.filled];
  if ('in' in rule) return keysOfOperand(rule.in[0]);
  if ('eq' in rule) return rule.eq.flatMap(keysOfOperand);
  if ('before' in rule) return rule.before.flatMap(keysOfOperand);
  if ('notAfter' in rule) return rule.notAfter.flatMap(keysOfOperand);
  if ('atLeast' in rule) return rule.atLeast.flatMap(keysOfOperand);
  return rule.atMost.flatMap(keysOfOperand);
}

function keysOfOperand(operand: Operand): string[] {
  if ('answer' in operand) return [operand.answer];
  if ('plus' in operand) return keysOfOperand(operand.plus);
  if ('yearsBetween' in operand) return operand.yearsBetween.flatMap(keysOfOperand);
  return [];
}
