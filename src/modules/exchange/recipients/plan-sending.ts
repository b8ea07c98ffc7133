import { sql } from 'kysely';
import { sizeInWords } from '#modules/files/ui/parts/size-in-words.ts';
import type { Limits } from '#modules/nodes/index.ts';
import { vnDate } from '#platform/time.ts';
import type { AgencyFacts, ExchangeDeps } from '../deps.ts';
import type { MailboxMode } from '../contract/mailbox.ts';
import { modeOf } from '../mailbox/get-mailbox.ts';
import { exchangeProblem } from '../errors.ts';
import { MOST_RECIPIENTS } from '../accept/resolve-sides.ts';
import type { Tables } from '../tables.ts';
import { readGroup } from './groups.ts';
import { reasonOf, type Reason } from './reasons.ts';

/** The right without which an officer sees nothing of what arrives. */
const RECEIVES = 'exchange.receive';
export const MOST_FILES = 50;

export interface Mailbox {
  mode: MailboxMode;
  largestFileBytes: number | null;
  takesAttachments: boolean;
  /** By group and code; left out: every type. */
  onlyTypes?: readonly string[];
  /** Of the mode push: an address that works. */
  hasAddress: boolean;
}

/** The file that is the document itself, then what goes with it. */
export interface PlannedFile {
  name: string;
  bytes: number;
}

export interface PlannedType {
  group: number;
  code: number;
  name: string;
}

export interface SendingPlan {
  /** Each group that was chosen, as it stands now. */
  groups: { ref: string; name: string; members: number }[];
  takes: { agencyId: string; code: string; name: string }[];
  cannot: ({ agencyId: string | null; code: string; name: string } & Reason)[];
}

/**
 * Who would get a document and who could not take it, before anything is sent. Ten thousand recipients are three statements: mailboxes,
 * addresses and posts are read once, the directory lies in memory. What it says holds now and is no promise.
 * @throws exchange.group-unknown, exchange.too-many-recipients
 */
export async function planSending(
  deps: ExchangeDeps,
  asked: {
    agencyId: string;
    codes: readonly string[];
    groups: readonly string[];
    files: readonly PlannedFile[];
    /** Of the document, where it is known already. */
    type?: PlannedType;
  },
): Promise<SendingPlan> {
  const groups: SendingPlan['groups'] = [];
  const codes = new Set(asked.codes);
  for (const ref of new Set(asked.groups)) {
    const { name, members } = await readGroup(deps, ref, asked.agencyId);
    groups.push({ ref, name, members: members.length });
    for (const { code } of members) codes.add(code);
  }
  const { boxes, attended } = await readBoxes(deps);
  const today = vnDate(deps.clock.now());
  const plan: SendingPlan = { groups, takes: [], cannot: [] };
  const seen = new Set<string>([asked.agencyId]);
  for (const code of codes) {
    const agency = await deps.directory.findAgencyByCode(code);
    if (!agency) {
      plan.cannot.push({ agencyId: null, code, name: code, ...reasonOf('unknown', { code }) });
      continue;
    }
    if (seen.has(agency.id)) continue;
    seen.add(agency.id);
    const one = { agencyId: agency.id, code, name: agency.name };
    const reason = (await endedReason(deps, agency, today)) ?? (await boxReason(agency.id));
    if (reason) plan.cannot.push({ ...one, ...reason });
    else plan.takes.push(one);
  }
  if (seen.size - 1 > MOST_RECIPIENTS)
    throw exchangeProblem('too-many-recipients', { params: { count: seen.size - 1, most: MOST_RECIPIENTS } });
  return plan;

  async function boxReason(agencyId: string): Promise<Reason | undefined> {
    const home = await deps.nodes.homeOf(agencyId);
    // Another node knows its agencies; of them we know what the signed directory says.
    const box = home.here ? (boxes.get(agencyId) ?? IN_THE_PAGES) : boxOf(await deps.nodes.limitsOf(agencyId));
    return reasonFor(box, asked, { axis: deps.config.files.axisMaxBytes, attended: !home.here || attended.has(agencyId) }); // prettier-ignore
  }
}

const IN_THE_PAGES: Mailbox = { mode: 'here', largestFileBytes: null, takesAttachments: true, hasAddress: false };

const boxOf = ({ mostBytes, noAttachments, onlyTypes }: Limits = {}): Mailbox => ({
  ...IN_THE_PAGES,
  largestFileBytes: mostBytes ?? null,
  takesAttachments: !noAttachments,
  ...(onlyTypes ? { onlyTypes } : {}),
});

/** Pure. The first thing that stands against it, what stops before what only waits. */
export function reasonFor(
  box: Mailbox,
  { files, type }: { files: readonly PlannedFile[]; type?: PlannedType },
  { axis, attended }: { axis: number; attended: boolean },
): Reason | undefined {
  if (files.length > MOST_FILES) return reasonOf('too-many-files', { files: MOST_FILES });
  if (type && box.onlyTypes && !box.onlyTypes.includes(`${type.group}.${type.code}`))
    return reasonOf('type-not-taken', { type: type.name });
  if (!box.takesAttachments && files.length > 1) return reasonOf('no-attachments');
  const most = Math.min(axis, box.largestFileBytes ?? axis);
  const large = files.find(({ bytes }) => bytes > most);
  if (large) return reasonOf('file-too-large', { file: large.name, size: inWords(large.bytes), most: inWords(most) });
  if (box.mode === 'held') return reasonOf('paused');
  if (box.mode === 'push' && !box.hasAddress) return reasonOf('address-rests');
  if (box.mode === 'here' && !attended) return reasonOf('nobody-receives');
  return undefined;
}

const inWords = (bytes: number) => ({ vi: sizeInWords(bytes, 'vi'), en: sizeInWords(bytes, 'en') });

async function endedReason(deps: ExchangeDeps, agency: AgencyFacts, today: string): Promise<Reason | undefined> {
  if (agency.validTo === null || agency.validTo >= today) return undefined;
  const next = agency.successorId ? await deps.directory.getAgency(agency.successorId) : undefined;
  return reasonOf('ended', { successor: next && { name: next.name, code: next.code } });
}

async function readBoxes(
  deps: ExchangeDeps,
): Promise<{ boxes: ReadonlyMap<string, Mailbox>; attended: ReadonlySet<string> }> {
  const [{ rows }, attended] = await Promise.all([
    sql<{
      agencyId: string;
      mode: string;
      largest: string | null;
      attachments: boolean;
      types: string[] | null;
      address: boolean;
    }>`
      select m.agency_id as "agencyId", m.mode, m.largest_file_bytes as largest, m.takes_attachments as attachments, m.only_types as types,
        exists (select from exchange.webhook w where w.agency_id = m.agency_id and w.state = 'active' and 'delivery' = any(w.topics)) as address
      from exchange.mailbox m`.execute(deps.database.of<Tables>()),
    deps.directory.agenciesWith(RECEIVES),
  ]);
  const boxes = new Map(
    rows.map((row): [string, Mailbox] => [
      row.agencyId,
      {
        mode: modeOf(row.mode),
        largestFileBytes: row.largest === null ? null : Number(row.largest),
        takesAttachments: row.attachments,
        ...(row.types ? { onlyTypes: row.types } : {}),
        hasAddress: row.address,
      },
    ]),
  );
  return { boxes, attended };
}
