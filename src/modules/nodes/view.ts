import { fold } from '#platform/text.ts';
import type { AnswerOf, InputOf } from '#platform/operation.ts';
import { keyInUse } from './calls/call-node.ts';
import type { FederationView, listHomes } from './contract.ts';
import { alarmsOf } from './copy/alarms.ts';
import { standing } from './copy/watch.ts';
import { fingerprintOf } from './keys/key-names.ts';
import { TYPED_DIGITS } from './registrar/decide-joining.ts';
import type { Tables } from './tables.ts';
import type { RoomTools } from './tools.ts';

const PAGE = 100;

export async function viewFederation(tools: RoomTools): Promise<FederationView> {
  const { deps, nodeId, own } = tools;
  const { copy, row, facts, untrusted, alone } = await standing(tools);
  const { name, url, registrar, graceDays } = deps.config.node;
  const [signer] = registrar ? await own.of('registrar') : [];
  const agencies = Map.groupBy(copy?.book.document.members ?? [], (member) => member.nodeId);
  return {
    self: {
      nodeId,
      name: name ?? nodeId,
      url,
      role: registrar ? 'registrar' : alone ? 'alone' : 'member',
      fingerprint: fingerprintOf((await keyInUse(tools)).publicKey),
      registrarFingerprint: signer ? fingerprintOf(signer.publicKey) : null,
    },
    copy: copy
      ? {
          serial: copy.book.serial,
          issuedAt: copy.book.issuedAt.toISOString(),
          validUntil: copy.book.validUntil.toISOString(),
          cameFrom: copy.cameFrom,
          takenAt: copy.takenAt.toISOString(),
          usableUntil: new Date(copy.book.validUntil.getTime() + graceDays * 86_400_000).toISOString(),
        }
      : null,
    refreshing: {
      triedAt: row.tried_at?.toISOString() ?? null,
      heardAt: row.heard_at?.toISOString() ?? null,
      nextAt: row.next_at?.toISOString() ?? null,
      failures: row.failures,
      refused: row.refused,
      untrusted: untrusted.map(({ node, code }) => ({ node, code })),
    },
    alarms: alone ? [] : alarmsOf(facts, deps.clock.now()),
    nodes: (copy?.book.document.nodes ?? []).map((node) => ({
      id: node.id,
      name: node.name,
      url: node.url,
      agencies: agencies.get(node.id)?.length ?? 0,
      keys: node.keys.map(({ keyId, jwk, from, until }) => ({ keyId, fingerprint: fingerprintOf(jwk), from, until })),
    })),
    joining: await readJoining(tools),
  };
}

async function readJoining({ deps, copies }: RoomTools): Promise<FederationView['joining']> {
  const book = (await copies.current())?.book;
  const rows = await deps.database
    .of<Tables>()
    .selectFrom('nodes.joining')
    .select(['id', 'node_id', 'name', 'url', 'fingerprint', 'asked_at'])
    .where('decision', 'is', null)
    .orderBy('asked_at')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    nodeId: row.node_id,
    name: row.name,
    url: row.url,
    fingerprintBeginning: row.fingerprint.slice(0, -TYPED_DIGITS),
    askedAt: row.asked_at.toISOString(),
    replaces: book?.node(row.node_id) !== undefined,
  }));
}

/** From this node's copy, by code; at most a hundred at a time. */
export async function readHomes(
  { copies }: RoomTools,
  { q, nodeId, after }: InputOf<typeof listHomes>['query'],
): Promise<AnswerOf<typeof listHomes>> {
  const wanted = q ? fold(q) : '';
  const found = ((await copies.current())?.book.document.members ?? []).filter(
    (member) =>
      (!after || member.code > after) &&
      (!nodeId || member.nodeId === nodeId) &&
      (!wanted || fold(`${member.code} ${member.name}`).includes(wanted)),
  );
  const homes = found.slice(0, PAGE);
  return { homes, next: found.length > PAGE ? (homes.at(-1)?.code ?? null) : null };
}
