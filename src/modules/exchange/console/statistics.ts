import { sql } from 'kysely';
import type { OfficerActor } from '#platform/access.ts';
import { platformProblem } from '#platform/problem.ts';
import { addDays } from '#platform/time.ts';
import type { AnswerOf } from '#platform/operation.ts';
import type { Figures, getStatistics, StatisticsQuery } from '../contract/console.ts';
import type { ExchangeDeps, ListedAgency } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { figuresOf } from './access.ts';
import { minutesOf, percentile } from './durations.ts';

type Shown = AnswerOf<typeof getStatistics>;

interface Count {
  agency: string | null;
  period: string | null;
  what: string;
  bucket: number;
  n: number;
}

/**
 * The figures of an agency with all below it, by period and by agency. Read from the monthly counts, and from the daily ones for the days at
 * both ends that are no whole month: as many documents as there are, a year of a hundred agencies is some hundred thousand rows.
 * @throws exchange.not-your-figures, exchange.time-backwards
 */
export async function readStatistics(
  deps: Pick<ExchangeDeps, 'database' | 'directory'>,
  query: StatisticsQuery,
  actor: OfficerActor,
): Promise<Shown> {
  if (query.from > query.to) throw exchangeProblem('time-backwards');
  const tree = treeOf(await deps.directory.listAgencies());
  const root = rootOf(tree, query.agencyId, actor);
  const within = root ? tree.below(root.id) : undefined;
  const { months, days } = partsOf(query.from, query.to);
  const { rows } = await sql<Count>`
    with monthly as materialized (
      select agency_id, month as day, what, bucket, n from exchange.tally_month
      where side = ${query.side} and month >= ${months.from}::date and month < ${months.before}::date
        ${within ? sql`and agency_id = any (${within}::uuid[])` : sql``}
      union all
      select agency_id, date_trunc('month', day::timestamp)::date, what, bucket, sum(n)
      from exchange.tally
      where side = ${query.side} and (${sql.join(
        days.map(([from, to]) => sql`day between ${from}::date and ${to}::date`),
        sql` or `,
      )})
        ${within ? sql`and agency_id = any (${within}::uuid[])` : sql``}
      group by 1, 2, 3, 4)
    select agency_id as agency, ${PERIODS[query.step]} as period, what, bucket, sum(n)::float8 as n
    from monthly group by grouping sets ((1, what, bucket), (2, what, bucket))`.execute(deps.database.of<Tables>());
  const byPeriod = Map.groupBy(
    rows.filter((row) => row.period !== null),
    (row) => row.period ?? '',
  );
  const byAgency = Map.groupBy(
    rows.filter((row) => row.period === null),
    (row) => row.agency ?? '',
  );
  const countsOf = (ids: readonly string[]): Count[] => ids.flatMap((id) => byAgency.get(id) ?? []);
  const lines = tree.children(root?.id ?? null).map((child) => {
    const ids = tree.below(child.id);
    return { agency: child, itself: false, below: ids.length - 1, figures: figures(countsOf(ids)) };
  });
  const itself = root ? [{ agency: root, itself: true, below: 0, figures: figures(countsOf([root.id])) }] : [];
  const parent = root && mayGoUp(actor, root.id) ? tree.find(root.parentId) : undefined;
  return {
    ...(root ? { agency: nameOf(root) } : {}),
    ...(parent ? { parent: nameOf(parent) } : {}),
    ...(await upToDate(deps)),
    total: figures([...byPeriod.values()].flat()),
    periods: [...byPeriod]
      .map(([period, counts]) => ({ period, figures: figures(counts) }))
      .toSorted((a, b) => a.period.localeCompare(b.period)),
    agencies: [...itself, ...lines.filter((line) => line.figures.copies + line.figures.asked > 0)].map((line) => ({
      ...line,
      agency: nameOf(line.agency),
    })),
  };
}

/**
 * The whole months of a time, which are added up already, and the days before and after them, which are not. Pure.
 * @returns months from the first of one up to, and without, the first of another; and one or two stretches of days, empty ones backwards
 */
export function partsOf(
  from: string,
  to: string,
): { months: { from: string; before: string }; days: [string, string][] } {
  const first = from.endsWith('-01') ? from : nextMonth(from);
  const after = addDays(to, 1);
  const before = after.endsWith('-01') ? after : `${to.slice(0, 7)}-01`;
  if (first >= before) return { months: { from: first, before: first }, days: [[from, to]] };
  return {
    months: { from: first, before },
    days: [
      [from, addDays(first, -1)],
      [before, to],
    ],
  };
}

const nextMonth = (day: string): string => `${addDays(`${day.slice(0, 7)}-01`, 31).slice(0, 7)}-01`;

const PERIODS = {
  month: sql`to_char(day, 'YYYY-MM')`,
  quarter: sql`to_char(day, 'YYYY-"Q"Q')`,
  year: sql`to_char(day, 'YYYY')`,
};

const nameOf = ({ id, code, name }: ListedAgency) => ({ id, code, name });

/** Above the own agency only the node's operator looks. */
const mayGoUp = (actor: OfficerActor, rootId: string): boolean =>
  figuresOf(actor) === 'all' || rootId !== actor.agencyId;

/** Whose figures are asked for: the own agency's, one below it, or, for the node's operator, any or all. */
function rootOf(tree: Tree, agencyId: string | undefined, actor: OfficerActor): ListedAgency | undefined {
  const may = figuresOf(actor);
  if (!may) throw platformProblem('not-allowed');
  if (may === 'all') {
    if (agencyId === undefined) return undefined;
    const found = tree.find(agencyId);
    if (!found) throw exchangeProblem('not-your-figures');
    return found;
  }
  const found = tree.find(agencyId ?? may.below);
  if (!found || !tree.below(may.below).includes(found.id)) throw exchangeProblem('not-your-figures');
  return found;
}

/** Until when everything has been counted, and how many steps wait for it. */
async function upToDate({ database }: Pick<ExchangeDeps, 'database'>): Promise<Pick<Shown, 'countedAt' | 'uncounted'>> {
  const { rows } = await sql<{ at: Date | null; uncounted: number }>`
    select (select at from exchange.tallied) as at, (select count(*)::int from exchange.tally_due) as uncounted`.execute(
    database.of<Tables>(),
  );
  const { at = null, uncounted = 0 } = rows[0] ?? {};
  return { uncounted, ...(at ? { countedAt: at.toISOString() } : {}) };
}

interface Tree {
  find(id: string | null): ListedAgency | undefined;
  children(id: string | null): ListedAgency[];
  /** The agency and all under it. */
  below(id: string): string[];
}

export function treeOf(agencies: readonly ListedAgency[]): Tree {
  const byId = new Map(agencies.map((one) => [one.id, one]));
  const byParent = Map.groupBy(agencies, (one) => (one.parentId && byId.has(one.parentId) ? one.parentId : null));
  const below = (id: string): string[] => [id, ...(byParent.get(id) ?? []).flatMap((child) => below(child.id))];
  return {
    find: (id) => (id === null ? undefined : byId.get(id)),
    children: (id) => (byParent.get(id) ?? []).toSorted((a, b) => a.name.localeCompare(b.name, 'vi')),
    below,
  };
}

/** Figures out of counts; counts of several agencies and days just add up. */
export function figures(counts: readonly Pick<Count, 'what' | 'bucket' | 'n'>[]): Figures {
  const sums = new Map<string, number>();
  const classes = new Map<string, Map<number, number>>();
  for (const { what, bucket, n } of counts) {
    sums.set(what, (sums.get(what) ?? 0) + n);
    if (!what.startsWith('to-')) continue;
    const mine = classes.get(what) ?? new Map<number, number>();
    classes.set(what, mine.set(bucket, (mine.get(bucket) ?? 0) + n));
  }
  const of = (what: string): number => sums.get(what) ?? 0;
  const took = (what: string) => {
    const mine = classes.get(what) ?? new Map<number, number>();
    const [median, p90] = [percentile(mine, 0.5), percentile(mine, 0.9)];
    return median === undefined || p90 === undefined ? null : { median: minutesOf(median), p90: minutesOf(p90) };
  };
  return {
    documents: of('documents'),
    copies: of('copies'),
    delivered: of('delivered'),
    rejected: of('rejected'),
    expired: of('expired'),
    failed: of('failed'),
    codes: { '01': of('01'), '02': of('02'), '03': of('03'), '04': of('04'), '05': of('05'), '06': of('06') },
    withDue: of('with-due'),
    onTime: of('on-time'),
    late: of('late'),
    asked: of('asked'),
    agreed: of('15'),
    declined: of('16'),
    takenBack: of('taken-back'),
    minutesTo: { '01': took('to-01'), '03': took('to-03'), '06': took('to-06') },
  };
}
