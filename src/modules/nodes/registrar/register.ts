import { sql, type Transaction } from 'kysely';
import { actorReference, type Actor } from '#platform/access.ts';
import { vnDate } from '#platform/time.ts';
import { DIRECTORY_TOPIC } from '../copy/copies.ts';
import { KIND, writeDocument, type DirectoryDocument } from '../document.ts';
import { nodesProblem } from '../errors.ts';
import { directoryChanged } from '../events.ts';
import { readKey } from '../keys/key-names.ts';
import type { OwnKey } from '../keys/own-keys.ts';
import { readLimits } from '../limits/declare-limits.ts';
import type { Tables } from '../tables.ts';
import type { RoomTools } from '../tools.ts';

export type Trx = Transaction<Tables>;

const DAY_MS = 86_400_000;

/**
 * A change of the register and the directory that tells of it, in one transaction: there is no moment at which a node was admitted and the
 * directory does not know. @throws nodes.not-the-registrar
 */
export async function changeRegister<R>(tools: RoomTools, actor: Actor, work: (trx: Trx) => Promise<R>): Promise<R> {
  const { deps, own, copies } = tools;
  if (!deps.config.node.registrar) throw nodesProblem('not-the-registrar');
  const [nodeKeys, registrarKeys] = [await own.of('node'), await own.of('registrar')];
  const result = await deps.database.transaction<Tables, R>(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('nodes.copy'))`.execute(trx);
    await enterSelf(tools, trx, nodeKeys, actor);
    const done = await work(trx);
    await issue(tools, trx, registrarKeys);
    return done;
  });
  copies.forget();
  return result;
}

/** The registrar is a node like the others, under its own name. */
async function enterSelf({ deps, nodeId }: RoomTools, trx: Trx, keys: readonly OwnKey[], actor: Actor): Promise<void> {
  const { name, url } = deps.config.node;
  const now = deps.clock.now();
  await trx
    .insertInto('nodes.registered_node')
    .values({
      id: nodeId,
      name: name ?? nodeId,
      url,
      admitted_at: now,
      admitted_by: JSON.stringify(actorReference(actor)),
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ name: name ?? nodeId, url }))
    .execute();
  const known = await trx.selectFrom('nodes.registered_key').select('key_id').where('node_id', '=', nodeId).execute();
  // Later ones come by a rotation, with their overlap.
  if (known.length > 0 || !keys[0]) return;
  await trx
    .insertInto('nodes.registered_key')
    .values({
      key_id: keys[0].keyId,
      node_id: nodeId,
      public_key: JSON.stringify(keys[0].publicKey),
      valid_from: now,
    })
    .execute();
}

/** Signs what the register says now. Serials read as the day and a running number, and only grow. */
async function issue({ deps, nodeId }: RoomTools, trx: Trx, keys: readonly OwnKey[]): Promise<void> {
  const now = deps.clock.now();
  const [signer] = keys;
  if (!signer) throw new Error('The registrar has no key.');
  const last = await trx
    .selectFrom('nodes.copy')
    .select((select) => select.fn.max('serial').as('serial'))
    .executeTakeFirst();
  const serial = Math.max(Number(last?.serial ?? 0) + 1, Number(vnDate(now).replaceAll('-', '')) * 100 + 1);
  const document: DirectoryDocument = {
    kind: KIND,
    serial,
    issuedAt: now.toISOString(),
    validUntil: new Date(now.getTime() + deps.config.node.directoryDays * DAY_MS).toISOString(),
    registrar: { nodeId, keys: keys.map((key) => key.publicKey) },
    nodes: await readNodes(trx, now),
    members: await readMembers(trx),
  };
  const { text, signature } = writeDocument(document, signer.privateKey);
  await trx
    .insertInto('nodes.copy')
    .values({
      serial,
      document: text,
      signature,
      issued_at: document.issuedAt,
      valid_until: document.validUntil,
      came_from: 'own',
      taken_at: now,
    })
    .execute();
  await deps.publish(trx, directoryChanged, { serial, issuedAt: document.issuedAt });
  await deps.live.tell(trx, DIRECTORY_TOPIC, 'all');
}

async function readNodes(trx: Trx, now: Date): Promise<DirectoryDocument['nodes']> {
  const nodes = await trx
    .selectFrom('nodes.registered_node')
    .select(['id', 'name', 'url'])
    .where('left_at', 'is', null)
    .orderBy('id')
    .execute();
  const keys = await trx
    .selectFrom('nodes.registered_key')
    .selectAll()
    .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>', now)]))
    .orderBy('valid_from')
    .orderBy('key_id')
    .execute();
  return nodes.map((node) => ({
    ...node,
    keys: keys
      .filter((key) => key.node_id === node.id)
      .map((key) => ({
        keyId: key.key_id,
        jwk: readKey(key.public_key, `nodes.registered_key.public_key of ${key.key_id}`),
        from: key.valid_from.toISOString(),
        until: key.valid_until?.toISOString() ?? null,
      })),
  }));
}

async function readMembers(trx: Trx): Promise<DirectoryDocument['members']> {
  const rows = await trx.selectFrom('nodes.home').selectAll().orderBy('agency_code').orderBy('since').execute();
  const limits = await readLimits(trx);
  const members: DirectoryDocument['members'] = [];
  for (const [code, homes] of Map.groupBy(rows, (row) => row.agency_code)) {
    const open = homes.find((home) => home.until === null);
    if (!open) continue;
    const said = limits.get(code);
    members.push({
      ...(said ? { limits: said } : {}),
      code,
      name: open.agency_name,
      nodeId: open.node_id,
      since: open.since.toISOString(),
      before: homes.flatMap(({ node_id, since, until }) =>
        until ? [{ nodeId: node_id, since: since.toISOString(), until: until.toISOString() }] : [],
      ),
    });
  }
  return members;
}

/** Signs anew when half of the life of a directory is over: a registrar that is away for days does no harm. */
export async function keepIssued(tools: RoomTools): Promise<void> {
  const copy = await tools.copies.current();
  const now = tools.deps.clock.now().getTime();
  const { name, url } = tools.deps.config.node;
  const self = copy?.book.node(tools.nodeId);
  const fresh =
    copy &&
    self?.url === url &&
    self.name === (name ?? tools.nodeId) &&
    now < (copy.book.issuedAt.getTime() + copy.book.validUntil.getTime()) / 2;
  if (!fresh) await changeRegister(tools, { kind: 'system', name: 'nodes' }, async () => undefined);
}
