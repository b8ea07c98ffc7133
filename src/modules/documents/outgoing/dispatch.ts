import type { OfficerActor } from '#platform/access.ts';
import type { AnswerOf } from '#platform/operation.ts';
import { fold } from '#platform/text.ts';
import { requireOutgoing } from '../access.ts';
import type { Content } from '../content.ts';
import type { planDispatch } from '../contract/dispatch.ts';
import type { AxisPlan, DocumentsDeps } from '../deps.ts';
import { documentTypes } from '../document-types.ts';
import { documentsProblem } from '../errors.ts';
import { findOutgoing, partiesOf, type OutgoingRow } from './outgoing-row.ts';
import type { Tables } from '../tables.ts';

/** The registers keep no normative documents. */
const ADMINISTRATIVE = 2;
const PAGE = 100;
const MOST_SHOWN = 200;
const MOST_NAMED = 20;

export interface Choice {
  groups?: readonly string[] | undefined;
  leaveOut?: 'stopped' | 'all' | undefined;
}

/** Who gets a document over the axis, as it is announced. */
export interface Dispatch {
  recipients: { agencyId: string; code: string; name: string }[];
  groups: { ref: string; name: string }[];
  /** Of the groups' members, those who are not named in the document as well. */
  groupCodes: string[];
  /** For the history, in a sentence. */
  note?: string;
}

interface Offered {
  ref: string;
  name: string;
  members: number;
  near: boolean;
}

/** A line such as “Các sở, ban, ngành” that is printed in the document chooses the group of that name. */
export function groupsPrinted(content: Content, groups: readonly Offered[]): string[] {
  const printed = new Set(content.recipients.filter(({ kind }) => kind === 'printed').map(({ name }) => plain(name)));
  return groups.filter(({ name }) => printed.has(plain(name))).map(({ ref }) => ref);
}
const plain = (name: string): string => fold(name).replace(/[;.]+$/u, '');

/** @throws documents.not-found, not-yours, exchange.group-unknown, exchange.too-many-recipients */
export async function readPlan(
  deps: DocumentsDeps,
  input: { id: string; groups?: readonly string[]; offset?: number },
  actor: OfficerActor,
): Promise<AnswerOf<typeof planDispatch>> {
  const row = await findOutgoing(deps.database.of<Tables>(), input.id);
  requireOutgoing(actor, row && partiesOf(row), 'issue');
  if (!row) throw documentsProblem('not-found');
  const groups = (await deps.axis?.groups(row.agency_id)) ?? [];
  const chosen = input.groups ?? groupsPrinted(row.content, groups);
  const { takes, cannot } = await planOf(deps, row, chosen);
  const offset = input.offset ?? 0;
  return {
    groups,
    chosen: [...chosen],
    takes: takes.slice(offset, offset + PAGE).map(({ code, name }) => ({ code, name })),
    takesCount: takes.length,
    // What stops comes first: it is what the clerk must decide about.
    cannot: cannot
      .toSorted((one, other) => Number(other.stops) - Number(one.stops))
      .slice(0, MOST_SHOWN)
      .map(({ code, name, stops, says, todo }) => ({ code, name, stops, says, todo })),
    cannotCount: cannot.length,
    stopsCount: cannot.filter(({ stops }) => stops).length,
  };
}

/** What the clerk chose, as it stands at the moment of issuing. @throws documents.some-cannot-take */
export async function chooseDispatch(deps: DocumentsDeps, row: OutgoingRow, choice: Choice): Promise<Dispatch> {
  const { groups, takes, cannot } = await planOf(deps, row, choice.groups ?? []);
  const stopped = cannot.filter(({ stops }) => stops);
  if (stopped.length > 0 && !choice.leaveOut)
    throw documentsProblem('some-cannot-take', { params: { count: stopped.length, names: namesOf(stopped) } });
  const left = choice.leaveOut === 'all' ? cannot : stopped;
  const goes = new Map([...takes, ...cannot.filter((one) => !left.includes(one))].map((one) => [one.code, one]));
  const named = row.content.recipients.flatMap((one) =>
    one.kind === 'agency' && one.id && one.code && goes.has(one.code)
      ? [{ agencyId: one.id, code: one.code, name: one.name }]
      : [],
  );
  for (const { code } of named) goes.delete(code);
  const count = named.length + goes.size;
  const note = [
    groups.length > 0
      ? `Gửi qua trục tới ${count} cơ quan, theo nhóm: ${groups.map((one) => one.name).join('; ')}.`
      : '',
    left.length > 0 ? `Không gửi qua trục cho ${left.length} nơi, cần gửi bản giấy: ${namesOf(left)}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
  return {
    recipients: named,
    groups: groups.map(({ ref, name }) => ({ ref, name })),
    groupCodes: [...goes.keys()],
    ...(note ? { note } : {}),
  };
}

function namesOf(all: readonly { name: string }[]): string {
  const names = all.slice(0, MOST_NAMED).map(({ name }) => name);
  return [...names, ...(all.length > MOST_NAMED ? [`và ${all.length - MOST_NAMED} nơi khác`] : [])].join('; ');
}

async function planOf(deps: DocumentsDeps, row: OutgoingRow, groups: readonly string[]): Promise<AxisPlan> {
  const { content } = row;
  const named = content.recipients.flatMap((one) =>
    one.kind === 'agency' && one.id && one.code ? [{ agencyId: one.id, code: one.code, name: one.name }] : [],
  );
  if (!deps.axis) return { groups: [], takes: named, cannot: [] };
  const type = documentTypes.find(({ key }) => key === row.type);
  const main = row.file_id ? await deps.files.get(row.file_id) : undefined;
  return deps.axis.plan({
    agencyId: row.agency_id,
    codes: named.map(({ code }) => code),
    groups,
    files: [...(main ? [main] : []), ...(content.attachments ?? [])].map(({ name, bytes }) => ({ name, bytes })),
    ...(type?.exchangeCode ? { type: { group: ADMINISTRATIVE, code: Number(type.exchangeCode), name: type.vi } } : {}),
  });
}
