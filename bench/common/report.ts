/** One measured thing: our figure beside a peer's and the limit, all from the same run. */
export interface Figure {
  /** What is measured, as it stands in the table of docs/benchmarks.md. */
  what: string;
  unit: string;
  ours: number;
  /** Something that does the same work and could be used instead. */
  peer?: { name: string; value: number };
  /** What cannot be beaten on this machine: the same bytes or rows without anything around them. */
  limit?: { name: string; value: number };
  /** Less is better: seconds and megabytes. Ratios are turned round so that 1 always means as good as the other. */
  less?: boolean;
  goal?: { says: string; met: boolean };
}

export interface Report {
  bench: string;
  figures: Figure[];
  /** What is measured and how noisy it is: paragraphs of docs/benchmarks.md, in Markdown. */
  about: string[];
}

/** How many times as good as the other; 1 is equal. */
export function ratio(figure: Pick<Figure, 'ours' | 'less'>, other: number | undefined): number | undefined {
  if (other === undefined || other <= 0 || figure.ours <= 0) return undefined;
  return figure.less ? other / figure.ours : figure.ours / other;
}

/** Three significant digits, whole above a hundred. */
export function short(value: number): string {
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}

/** Prints the rows for people and, as the last line, the report as JSON for scripts/bench.mjs. */
export function printReport(report: Report): void {
  for (const figure of report.figures) {
    const beside = (other: { name: string; value: number } | undefined, kind: string): string =>
      other
        ? `  ${kind} ${short(other.value)} (${other.name}), ratio ${(ratio(figure, other.value) ?? 0).toFixed(2)}`
        : '';
    const goal = figure.goal ? `  goal ${figure.goal.says}: ${figure.goal.met ? 'met' : 'missed'}` : '';
    console.log(
      `  ${figure.what}: ${short(figure.ours)} ${figure.unit}${beside(figure.peer, 'peer')}${beside(figure.limit, 'limit')}${goal}`,
    );
  }
  console.log(JSON.stringify(report));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** 'from 0.83 to 0.91' */
export function spread(values: readonly number[], digits = 2): string {
  return `from ${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}`;
}
