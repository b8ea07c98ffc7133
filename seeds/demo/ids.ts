/** Fixed ids, in the form of UUIDv7, so that every installation of the demo world names the same things alike. */
type Kind = 'a' | 'b' | 'c';

const fixed = (kind: Kind, n: number): string => `0197c000-0000-7${kind}00-8000-${String(n).padStart(12, '0')}`;

export const agencyId = (n: number): string => fixed('a', n);
export const officerId = (n: number): string => fixed('b', n);
export const personId = (n: number): string => fixed('c', n);
