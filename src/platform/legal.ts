/**
 * A fact of law that was not confirmed against the legal text. It works as a configurable default, never as a
 * hard rule, and `npm run legal` writes the list of all of them to docs/legal-assumptions.md.
 */
export interface LegalAssumption {
  /** 'room.what', unique. */
  id: string;
  /** What the code assumes, in one English sentence. */
  statement: string;
  /** The instrument where it is to be confirmed. */
  source: string;
  /** The value in force in this code. */
  value: unknown;
  /** Where an administrator changes it (a table, a setting). */
  configuredBy: string;
}

const known = new Map<string, LegalAssumption>();

/** Declares an assumption and answers its value. Declaring an id twice with another value is a programming error. */
export function legalAssumption<const A extends LegalAssumption>(assumption: A): A['value'] {
  const earlier = known.get(assumption.id);
  if (earlier && JSON.stringify(earlier.value) !== JSON.stringify(assumption.value))
    throw new Error(`The legal assumption ${assumption.id} is declared twice with different values`);
  known.set(assumption.id, assumption);
  return assumption.value;
}

/** All assumptions declared by the modules loaded so far, by id. */
export function legalAssumptions(): LegalAssumption[] {
  return [...known.values()].toSorted((a, b) => a.id.localeCompare(b.id));
}
