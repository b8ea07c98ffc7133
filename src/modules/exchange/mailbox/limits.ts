import { sql } from 'kysely';
import type { Limits } from '#modules/nodes/index.ts';
import { sizeInWords } from '#modules/files/ui/parts/size-in-words.ts';
import type { ProblemError } from '#platform/problem.ts';
import type { Envelope } from '../contract/envelope.ts';
import type { ExchangeDeps } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';
import type { Recipients } from '../accept/resolve-sides.ts';
import type { Tables } from '../tables.ts';

/** What is to be sent, as far as somebody may be unable to take it. */
export interface Asked {
  kind?: Envelope['kind'];
  type?: { group: number; code: number; name: string };
  /** The document itself comes first. */
  files: readonly { name: string; bytes: number; encrypted?: boolean }[];
}

export type Rule = 'kind' | 'type' | 'encrypted' | 'attachments' | 'size';

export interface Against {
  rule: Rule;
  file?: { name: string; bytes: number };
  mostBytes?: number;
}

/** Pure. The first thing that stands against it. */
export function whatStands(limits: Limits, { kind, type, files }: Asked): Against | undefined {
  if (kind && kind !== 'new' && limits.notKinds?.includes(kind)) return { rule: 'kind' };
  // A recall has no document to read: the type it bears is that of what is taken back.
  if (type && kind !== 'recall' && limits.onlyTypes && !limits.onlyTypes.includes(`${type.group}.${type.code}`))
    return { rule: 'type' };
  const locked = files.find(({ encrypted }) => encrypted);
  if (limits.noEncrypted && locked) return { rule: 'encrypted', file: locked };
  if (limits.noAttachments && files.length > 1) return { rule: 'attachments' };
  const { mostBytes } = limits;
  const large = mostBytes === undefined ? undefined : files.find(({ bytes }) => bytes > mostBytes);
  return large && mostBytes !== undefined ? { rule: 'size', file: large, mostBytes } : undefined;
}

/** A process that missed a message looks again after so long. */
const REREAD_MS = 60_000;
export const LIMITS_TOPIC = 'exchange.mailbox-limits';

type Known = ReadonlyMap<string, Limits>;
interface Kept {
  /** Whether the process hears of changes. */
  heard: boolean;
  read?: { known: Promise<Known>; at: number } | undefined;
}
/** One for each exchange of this process: tests run several. */
const kept = new WeakMap<ExchangeDeps['database'], Kept>();

/**
 * The limits of this node's agencies. Few say any, and every document that is handed over asks for those of its recipients: they are held in
 * memory and read again when a mailbox is set, by whichever process.
 */
export function limitsHere(deps: Pick<ExchangeDeps, 'database' | 'live'>): Promise<Known> {
  const mine = kept.get(deps.database) ?? { heard: false };
  kept.set(deps.database, mine);
  if (!mine.heard) deps.live.subscribe(`${LIMITS_TOPIC}:all`, () => forgetLimits(deps));
  mine.heard = true;
  if (mine.read && performance.now() - mine.read.at < REREAD_MS) return mine.read.known;
  const read = { known: readAll(deps), at: performance.now() };
  mine.read = read;
  read.known.catch(() => {
    if (mine.read === read) mine.read = undefined;
  });
  return read.known;
}

export function forgetLimits({ database }: Pick<ExchangeDeps, 'database'>): void {
  const mine = kept.get(database);
  if (mine) mine.read = undefined;
}

interface Row {
  agencyId: string;
  mostBytes: string | null;
  attachments: boolean;
  encrypted: boolean;
  notKinds: string[];
  onlyTypes: string[] | null;
}

async function readAll({ database }: Pick<ExchangeDeps, 'database'>): Promise<Known> {
  const { rows } = await sql<Row>`
    select agency_id as "agencyId", largest_file_bytes as "mostBytes", takes_attachments as attachments,
      takes_encrypted as encrypted, not_kinds as "notKinds", only_types as "onlyTypes"
    from exchange.mailbox
    where largest_file_bytes is not null or not takes_attachments or not takes_encrypted or not_kinds <> '{}' or only_types is not null`.execute(
    database.of<Tables>(),
  );
  return new Map(rows.map((row) => [row.agencyId, limitsOfRow(row)]));
}

/** The database lets in no other kinds. */
export function limitsOfRow({ mostBytes, attachments, encrypted, notKinds, onlyTypes }: Omit<Row, 'agencyId'>): Limits {
  return {
    ...(mostBytes === null ? {} : { mostBytes: Number(mostBytes) }),
    ...(attachments ? {} : { noAttachments: true as const }),
    ...(encrypted ? {} : { noEncrypted: true as const }),
    ...(notKinds.length > 0 ? { notKinds: notKinds as NonNullable<Limits['notKinds']> } : {}),
    ...(onlyTypes ? { onlyTypes } : {}),
  };
}

/** Of an agency of this node what it chose here; of one at home elsewhere what the signed directory says. Nothing said: nothing against it. */
export async function limitsOf(deps: ExchangeDeps, agencyId: string, here: Known): Promise<Limits | undefined> {
  return (await deps.nodes.homeOf(agencyId)).here ? here.get(agencyId) : deps.nodes.limitsOf(agencyId);
}

const MOST_NAMED = 100;

/**
 * Refuses a document that one of its recipients has said its software cannot take, before anything of it is accepted.
 * @throws exchange.cannot-take-kind, -type, -encrypted, -attachments, -size
 */
export async function requireTakes(deps: ExchangeDeps, envelope: Envelope, recipients: Recipients): Promise<void> {
  const here = await limitsHere(deps);
  const against: { code: string; name: string; path: string; found: Against }[] = [];
  for (const [agencyId, { code, agency }] of recipients) {
    const limits = await limitsOf(deps, agencyId, here);
    const found =
      limits && whatStands(limits, { kind: envelope.kind, type: envelope.document.type, files: envelope.files });
    if (found) against.push({ code, name: agency.name, path: `/envelope/to/${envelope.to.indexOf(code)}`, found });
  }
  if (against.length > 0) throw refusal(envelope, against);
}

function refusal(
  { kind, document }: Envelope,
  against: readonly { code: string; name: string; path: string; found: Against }[],
): ProblemError {
  const [first] = against;
  if (!first) throw new Error('Nothing stands against it');
  const { rule, file, mostBytes } = first.found;
  const size = (bytes: number | undefined) => sizeInWords(bytes ?? 0, 'vi');
  return exchangeProblem(`cannot-take-${rule}`, {
    params: {
      code: first.code,
      name: first.name,
      kind: KINDS[kind].vi,
      kindEn: KINDS[kind].en,
      type: document.type.name,
      file: file?.name ?? '',
      size: size(file?.bytes),
      most: size(mostBytes),
    },
    fields: against.slice(0, MOST_NAMED).map(({ code, name, path, found }) => ({
      path,
      code: found.rule,
      vi: `${name} (${code}) ${RULES[found.rule].vi}`,
      en: `${name} (${code}) ${RULES[found.rule].en}`,
    })),
  });
}

const KINDS = {
  new: { vi: 'văn bản mới', en: 'new document' },
  recall: { vi: 'thu hồi', en: 'recall' },
  update: { vi: 'cập nhật', en: 'update' },
  replace: { vi: 'thay thế', en: 'replacement' },
} as const;

const RULES: Record<Rule, { vi: string; en: string }> = {
  kind: { vi: 'không nhận được loại thông điệp này.', en: 'cannot take this kind of message.' },
  type: { vi: 'không nhận được loại văn bản này.', en: 'cannot take this type of document.' },
  encrypted: { vi: 'không nhận được tệp đã mã hóa.', en: 'cannot take encrypted files.' },
  attachments: { vi: 'không nhận được tài liệu kèm theo.', en: 'cannot take attachments.' },
  size: { vi: 'không nhận được tệp lớn như vậy.', en: 'cannot take a file of this size.' },
};
