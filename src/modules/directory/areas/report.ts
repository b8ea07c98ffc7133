/** What an import did, line by line where a person should look. */
export type ReportKind = 'added' | 'changed' | 'unknown' | 'conflict' | 'corrected';

export interface ReportLine {
  kind: ReportKind;
  /** The unit's code, or its name where it has none. */
  code: string;
  /** One English sentence. */
  message: string;
}

export interface ImportReport {
  source: string;
  /** The day the source was compared with, YYYY-MM-DD. */
  asOf: string;
  /** Units and links that were not known before. */
  added: number;
  /** Units and links that were known otherwise. */
  changed: number;
  /** Rows of the source that say what is known already. */
  unchanged: number;
  /** Rows that name a code or a unit we cannot place. */
  unknown: number;
  /** Rows that contradict what is known: nothing was written for them. */
  conflicts: number;
  /** Defects of the source that are known and were put right on the way in. */
  corrected: number;
  /** At most {@link MOST_LINES}, conflicts and unknown ones first. */
  lines: ReportLine[];
}

export const MOST_LINES = 500;

const URGENCY: Record<ReportKind, number> = { conflict: 0, unknown: 1, corrected: 2, changed: 3, added: 4 };

export class ReportBuilder {
  #lines: ReportLine[] = [];
  readonly #counts: Record<ReportKind | 'unchanged', number> = {
    added: 0,
    changed: 0,
    unknown: 0,
    conflict: 0,
    corrected: 0,
    unchanged: 0,
  };

  add(kind: ReportKind, code: string, message: string): void {
    this.#counts[kind]++;
    this.#lines.push({ kind, code, message });
  }

  /** Counts without a line: what went as expected, in bulk. */
  count(kind: ReportKind | 'unchanged', n = 1): void {
    this.#counts[kind] += n;
  }

  finish(source: string, asOf: string): ImportReport {
    const counts = this.#counts;
    return {
      source,
      asOf,
      added: counts.added,
      changed: counts.changed,
      unchanged: counts.unchanged,
      unknown: counts.unknown,
      conflicts: counts.conflict,
      corrected: counts.corrected,
      lines: this.#lines.toSorted((a, b) => URGENCY[a.kind] - URGENCY[b.kind]).slice(0, MOST_LINES),
    };
  }
}
