import { actorReference, type Actor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { isProblem } from '#platform/problem.ts';
import { readSmall } from '../calls/caller.ts';
import { SERVED_AT, SIGNATURE_HEADER } from '../copy/refresh.ts';
import {
  DirectoryRefusal,
  LARGEST_BYTES,
  parseDocument,
  readDocument,
  signerOf,
  type DirectoryDocument,
} from '../document.ts';
import type { Tables } from '../tables.ts';
import { nodesProblem } from '../errors.ts';
import { keyOfJwk } from '../keys/key-names.ts';
import type { RoomTools } from '../tools.ts';
import { changeRegister, type Trx } from './register.ts';

const PATIENCE_MS = 20_000;

interface Found {
  source: string;
  document: DirectoryDocument;
  bytes: Buffer;
  signature: Buffer;
  /** Which of this registrar's keys signed it, oldest first. */
  signer: number;
}

/** A node's copy that says it is this registrar's, under a key that this registrar does not have: nobody's word, and a sign of what was lost. */
interface Foreign {
  source: string;
  serial: number;
}

export interface Recovered {
  /** The directory that is signed now. */
  serial: number;
  /** The newest that anybody has. */
  newest: number;
  asked: string[];
  silent: string[];
  /** Nodes with a newer directory under a key of this registrar that was made after the backup. */
  unreadable: string[];
  /** Whether the key that follows signs from now on, because the newest directory bore its signature. */
  keyFollowed: boolean;
  nodes: number;
  homes: number;
}

/**
 * After the registrar was restored from a backup: the other nodes have newer directories than its register knows, and take nothing older.
 * Each node is asked for its copy; of those that this registrar has signed itself the newest is taken up again, with the nodes, keys and
 * homes in it, and the next directory has the number after it. Nothing that others act upon by now is undone.
 *
 * Where the registrar's key was changed once after the backup, the newer directories bear the key that followed, which the backup has as
 * well: it signs from now on, as it did. Changed twice, the key in use was made after the backup and is lost: that is refused, with what
 * then helps.
 * @throws nodes.not-the-registrar, nodes.nobody-answered, nodes.registrar-key-lost
 */
export async function recoverRegister(tools: RoomTools, urls: readonly string[], actor: Actor): Promise<Recovered> {
  const { deps, copies, own, nodeId } = tools;
  if (!deps.config.node.registrar) throw nodesProblem('not-the-registrar');
  const current = await copies.current();
  const known = (current?.book.document.nodes ?? []).filter((node) => node.id !== nodeId).map((node) => node.url);
  const asked = [...new Set([...known, ...urls])];
  const trusted = (await own.of('registrar')).map((key) => keyOfJwk(key.publicKey));
  const found: Found[] = [];
  const foreign: Foreign[] = [];
  const silent: string[] = [];
  for (const url of asked) {
    const one = await askFor(tools, url, trusted);
    if (one && 'document' in one) found.push(one);
    else silent.push(url);
    if (one && 'serial' in one) foreign.push(one);
  }
  const newest = found.toSorted((a, b) => b.document.serial - a.document.serial)[0];
  const ours = Math.max(newest?.document.serial ?? 0, current?.book.serial ?? 0);
  const newer = foreign.filter(({ serial }) => serial > ours);
  // What nobody's signature stands for cannot stop a recovery that finds something to take up.
  if (newer[0] && ours <= (current?.book.serial ?? 0))
    throw nodesProblem('registrar-key-lost', { params: { node: new URL(newer[0].source).host } });
  if (!newest) throw nodesProblem('nobody-answered', { params: { nodes: asked.length } });
  const keyFollowed = await followKey(tools, newest, current?.book.serial ?? 0, actor);
  const taken = { nodes: 0, homes: 0 };
  await changeRegister(tools, actor, async (trx) => {
    if (newest.document.serial < (current?.book.serial ?? 0)) return;
    await keepCopy(trx, newest, deps.clock.now());
    taken.nodes = await takeNodes(trx, newest.document, { nodeId, now: deps.clock.now(), actor });
    taken.homes = await takeHomes(trx, newest.document, actor);
    await deps.evidence.record(trx, {
      kind: 'nodes.register-recovered',
      subject: `node:${nodeId}`,
      actor,
      data: { serial: newest.document.serial, source: newest.source, ...taken, silent: silent.length },
    });
  });
  const serial = (await copies.current())?.book.serial ?? 0;
  const unreadable = newer.map(({ source }) => source);
  return { serial, newest: newest.document.serial, asked, silent, unreadable, keyFollowed, ...taken };
}

/** The key under which the newest directory stands signs on; the ones before it were retired after the backup. */
async function followKey(
  { deps, own, nodeId }: RoomTools,
  { document, signer }: Found,
  known: number,
  actor: Actor,
): Promise<boolean> {
  if (signer < 1 || document.serial <= known) return false;
  const retired = (await own.of('registrar')).slice(0, signer).map(({ keyId }) => keyId);
  await deps.database.transaction<Tables, void>(async (trx) => {
    await own.retire(trx, retired);
    await deps.evidence.record(trx, {
      kind: 'nodes.registrar-key-rotated',
      subject: `node:${nodeId}`,
      actor,
      data: { retired: retired[0] ?? null, recovered: true },
    });
  });
  return true;
}

/** A node's copy, where this registrar has signed it; whatever else it says is nobody's word. */
async function askFor(
  tools: RoomTools,
  url: string,
  trusted: Parameters<typeof readDocument>[2],
): Promise<Found | Foreign | undefined> {
  let offered: Buffer | undefined;
  try {
    const response = await tools.caller.send({
      method: 'GET',
      url: new URL(SERVED_AT, url),
      headers: {},
      timeoutMs: PATIENCE_MS,
      node: new URL(url).host,
    });
    const signature = Buffer.from(response.headers.get(SIGNATURE_HEADER) ?? '', 'base64');
    const bytes = await readSmall(response, LARGEST_BYTES, url);
    if (response.status !== 200) return undefined;
    offered = bytes;
    const document = readDocument(bytes, signature, trusted);
    return { source: url, document, bytes, signature, signer: signerOf(bytes, signature, trusted) };
  } catch (error) {
    const code = error instanceof DirectoryRefusal ? error.code : isProblem(error) ? error.code : 'unreadable';
    tools.deps.log.warn({ source: new URL(url).host, code }, 'a node gave no directory that this registrar has signed');
    return code === 'wrong-signature' && offered ? foreignOf(tools, url, offered) : undefined;
  }
}

function foreignOf({ nodeId }: RoomTools, source: string, bytes: Buffer): Foreign | undefined {
  try {
    const { registrar, serial } = parseDocument(bytes.toString('utf8'));
    return registrar.nodeId === nodeId ? { source, serial } : undefined;
  } catch {
    return undefined;
  }
}

async function keepCopy(trx: Trx, { document, bytes, signature, source }: Found, now: Date): Promise<void> {
  await trx
    .insertInto('nodes.copy')
    .values({
      serial: document.serial,
      document: bytes.toString('utf8'),
      signature,
      issued_at: document.issuedAt,
      valid_until: document.validUntil,
      came_from: `node:${new URL(source).host}`,
      taken_at: now,
    })
    .onConflict((conflict) => conflict.column('serial').doNothing())
    .execute();
}

/** Nodes that were admitted since, and keys as they stand there. Of this node itself the keys that it has count. */
async function takeNodes(
  trx: Trx,
  document: DirectoryDocument,
  { nodeId, now, actor }: { nodeId: string; now: Date; actor: Actor },
): Promise<number> {
  const before = await trx.selectFrom('nodes.registered_node').select(['id', 'left_at']).execute();
  const here = new Set(before.filter((one) => one.left_at === null).map((one) => one.id));
  const others = document.nodes.filter((node) => node.id !== nodeId);
  for (const { id, name, url, keys } of others) {
    await trx
      .insertInto('nodes.registered_node')
      .values({ id, name, url, admitted_at: now, admitted_by: JSON.stringify(actorReference(actor)) })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, url, left_at: null }))
      .execute();
    for (const { keyId, jwk, from, until } of keys)
      await trx
        .insertInto('nodes.registered_key')
        .values({
          key_id: keyId,
          node_id: id,
          public_key: JSON.stringify(jwk),
          valid_from: new Date(from),
          valid_until: until ? new Date(until) : null,
        })
        .onConflict((conflict) =>
          conflict.column('key_id').doUpdateSet({ valid_until: until ? new Date(until) : null }),
        )
        .execute();
    // A key that the directory no longer names was ended, perhaps because it is in other hands.
    await trx
      .updateTable('nodes.registered_key')
      .set({ valid_until: now })
      .where('node_id', '=', id)
      .where('key_id', 'not in', ['-', ...keys.map((key) => key.keyId)])
      .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>', now)]))
      .execute();
  }
  const named = new Set(others.map(({ id }) => id));
  const left = [...here].filter((id) => id !== nodeId && !named.has(id));
  for (const id of left)
    await trx.updateTable('nodes.registered_node').set({ left_at: now }).where('id', '=', id).execute();
  return others.filter(({ id }) => !here.has(id)).length + left.length;
}

/** Where agencies are at home by that directory, with the homes that they had in between. */
async function takeHomes(trx: Trx, { members }: DirectoryDocument, actor: Actor): Promise<number> {
  const rows = await trx.selectFrom('nodes.home').selectAll().execute();
  const byCode = Map.groupBy(rows, (row) => row.agency_code);
  const entered = JSON.stringify(actorReference(actor));
  let moved = 0;
  for (const { code, name, nodeId, since, before } of members) {
    const ours = byCode.get(code) ?? [];
    const open = ours.find((row) => row.until === null);
    if (open?.node_id === nodeId && open.since.toISOString() === since) continue;
    moved += 1;
    const stay = open && before.find((one) => one.nodeId === open.node_id && one.since === open.since.toISOString());
    if (open)
      await trx
        .updateTable('nodes.home')
        .set({ until: new Date(stay?.until ?? since) })
        .where('id', '=', open.id)
        .execute();
    const missing = before.filter(
      (one) => !ours.some((row) => row.node_id === one.nodeId && row.since.toISOString() === one.since),
    );
    for (const one of [...missing, { nodeId, since, until: null }])
      await trx
        .insertInto('nodes.home')
        .values({
          id: newId(),
          agency_code: code,
          agency_name: name,
          node_id: one.nodeId,
          since: new Date(one.since),
          until: one.until ? new Date(one.until) : null,
          entered_by: entered,
        })
        .execute();
  }
  return moved;
}
