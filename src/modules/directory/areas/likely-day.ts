import { addDays } from '#platform/time.ts';
import type { AreaBook } from './book.ts';
import { REFORM_DAY } from './model.ts';
import { fullNameOf, spellingKey } from './names.ts';
import type { UnitSnapshot } from './read-file.ts';

/**
 * The day on which a list that bears no date stood: of all days since the reform the latest on which most of its units
 * are called what we know. So an older list is compared with its own time and cannot undo a later act.
 */
export function likelyDay(book: AreaBook, file: UnitSnapshot, today: string): string {
  const begins = new Set<string>();
  for (const area of book.areas())
    if (area.validFrom > REFORM_DAY && area.validFrom <= today) begins.add(area.validFrom);
  // Between two changes every day is alike: the last one stands for all.
  const days = [...[...begins].map((day) => addDays(day, -1)), today].sort();
  const names = file.units.map((unit) => ({ code: unit.code, key: spellingKey(unit.fullName) }));
  let best = today;
  let most = -1;
  for (const day of days) {
    let agreeing = 0;
    for (const { code, key } of names) {
      const known = book.at(code, day);
      if (known && spellingKey(fullNameOf(known.kind, known.name)) === key) agreeing++;
    }
    if (agreeing >= most) {
      most = agreeing;
      best = day;
    }
  }
  return best;
}
