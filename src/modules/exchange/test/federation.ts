import { createHash, createHmac, generateKeyPairSync, randomUUID, sign, verify, type KeyObject } from 'node:crypto';
import canonicalize from 'canonicalize';
import { testClock } from '#platform/clock.ts';
import { defineProblems } from '#platform/problem.ts';
import type { AgencyFacts, ExchangeDeps } from '#modules/exchange/index.ts';
import type { Limits, StatementSignature } from '#modules/nodes/index.ts';
import { directoryChanged } from '#modules/nodes/events.ts';
import { jwkOf, keyIdOf } from '#modules/nodes/index.ts';
import { openAxis, type Axis } from './axis.ts';

/**
 * Several nodes in one process, each with its own database, and between them a wire that the test can cut, delay and forge. The rooms are
 * real; only the directory of nodes and the signatures are the test's: a keyed digest in place of a signed request.
 */
export interface Federation {
  clock: ReturnType<typeof testClock>;
  node(name: string): Axis;
  /** From this moment the agency is at home there; every node learns it, unless told otherwise. */
  move(agency: AgencyFacts, to: string, options?: { quietly?: boolean }): Promise<void>;
  /** This node hears of the directory as it is now. */
  learn(name: string): Promise<void>;
  /** What goes wrong on the wire. */
  wire: Wire;
  /** Requests that were made, in their order. */
  calls: { from: string; to: string; path: string; bytes: number; body: Buffer; status?: number }[];
  /** The node signs with a new key from now on; the old one counts for so long still. */
  rotate(name: string, overlapMs: number): void;
  /** A node's signature, as only it can make it. */
  signAs(name: string, bytes: Buffer): StatementSignature;
  /** Runs the jobs of all nodes until nothing moves between them. */
  settle(): Promise<void>;
  /** As the minute's sweep: what is due again is taken up. */
  sweep(): Promise<void>;
  /** Sends a request as that node, past its outbox. */
  forge(
    from: string,
    to: string,
    request: { method: string; path: string; body: Buffer; key?: string },
  ): Promise<Response>;
  close(): Promise<void>;
}

interface Wire {
  /** Nodes that do not answer. */
  down: Set<string>;
  /** The answer is lost on the way back, so many times. */
  loseAnswers: number;
  /** Changes a request's body after it was signed. */
  tamper?: ((body: Buffer, path: string) => Buffer) | undefined;
  /** Changes the answer to messages on its way back. */
  tamperAnswer?: ((text: string) => string) | undefined;
  /** Nodes of older code: they know no request with several payloads. */
  older: Set<string>;
  /** The same for the answer to payloads, to one piece or to several together. */
  tamperPiece?: ((text: string) => string) | undefined;
}

const away = defineProblems('nodes', {
  'node-away': { status: 503, vi: 'Chưa liên lạc được với nút {node}.', en: 'The node {node} cannot be reached.' },
  'not-a-peer': { status: 401, vi: 'Không phải nút trong danh bạ.', en: 'Not a node of the directory.' },
  'seen-before': { status: 409, vi: 'Đã nhận rồi.', en: 'Received before.' },
});

const macOf = (key: string, parts: readonly (string | Buffer)[]): string => {
  const mac = createHmac('sha256', `khóa của ${key}`);
  for (const part of parts) mac.update(part).update('\n');
  return mac.digest('hex');
};

export async function openFederation(
  homes: Record<string, readonly AgencyFacts[]>,
  options: { unknown?: Record<string, ReadonlySet<string>> } = {},
): Promise<Federation> {
  const clock = testClock('2026-11-23T02:00:00Z');
  const wire: Wire = { down: new Set(), older: new Set(), loseAnswers: 0 };
  const axes = new Map<string, Axis>();
  const calls: Federation['calls'] = [];
  const seen = new Set<string>();
  /** Who was at home where since when; the last entry holds. */
  const stays = new Map<string, { node: string; since: Date }[]>();
  for (const [node, agencies] of Object.entries(homes))
    for (const { id } of agencies) stays.set(id, [{ node, since: new Date(0) }]);
  /** What each node knows: a node may be behind. */
  const known = new Map<string, Map<string, string>>();
  const learn = (name: string): void =>
    void known.set(name, new Map([...stays].map(([id, list]) => [id, list.at(-1)?.node ?? ''])));

  const send = async (
    from: string,
    to: string,
    { method, path, body, key = from }: { method: string; path: string; body: Buffer; key?: string },
  ): Promise<Response> => {
    const axis = axes.get(to);
    if (!axis || wire.down.has(to) || wire.down.has(from)) throw away('node-away', { params: { node: to } });
    const nonce = randomUUID();
    const digest = createHash('sha256').update(body).digest('hex');
    const call: Federation['calls'][number] = { from, to, path, bytes: body.length, body };
    calls.push(call);
    const known = wire.older.has(to) && path.endsWith('/payloads') ? `${path}-chua-co` : path;
    const response = await fetch(`${axis.node.url}${known}`, {
      method,
      body: new Uint8Array(wire.tamper?.(body, path) ?? body),
      headers: {
        'content-type': 'application/octet-stream',
        'x-node': from,
        'x-nonce': nonce,
        'x-mac': macOf(key, [method, path, digest, nonce]),
      },
    });
    call.status = response.status;
    if (wire.loseAnswers > 0) {
      wire.loseAnswers -= 1;
      await response.arrayBuffer();
      throw away('node-away', { params: { node: to } });
    }
    const { tamperAnswer, tamperPiece } = wire;
    if (tamperPiece && path.includes('/payloads'))
      return new Response(tamperPiece(await response.text()), { status: response.status });
    if (!tamperAnswer || !path.endsWith('/messages')) return response;
    return new Response(tamperAnswer(await response.text()), { status: response.status });
  };

  /** Of each node, the last one signs. */
  const keys = new Map<
    string,
    { keyId: string; pair: { privateKey: KeyObject; publicKey: KeyObject }; until: Date }[]
  >();
  const rotate = (name: string, overlapMs: number): void => {
    const before = keys.get(name) ?? [];
    for (const key of before) key.until = new Date(Math.min(key.until.getTime(), clock.now().getTime() + overlapMs));
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    keys.set(name, [...before, { keyId: keyIdOf(name, jwkOf(pair.publicKey)), pair, until: new Date(8.64e15) }]);
  };
  const signAs = (name: string, bytes: Buffer): StatementSignature => {
    const key = keys.get(name)?.at(-1);
    if (!key) throw new Error(`There is no node ${name}`);
    return { keyId: key.keyId, signature: sign('sha256', bytes, key.pair.privateKey).toString('base64') };
  };

  /** What the signed directory says that agencies cannot take. */
  const limits = new Map<string, Limits>();
  const registrar = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signed = new Map<string, Buffer>();
  /** The directory as a registrar would have signed it, of the nodes and their keys as they are now; the same each time. */
  const directoryOf = (at: Date, keyId?: string) => {
    const instant = (of: Date) => of.toISOString();
    const nodes = [...keys].map(([id, list]) => ({
      id,
      name: `Nút ${id}`,
      url: 'http://nut.test',
      keys: list
        .map((key) => ({
          keyId: key.keyId,
          jwk: jwkOf(key.pair.publicKey),
          from: '2026-01-01T00:00:00.000Z',
          until: key.until.getTime() > 8e15 ? null : instant(key.until),
        }))
        .filter(({ until }) => until === null || until > '2026-01-02'),
    }));
    if (keyId && !nodes.some((one) => one.keys.some((key) => key.keyId === keyId))) return undefined;
    const text =
      canonicalize({
        kind: 'lien-thong/danh-ba-nut@1',
        serial: 2026112301,
        issuedAt: '2026-11-22T02:00:00.000Z',
        validUntil: '2026-11-29T02:00:00.000Z',
        registrar: { nodeId: 'nut-goc', keys: [jwkOf(registrar.publicKey)] },
        nodes: nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
        members: [...stays].flatMap(([id, list]) => {
          const agency = Object.values(homes)
            .flat()
            .find((one) => one.id === id);
          const nodeId = list.findLast(({ since }) => since <= at)?.node ?? list[0]?.node ?? '';
          return agency
            ? [{ code: agency.code, name: agency.name, nodeId, since: '2026-01-01T00:00:00.000Z', before: [] }]
            : [];
        }),
      }) ?? '';
    const signature = signed.get(text) ?? sign('sha256', Buffer.from(text), registrar.privateKey);
    signed.set(text, signature);
    return {
      serial: 2026112301,
      text,
      signature,
      signer: registrar.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    };
  };
  const nodesOf = (name: string): ExchangeDeps['nodes'] => ({
    self: () => ({ nodeId: name, url: axes.get(name)?.node.url ?? '' }),
    async homeOf(agencyId) {
      const node = known.get(name)?.get(agencyId) ?? name;
      return node === name ? { here: true } : { here: false, nodeId: node, url: '', name: `Nút ${node}` };
    },
    wasHomeOf: async (nodeId, agencyId, at) =>
      (stays.get(agencyId) ?? []).some(
        ({ node, since }, index, list) =>
          node === nodeId && since <= at && (list[index + 1]?.since ?? new Date(8.64e15)) >= at,
      ),
    call: (to, { method, path, body }) => send(name, to, { method, path, body: body as Buffer }),
    async peer(request, digest) {
      const word = (header: string) => String(request.headers[header] ?? '');
      const [from, nonce] = [word('x-node'), word('x-nonce')];
      const mac = macOf(from, [request.method, request.url, (digest ?? Buffer.alloc(0)).toString('hex'), nonce]);
      if (!axes.has(from) || mac !== word('x-mac')) throw away('not-a-peer');
      if (seen.has(`${name} ${nonce}`)) throw away('seen-before');
      seen.add(`${name} ${nonce}`);
      return { nodeId: from };
    },
    signStatement: async (bytes) => signAs(name, bytes),
    async checkStatement(nodeId, bytes, { keyId, signature }, at) {
      if (keyId.split('#')[0] !== nodeId) return { holds: false, code: 'other-node' };
      const key = keys.get(nodeId)?.find((one) => one.keyId === keyId && one.until > at);
      if (!key) return { holds: false, code: 'unknown-key' };
      const holds = verify('sha256', bytes, key.pair.publicKey, Buffer.from(signature, 'base64'));
      return holds ? { holds } : { holds, code: 'bad-signature' };
    },
    publicKeyOf: async (nodeId, keyId, at) => {
      const key = keys.get(nodeId)?.find((one) => one.keyId === keyId && one.until > at);
      return key?.pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    },
    standing: async () => ({
      alone: false,
      issuedAt: new Date('2026-11-22T02:00:00Z'),
      validUntil: new Date('2026-11-29T02:00:00Z'),
      heardAt: clock.now(),
      alarms: [],
      names: new Map([...axes.keys()].map((one) => [one, `Nút ${one}`])),
    }),
    signedDirectory: async (at, keyId) => directoryOf(at, keyId),
    limitsOf: async (agencyId) => limits.get(agencyId),
    declareLimits: async (agencyId, said) => void limits.set(agencyId, said),
    refresh: async () => {
      learn(name);
      return true;
    },
  });

  for (const name of Object.keys(homes)) {
    learn(name);
    rotate(name, 0);
    const unknown = options.unknown?.[name];
    axes.set(name, await openAxis(undefined, { nodes: nodesOf(name), clock, ...(unknown ? { unknown } : {}) }));
  }
  const node = (name: string): Axis => {
    const axis = axes.get(name);
    if (!axis) throw new Error(`There is no node ${name}`);
    return axis;
  };
  const tell = async (name: string): Promise<void> => {
    learn(name);
    const { deps } = node(name).node;
    await deps.database.transaction<unknown, void>(async (trx) => {
      await deps.publish(trx, directoryChanged, { serial: 1, issuedAt: clock.now().toISOString() });
    });
  };
  const settle = async (): Promise<void> => {
    for (let before = -1; before !== calls.length;) {
      before = calls.length;
      for (const [name, axis] of axes) if (!wire.down.has(name)) await axis.node.runJobs();
    }
  };
  return {
    clock,
    node,
    wire,
    calls,
    settle,
    learn: tell,
    rotate,
    signAs,
    async move(agency, to, { quietly = false } = {}) {
      stays.set(agency.id, [...(stays.get(agency.id) ?? []), { node: to, since: clock.now() }]);
      if (!quietly) for (const name of axes.keys()) await tell(name);
    },
    async sweep() {
      for (const axis of axes.values())
        await axis.node.deps.database.transaction<unknown, void>((trx) =>
          axis.node.deps.jobs.add(trx, 'exchange.sweep', {}, { key: 'exchange.sweep' }),
        );
      await settle();
    },
    forge: (from, to, request) => send(from, to, request),
    async close() {
      for (const axis of axes.values()) await axis.close();
    },
  };
}
