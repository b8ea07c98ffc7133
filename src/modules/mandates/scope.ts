/**
 * What a mandate is for, as words: 'dossier:*' (file and follow dossiers of every procedure), 'dossier:<procedure code>',
 * 'client:*' (sign in to other systems), 'client:<id>'. An action is one such word, of the thing that is about to be done.
 */
export type Scope = readonly string[];

const WORD = /^(dossier|client):(\*|[0-9A-Za-z._-]{1,80})$/;

/** Everything that a mandate can be for: what parents, guardians and representatives have by law. */
export const wholeScope: Scope = ['client:*', 'dossier:*'];

export const isScopeWord = (word: string): boolean => WORD.test(word);

/** Pure. In one order, each word once, and without words that a star beside them covers. Undefined where it is no scope. */
export function tidyScope(words: readonly string[]): string[] | undefined {
  if (words.length === 0 || !words.every(isScopeWord)) return undefined;
  const given = [...new Set(words)];
  return given.filter((word) => word === starOf(word) || !given.includes(starOf(word))).toSorted();
}

export const parseScope = (text: string): string[] => text.split(' ');

/** Pure. Whether a mandate of this scope allows the action. */
export function covers(scope: Scope, action: string): boolean {
  return isScopeWord(action) && (scope.includes(action) || scope.includes(starOf(action)));
}

/** Pure. Whether one scope is no wider than another. */
export function within(inner: Scope, outer: Scope): boolean {
  return inner.every((word) => covers(outer, word));
}

function starOf(word: string): string {
  return `${word.slice(0, word.indexOf(':'))}:*`;
}
