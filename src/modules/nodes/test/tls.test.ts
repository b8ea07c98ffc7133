import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttp, request, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { testClock } from '#platform/clock.ts';
import { isProblem } from '#platform/problem.ts';
import { signRequest } from '#platform/web/message-signatures.ts';
import { createOwnKeys } from '../keys/own-keys.ts';
import { freePort } from '#test/world/free-port.ts';
import { START, startMember, type FederationNode } from './federation.ts';

// Nodes behind proxies that speak TLS, with certificates of an authority of their own: as it is set up between real machines.
let folder: string;
const clock = testClock(START);
const closing: (() => Promise<unknown> | unknown)[] = [];

const file = (name: string): string => join(folder, name);
const openssl = (...args: string[]): Buffer =>
  execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });

function authority(name: string): void {
  openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30', '-subj', `/CN=CA ${name}`, '-keyout', `${name}.key`, '-out', `${name}.pem`); // prettier-ignore
}

/** A certificate of that authority for an address. */
function certificate(name: string, by: string, address: string): void {
  openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.csr`); // prettier-ignore
  writeFileSync(file(`${name}.ext`), `subjectAltName=IP:${address}\n`);
  openssl('x509', '-req', '-in', `${name}.csr`, '-CA', `${by}.pem`, '-CAkey', `${by}.key`, '-CAcreateserial', '-days', '30', '-extfile', `${name}.ext`, '-out', `${name}.pem`); // prettier-ignore
}

interface Front {
  url: string;
  /** Where the node behind it listens. */
  port: number;
  requests: number;
  close(): Promise<void>;
}

/** A reverse proxy as it stands in front of a node: it passes on everything unchanged. */
async function front(secure: string | undefined): Promise<Front> {
  const port = await freePort();
  const at = { url: '', port, requests: 0, close: async () => undefined as void };
  const pass: Parameters<typeof createHttp>[1] = (incoming, outgoing) => {
    at.requests += 1;
    const { method, url: path, headers } = incoming;
    const onward = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  };
  const server: Server = secure
    ? createHttps({ key: readFileSync(file(`${secure}.key`)), cert: readFileSync(file(`${secure}.pem`)) }, pass)
    : createHttp(pass);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  at.url = `https://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
  at.close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  closing.push(at.close);
  return at;
}

const memberAt = async (id: string, at: Front, env: Record<string, string>): Promise<FederationNode> => {
  const member = await startMember(id, clock, { PORT: String(at.port), NODE_URL: at.url, ...env });
  closing.push(() => member.close());
  return member;
};

const refused = (work: Promise<unknown>, code: string, why: string) =>
  assert.rejects(work, (error) => {
    assert.ok(isProblem(error, code), String(error));
    assert.equal(error.detail.params?.['code'], why);
    return true;
  });

let registrarFront: Front;
let registrar: FederationNode;
let joining: Record<string, string>;
let bo: FederationNode;
let boFront: Front;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tls-'));
  for (const name of ['nuoc', 'khac']) authority(name);
  certificate('nut', 'nuoc', '127.0.0.1');
  certificate('nut-khac', 'khac', '127.0.0.1');
  certificate('nut-sai', 'nuoc', '127.0.0.2');
  registrarFront = await front('nut');
  registrar = await memberAt('nut-goc', registrarFront, { NODE_REGISTRAR: 'yes', NODE_TLS_CA: file('nuoc.pem') });
  await registrar.minute();
  const [pinned] = (await registrar.nodes.operator.keys()).registrar;
  joining = { NODE_REGISTRAR_URL: registrar.url, NODE_REGISTRAR_KEY: JSON.stringify(pinned) };
  boFront = await front('nut');
  bo = await memberAt('nut-bo', boFront, { ...joining, NODE_TLS_CA: file('nuoc.pem') });
  const { fingerprint } = await bo.nodes.operator.join();
  await registrar.nodes.operator.admit('nut-bo', fingerprint);
  await registrar.nodes.operator.move('G15', 'nut-bo');
  await bo.nodes.refresh();
});
after(async () => {
  for (const close of closing.toReversed()) await close();
  rmSync(folder, { recursive: true });
});

test('nodes with certificates of their own authority join, fetch the directory and call each other over TLS', async () => {
  const answer = await registrar.nodes.call('nut-bo', { method: 'POST', path: '/lien-nut/thu', body: Buffer.from('xin chào') }); // prettier-ignore
  assert.deepEqual(await answer.json(), { nodeId: 'nut-goc', bytes: Buffer.byteLength('xin chào') });
  assert.ok(boFront.requests > 0, 'through the proxy');
  for (const one of [registrar, bo]) {
    await one.minute();
    assert.deepEqual((await one.nodes.operator.view()).alarms, []);
  }
});

for (const [what, env, why] of [
  ['no authority of its own', {}, 'unable-to-verify-leaf-signature'],
  ['another authority', { NODE_TLS_CA: 'khac.pem' }, 'unable-to-verify-leaf-signature'],
] as const)
  test(`a node that trusts ${what} sends nothing, says why by a code, and raises an alarm that its operators read`, async () => {
    const here = await front('nut');
    const { NODE_TLS_CA: ca } = { NODE_TLS_CA: undefined, ...env };
    const member = await memberAt(`nut-${ca ? 'khac' : 'khong'}`, here, { ...joining, ...(ca ? { NODE_TLS_CA: file(ca) } : {}) }); // prettier-ignore
    const before = registrarFront.requests;
    await refused(member.nodes.operator.join(), 'nodes.not-secure', why);
    assert.equal(registrarFront.requests, before, 'not a byte of a request');
    await member.minute();
    const view = await member.nodes.operator.view();
    assert.ok(view.alarms.includes('not-secure'), view.alarms.join());
    assert.ok(view.refreshing.untrusted.every(({ code }) => code === why));
    const { rows } = await member.node.database.pool.query<{ name: string; right: string; vi: string }>(
      "select name, payload ->> 'right' as right, payload -> 'body' ->> 'vi' as vi from platform.event where name like 'notices.%'",
    );
    assert.equal(rows[0]?.right, 'nodes.manage');
    assert.match(rows[0]?.vi ?? '', /kết nối bảo mật/);
    await member.minute();
    const again = await member.node.database.pool.query("select from platform.event where name like 'notices.%'");
    assert.equal(again.rowCount, rows.length, 'said once');
  });

test('a certificate of another address, and no TLS at all where the directory says https, are refused; the alarm goes when all is well', async () => {
  const wrong = await front('nut-sai');
  const plain = await front(undefined);
  for (const [id, at] of [
    ['nut-sai', wrong],
    ['nut-tran', plain],
  ] as const) {
    const member = await memberAt(id, at, { ...joining, NODE_TLS_CA: file('nuoc.pem') });
    const { fingerprint } = await member.nodes.operator.join();
    await registrar.nodes.operator.admit(id, fingerprint);
  }
  await bo.nodes.refresh();
  const call = { method: 'GET', path: '/lien-nut/thu' };
  await refused(bo.nodes.call('nut-sai', call), 'nodes.not-secure', 'other-address');
  await refused(bo.nodes.call('nut-tran', call), 'nodes.not-secure', 'no-tls');
  assert.deepEqual([wrong.requests, plain.requests], [0, 0]);
  await bo.minute();
  const { alarms, refreshing } = await bo.nodes.operator.view();
  assert.deepEqual(alarms, ['not-secure']);
  assert.deepEqual(refreshing.untrusted, [
    { node: 'nut-sai', code: 'other-address' },
    { node: 'nut-tran', code: 'no-tls' },
  ]);
  clock.advance(3 * 60 * 60_000);
  await bo.minute();
  assert.ok(!(await bo.nodes.operator.view()).alarms.includes('not-secure'), 'what was hours ago says nothing of now');
});

test('a node whose address is https does not take a request that was signed for plain HTTP', async () => {
  const [key] = await createOwnKeys(bo.node.deps, 'nut-bo').of('node');
  assert.ok(key);
  const ask = async (origin: string): Promise<number> => {
    const url = new URL('/lien-nut/thu', origin);
    const headers = await signRequest({ method: 'GET', url, keyId: key.keyId, privateKey: key.privateKey, created: clock.now() }); // prettier-ignore
    return (await fetch(`http://127.0.0.1:${registrarFront.port}/lien-nut/thu`, { headers })).status;
  };
  assert.equal(await ask(`http://127.0.0.1:${registrarFront.port}`), 401);
  assert.equal(await ask(registrarFront.url.replace('https:', 'http:')), 401);
  assert.equal(await ask(registrarFront.url), 200, 'as its proxy passes it on');
});
