import type { AssuranceLevel } from '#platform/access.ts';
import { acrOf } from '#platform/step-up.ts';

export const levels = [1, 2, 3, 4] as const satisfies readonly AssuranceLevel[];
export const acrValues = levels.map(acrOf);

/**
 * Pure. The level that an authorization wants: the lowest of those it would take (`acr_values` lists what the client accepts), and
 * never below what the client was registered with. What is not a level of ours asks for nothing.
 */
export function wantedLevel(asked: unknown, least: number): AssuranceLevel {
  const accepted = (typeof asked === 'string' ? asked.split(' ') : [])
    .map((acr) => acrValues.indexOf(acr) + 1)
    .filter((level) => level > 0);
  return Math.max(least, accepted.length > 0 ? Math.min(...accepted) : 1) as AssuranceLevel;
}
