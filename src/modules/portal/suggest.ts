import { fold } from '#platform/text.ts';

/**
 * "Có phải ông/bà muốn tìm …": the query with each unknown word replaced by the nearest known one, or undefined where
 * nothing is near enough or nothing needs to change. `phrases` are the names and keywords that can be found; the answer
 * carries their own spelling, with accents. After the first letter one slip is
 * forgiven in words of 3–5 letters, two in longer ones.
 */
export function suggest(query: string, phrases: readonly string[]): string | undefined {
  const vocabulary = vocabularyOf(phrases);
  const typed = fold(query).split(' ').filter(Boolean).slice(0, 12);
  if (typed.length === 0 || vocabulary.size === 0) return undefined;
  let changed = false;
  let known = 0;
  const words: string[] = [];
  for (const word of typed) {
    const spelling = vocabulary.get(word);
    if (spelling !== undefined) {
      words.push(spelling);
      known += 1;
      continue;
    }
    const near = nearest(word, vocabulary);
    if (near === undefined) continue;
    words.push(near);
    changed = true;
  }
  if (!changed && known === typed.length) return undefined;
  // Vietnamese words are short, so one slip can make a different word. Unless half of the words are certain, or one long
  // word stands alone, a suggestion would be a guess.
  const certain = known * 2 >= typed.length || (typed.length === 1 && (typed[0]?.length ?? 0) >= 5);
  if (words.length === 0 || !certain) return undefined;
  return words.join(' ');
}

function vocabularyOf(phrases: readonly string[]): Map<string, string> {
  const vocabulary = new Map<string, string>();
  for (const phrase of phrases) {
    for (const word of phrase
      .normalize('NFC')
      .toLowerCase()
      .split(/[^\p{L}\p{M}\p{N}]+/u)) {
      const folded = fold(word);
      if (folded.length > 1 && !vocabulary.has(folded)) vocabulary.set(folded, word);
    }
  }
  return vocabulary;
}

function nearest(word: string, vocabulary: ReadonlyMap<string, string>): string | undefined {
  if (word.length < 3) return undefined;
  const most = word.length <= 5 ? 1 : 2;
  let best: { spelling: string; distance: number } | undefined;
  for (const [folded, spelling] of vocabulary) {
    if (folded[0] !== word[0] || Math.abs(folded.length - word.length) > most) continue;
    const distance = editDistance(word, folded);
    if (distance <= most && (best === undefined || distance < best.distance)) best = { spelling, distance };
  }
  return best?.spelling;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b` (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replaced);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
