import assert from 'node:assert/strict';
import { createHash, createHmac, generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto';
import { issueOutgoing } from '#modules/documents/contract.ts';
import { clerk, openOffice, type Office } from '#modules/documents/test/office.ts';
import { createExchange, type ExchangeDeps } from '#modules/exchange/index.ts';
import { jwkOf, keyIdOf } from '#modules/nodes/index.ts';

/** What became of one document that an agency issued to many, at several nodes. */
export interface IssuedToMany {
  recipients: number;
  /** From "issue" until the issuing node knows of the last arrival. */
  seconds: number;
  /** Requests between the nodes. */
  requests: number;
  /** Copies that have arrived, by the node at which they did. */
  arrived: number[];
  /** Entries in the registers of incoming documents, by node. */
  registered: number[];
  /** Copies of which the issuing node knows that they are with their recipients. */
  known: number;
}

const NAMES = ['tinh', 'bo', 'xa'] as const;
const idOf = (n: number): string => `0190eeee-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Three nodes with real registers, files, signatures and databases; the directory of nodes is this file's, and its signatures are plain. */
async function openOffices(homeOf: (agencyId: string) => string) {
  const offices = new Map<string, Office>();
  const counted = { requests: 0 };
  const keys = new Map(NAMES.map((name) => [name as string, generateKeyPairSync('ec', { namedCurve: 'P-256' })]));
  const keyOf = (name: string) => {
    const pair = keys.get(name);
    assert.ok(pair);
    return { pair, keyId: keyIdOf(name, jwkOf(pair.publicKey)) };
  };
  const mac = (name: string, path: string, digest: string): string =>
    createHmac('sha256', name).update(`${path} ${digest}`).digest('hex');
  const nodesOf = (name: string): ExchangeDeps['nodes'] => ({
    self: () => ({ nodeId: name, url: offices.get(name)?.node.url ?? '' }),
    async homeOf(agencyId) {
      const node = homeOf(agencyId);
      return node === name ? { here: true } : { here: false, nodeId: node, url: '', name: `Nút ${node}` };
    },
    wasHomeOf: async (nodeId, agencyId) => homeOf(agencyId) === nodeId,
    async call(to, { method, path, body }) {
      counted.requests += 1;
      const bytes = body as Buffer;
      const headers = {
        'content-type': 'application/octet-stream',
        'x-node': name,
        'x-mac': mac(name, path, createHash('sha256').update(bytes).digest('hex')),
        'x-nonce': randomUUID(),
      };
      const url = `${offices.get(to)?.node.url ?? ''}${path}`;
      const asked: RequestInit = { method, headers, body: new Uint8Array(bytes) };
      return fetch(url, asked);
    },
    async peer(request, digest) {
      const from = String(request.headers['x-node']);
      assert.equal(request.headers['x-mac'], mac(from, request.url, (digest as Buffer).toString('hex')));
      return { nodeId: from };
    },
    signStatement: async (bytes) => {
      const { pair, keyId } = keyOf(name);
      return { keyId, signature: sign('sha256', bytes, pair.privateKey).toString('base64') };
    },
    async checkStatement(nodeId, bytes, { keyId, signature }) {
      const { pair, keyId: known } = keyOf(nodeId);
      const holds = keyId === known && verify('sha256', bytes, pair.publicKey, Buffer.from(signature, 'base64'));
      return holds ? { holds } : { holds, code: 'bad-signature' };
    },
    publicKeyOf: async () => undefined,
    limitsOf: async () => undefined,
    signedDirectory: async () => undefined,
    declareLimits: async () => undefined,
    standing: async () => ({ alone: false, alarms: [], names: new Map() }),
    refresh: async () => true,
  });
  for (const name of NAMES)
    offices.set(name, await openOffice(undefined, (rooms) => [createExchange({ ...rooms, nodes: nodesOf(name) })]));
  return { offices: [...offices.values()], counted };
}

/** A decision is drafted, signed and issued in a ward's registers to so many agencies, spread over three nodes, and goes its way. */
export async function issueToMany(recipients: number): Promise<IssuedToMany> {
  const homes = new Map(Array.from({ length: recipients }, (_one, n) => [idOf(n), NAMES[n % NAMES.length] as string]));
  const { offices, counted } = await openOffices((agencyId) => homes.get(agencyId) ?? 'tinh');
  try {
    const [ward] = offices;
    assert.ok(ward);
    for (const office of offices)
      await office.directory.loadAgencies(
        [...homes.keys()].map((id, n) => ({
          id,
          name: `Ủy ban nhân dân xã số ${n + 1}`,
          shortName: `UBND xã ${n + 1}`,
          level: 'commune' as const,
          parentId: null,
          areaCode: '01840',
          codes: [
            {
              form: '2020' as const,
              code: `H${String(10 + Math.floor(n / 1000)).padStart(2, '0')}.${String(n % 1000).padStart(3, '0')}`,
              validFrom: '2025-07-01',
              validTo: null,
            },
          ],
          address: '',
          phone: '',
          validFrom: '2025-07-01',
          validTo: null,
          successorId: null,
        })),
      );
    const id = await ward.outgoing('signed', {
      recipients: [...homes.keys()].map((agencyId) => ({ kind: 'agency' as const, agencyId })),
    });
    const started = performance.now();
    await ward.do(issueOutgoing, { params: { id } }, clerk);
    for (let before = -1; before !== counted.requests;) {
      before = counted.requests;
      for (const office of offices) await office.node.runJobs();
    }
    const seconds = (performance.now() - started) / 1000;
    const count = async (office: Office, query: string): Promise<number> =>
      Number((await office.node.database.pool.query<{ n: string }>(query)).rows[0]?.n);
    const each = (query: string) => Promise.all(offices.map((office) => count(office, query)));
    return {
      recipients,
      seconds,
      requests: counted.requests,
      arrived: await each(
        "select count(*) as n from exchange.delivery_event where machine = 'transport' and rule = 'arrive' and node is null",
      ),
      registered: await each('select count(distinct agency_id) as n from documents.incoming'),
      known: await count(
        ward,
        "select count(*) as n from exchange.delivery where transport = 'delivered' and business = '01'",
      ),
    };
  } finally {
    for (const office of offices) await office.close();
  }
}
