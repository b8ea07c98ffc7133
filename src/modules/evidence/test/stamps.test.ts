import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { checkToken, stampNonce, stampQuestion, tokenOf, TokenRefusal } from '#modules/signing/index.ts';
import { isProblem } from '#platform/problem.ts';
import { overHttp, type Authority } from '../authorities.ts';
import { listSeals } from '../contract.ts';
import { clock, startEvidence, subjectOf, type EvidenceWorld } from './world.ts';

const hour = 3_600_000;
const minute = 60_000;
let world: EvidenceWorld;
/** What the first and the second authority do; both are asked in this order. */
let first: Authority['ask'];
let second: Authority['ask'];
let asked: string[] = [];

before(async () => {
  const authority = (name: string, ask: (question: Buffer) => Promise<Buffer>): Authority => ({
    name,
    roots: () => world.signing.roots(),
    ask(question) {
      asked.push(name);
      return ask(question);
    },
  });
  world = await startEvidence({
    stateFreshMs: 0,
    authorities: [
      authority('first', (question) => first(question)),
      authority('second', (question) => second(question)),
    ],
  });
});
after(() => world.close());

const good: Authority['ask'] = (question) => world.signing.answerStampQuestion(question);
const silent: Authority['ask'] = async () => {
  throw new Error('no answer');
};
const newSeal = async (): Promise<void> => {
  await world.recordOne(subjectOf('stamped'));
  await world.evidence.seal();
};

test('a seal gets a token that is published, and that openssl accepts', async () => {
  [first, second, asked] = [good, silent, []];
  await newSeal();
  assert.equal(await world.evidence.stamp(), 1);
  assert.deepEqual(asked, ['first']);
  assert.equal(await world.evidence.stamp(), undefined, 'once');
  const answer = await world.node.call(listSeals, { query: {} });
  assert.ok(answer.ok);
  const [seal] = answer.answer.seals;
  assert.ok(seal?.stamp);
  const folder = mkdtempSync(join(tmpdir(), 'stamp-'));
  try {
    writeFileSync(join(folder, 'seal.json'), seal.statement);
    writeFileSync(join(folder, 'stamp.tst'), Buffer.from(seal.stamp.token, 'base64'));
    writeFileSync(join(folder, 'ca.pem'), await world.signing.caCertificatePem());
    const now = String(Math.floor(clock.now().getTime() / 1000));
    const check = (data: string) =>
      execFileSync(
        'openssl',
        ['ts', '-verify', '-token_in', '-in', 'stamp.tst', '-data', data, '-CAfile', 'ca.pem', '-attime', now],
        { cwd: folder, encoding: 'utf8', stdio: 'pipe' },
      );
    assert.match(check('seal.json'), /Verification: OK/);
    writeFileSync(join(folder, 'other.json'), `${seal.statement} `);
    assert.throws(() => check('other.json'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the demo world has an authority at /tsa that answers as others do', async () => {
  const digest = createHash('sha256').update('seal').digest();
  const nonce = stampNonce(randomBytes(12));
  const authority = overHttp(`${world.node.url}/tsa`, []);
  const token = await tokenOf(await authority.ask(await stampQuestion(digest, nonce)));
  const stamped = await checkToken(token, { digest, nonce, roots: await world.signing.roots() });
  assert.equal(stamped.at.getTime(), clock.now().getTime());
  await assert.rejects(tokenOf(await authority.ask(Buffer.from('rubbish'))), { why: 'refused' });
});

test('tokens that are not over our digest, not of now, not by a trusted authority, or bent are refused', async () => {
  const digest = createHash('sha256').update('seal').digest();
  const nonce = stampNonce(randomBytes(12));
  const token = await tokenOf(await good(await stampQuestion(digest, nonce)));
  const roots = await world.signing.roots();
  const why = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'good',
      (error: unknown) => (error instanceof TokenRefusal ? error.why : String(error)),
    );
  const around = { now: clock.now(), ms: minute };
  assert.equal(await why(checkToken(token, { digest, nonce, roots, around })), 'good');
  assert.equal(await why(checkToken(token, { digest: Buffer.alloc(32), roots })), 'other-imprint');
  assert.equal(await why(checkToken(token, { digest, nonce: stampNonce(randomBytes(12)), roots })), 'other-nonce');
  assert.equal(await why(checkToken(token, { digest, roots: [] })), 'untrusted');
  const later = { now: new Date(clock.now().getTime() + hour), ms: minute };
  assert.equal(await why(checkToken(token, { digest, roots, around: later })), 'time-off');
  assert.equal(await why(checkToken(Buffer.from('rubbish'), { digest, roots })), 'malformed');
  // A seal of the same house is no time stamp, however good its signature.
  assert.equal(await why(checkToken(await world.signing.sealBytes(digest), { digest, roots })), 'malformed');
  for (let at = 0; at < token.length; at += 7) {
    const bent = Buffer.from(token);
    bent[at] = (bent[at] ?? 0) ^ 1;
    const found = await checkToken(bent, { digest, nonce, roots }).catch(() => undefined);
    // Bytes that nothing is said by (an unused certificate beside, a length written in another way) may change; what is said may not.
    if (found) assert.equal(found.at.getTime(), clock.now().getTime());
  }
});

test('the second authority answers for the first, which is left alone for longer each time, and probed', async () => {
  [first, second, asked] = [silent, good, []];
  clock.advance(10 * minute);
  await newSeal();
  assert.equal(await world.evidence.stamp(), 2);
  assert.deepEqual(asked, ['first', 'second']);
  const calls: number[] = [];
  second = silent;
  await newSeal();
  clock.advance(6 * minute);
  for (let i = 0; i < 120; i += 1) {
    asked = [];
    await world.evidence.stamp();
    if (asked.includes('first')) calls.push(i);
    clock.advance(minute);
  }
  const pauses = calls.slice(1).map((at, i) => at - (calls[i] ?? 0));
  assert.deepEqual(pauses.slice(0, 5), [2, 4, 8, 16, 30], 'minutes between the tries');
  first = good;
  for (let i = 0; i < 31; i += 1) {
    await world.evidence.stamp();
    clock.advance(minute);
  }
  assert.equal((await world.evidence.sealingState()).lastStamp?.seal, 3, 'back by itself');
});

test('rubbish, answers to another question and stale clocks are no time stamps; the axis closes after the limit and opens by itself', async () => {
  const { evidence } = world;
  await newSeal();
  await evidence.requireStamps();
  const rubbish: Authority['ask'][] = [
    async () => randomBytes(500),
    async () => Buffer.alloc(0),
    async () => good(await stampQuestion(Buffer.alloc(32, 7), stampNonce(randomBytes(12)))),
  ];
  const began = clock.now().getTime();
  const states: string[] = [];
  for (let hours = 0; hours <= 30; hours += 1) {
    const bad = rubbish[hours % rubbish.length] as Authority['ask'];
    [first, second] = [bad, bad];
    await evidence.stamp();
    await newSeal();
    const state = await evidence.sealingState();
    const open = await evidence.requireStamps().then(
      () => true,
      (error: unknown) => {
        assert.ok(isProblem(error) && error.code === 'evidence.no-time-stamp', String(error));
        return false;
      },
    );
    assert.equal(open, state.alarm !== 'closed');
    states.push(state.alarm);
    clock.advance(hour);
  }
  assert.deepEqual(
    [states.indexOf('late'), states.indexOf('closed')],
    [17, 25],
    'the alarm at 70 % of 24 hours, closed after them',
  );
  assert.ok(clock.now().getTime() - began > 30 * hour);
  [first, second] = [good, good];
  clock.advance(hour);
  assert.ok(await evidence.stamp());
  await evidence.requireStamps();
  assert.equal((await evidence.sealingState()).alarm, 'none');
});

test('over HTTP: an authority that is down, redirects, talks too much or in errors has given nothing', async () => {
  const answers: RequestListener[] = [
    (_request, response) => void response.writeHead(500).end(),
    (_request, response) => void response.writeHead(302, { location: '/' }).end(),
    (_request, response) => void response.end(Buffer.alloc(100_000)),
    (_request, response) => void response.destroy(),
  ];
  for (const answer of answers) {
    const server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await assert.rejects(overHttp(`http://127.0.0.1:${port}/`, []).ask(Buffer.from('question')));
    await new Promise((resolve) => server.close(resolve));
  }
});
