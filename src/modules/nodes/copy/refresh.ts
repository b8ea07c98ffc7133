import { sql } from 'kysely';
import { count } from '#platform/metrics.ts';
import { isProblem } from '#platform/problem.ts';
import { readSmall } from '../calls/caller.ts';
import { DirectoryRefusal, LARGEST_BYTES, type RefusedBecause } from '../document.ts';
import { nodesProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import type { RoomTools } from '../tools.ts';

export const SERVED_AT = '/lien-nut/danh-ba';
export const SIGNATURE_HEADER = 'directory-signature';

/** How often the registrar is asked. It mostly answers that nothing changed, in a few hundred bytes. */
const EVERY_MS = 5 * 60_000;
const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 60 * 60_000;
const PATIENCE_MS = 20_000;
const PEERS_ASKED = 3;

export type Outcome = 'newer' | 'the-same' | 'away' | RefusedBecause;

interface Source {
  node: string;
  url: string;
}

/**
 * Asks the registrar for the directory, and other nodes where it cannot be reached: the signature is the registrar's, so it does not matter
 * who hands it on. Only the registrar's word, or something newer, counts as heard.
 */
export async function refreshDirectory(tools: RoomTools, first?: string): Promise<Outcome> {
  const { registrarUrl } = tools.deps.config.node;
  if (!registrarUrl) throw nodesProblem('stands-alone');
  const fromRegistrar = await fetchFrom(tools, { node: 'registrar', url: registrarUrl });
  let outcome = fromRegistrar;
  if (outcome !== 'newer' && outcome !== 'the-same')
    for (const peer of await peersToAsk(tools, first)) {
      const got = await fetchFrom(tools, peer);
      if (got === 'newer') outcome = got;
      if (got === 'newer') break;
    }
  await note(tools, outcome, fromRegistrar === 'away' ? undefined : fromRegistrar);
  count('lienthong_directory_refreshes_total', { outcome });
  return outcome;
}

async function fetchFrom(tools: RoomTools, source: Source): Promise<Outcome> {
  const copy = await tools.copies.current();
  try {
    const response = await tools.caller.send({
      method: 'GET',
      url: new URL(SERVED_AT, source.url),
      headers: copy ? { 'if-none-match': `"${copy.book.serial}"` } : {},
      timeoutMs: PATIENCE_MS,
      node: source.node,
    });
    if (response.status === 304) return 'the-same';
    const signature = Buffer.from(response.headers.get(SIGNATURE_HEADER) ?? '', 'base64');
    if (response.status !== 200 || signature.length === 0) {
      await response.body?.cancel();
      return 'away';
    }
    if (Number(response.headers.get('content-length') ?? 0) > LARGEST_BYTES) {
      await response.body?.cancel();
      return 'too-large';
    }
    const bytes = await readSmall(response, LARGEST_BYTES, source.node);
    const cameFrom = source.node === 'registrar' ? 'registrar' : `node:${source.node}`;
    return (await tools.copies.takeUp({ bytes, signature }, cameFrom)) ? 'newer' : 'the-same';
  } catch (error) {
    if (error instanceof DirectoryRefusal) {
      tools.deps.log.warn({ source: source.node, code: error.code }, 'a directory of nodes was not believed');
      return error.code;
    }
    if (isProblem(error) || isNetwork(error)) return 'away';
    throw error;
  }
}

/** A connection that breaks while the body comes. */
function isNetwork(error: unknown): boolean {
  return error instanceof TypeError || typeof (error as { code?: unknown })?.code === 'string';
}

/** A few of the others, by lot; first the one that showed something we do not know. */
async function peersToAsk({ copies, nodeId }: RoomTools, first?: string): Promise<Source[]> {
  const copy = await copies.current();
  if (!copy) return [];
  const { nodes, registrar } = copy.book.document;
  const others = nodes.filter((node) => node.id !== nodeId && node.id !== registrar.nodeId);
  return others
    .map((node) => ({ node, lot: node.id === first ? -1 : Math.random() }))
    .toSorted((a, b) => a.lot - b.lot)
    .slice(0, PEERS_ASKED)
    .map(({ node }) => ({ node: node.id, url: node.url }));
}

async function note({ deps }: RoomTools, outcome: Outcome, said: Outcome | undefined): Promise<void> {
  const now = deps.clock.now();
  const heard = outcome === 'newer' || outcome === 'the-same';
  const db = deps.database.of<Tables>();
  const before = await db.selectFrom('nodes.refreshing').select('failures').executeTakeFirst();
  const failures = heard ? 0 : (before?.failures ?? 0) + 1;
  const wait = heard ? EVERY_MS : Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 10), LONGEST_RETRY_MS);
  const refused = said && said !== 'newer' && said !== 'the-same' ? said : undefined;
  await db
    .updateTable('nodes.refreshing')
    .set({
      tried_at: now,
      failures,
      next_at: new Date(now.getTime() + jittered(wait)),
      ...(heard ? { heard_at: now } : {}),
      ...(refused ? { refused, refused_at: now } : {}),
      ...(said && !refused ? { refused: null } : {}),
    })
    .execute();
}

/** A fifth to either side, so that the nodes of the country do not all ask at once after the registrar was away. */
function jittered(ms: number): number {
  return Math.round(ms * (0.8 + Math.random() * 0.4));
}

/** Of the processes of a node, one at a time claims the look that is due. */
export async function claimRefresh({ deps }: RoomTools): Promise<boolean> {
  const now = deps.clock.now();
  const claimed = await deps.database
    .of<Tables>()
    .updateTable('nodes.refreshing')
    .set({ next_at: new Date(now.getTime() + FIRST_RETRY_MS) })
    .where((where) => where.or([where('next_at', 'is', null), where('next_at', '<=', now)]))
    .executeTakeFirst();
  return claimed.numUpdatedRows > 0n;
}

/** At most one look in so long for keys that nobody knows: strangers must not make this node ask around. */
const FOR_KEYS_SECONDS = 20;

export async function claimForKey({ deps }: RoomTools): Promise<boolean> {
  const { rows } = await sql<{ one: boolean }>`
    update nodes.refreshing set tried_at = ${deps.clock.now()}
    where tried_at is null or tried_at <= ${new Date(deps.clock.now().getTime() - FOR_KEYS_SECONDS * 1000)}
    returning one`.execute(deps.database.of<unknown>());
  return rows.length > 0;
}
