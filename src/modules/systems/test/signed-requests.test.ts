import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { receiveFile } from '#modules/files/contract.ts';
import { pdfOf } from '#modules/files/test/samples.ts';
import { checkSignature, whoAmI } from '#modules/systems/contract.ts';
import type { ProblemDocument } from '#platform/problem.ts';
import { newKeyPair, newProgram, type Program } from './program.ts';
import { agencies, openWorld, type SystemsWorld } from './world.ts';

let world: SystemsWorld;
let second: SystemsWorld;
let program: Program;
before(async () => {
  world = await openWorld();
  second = await openWorld(world);
  program = await newProgram(world.node, world.manager(agencies.ward));
});
after(async () => {
  await second?.close();
  await world?.close();
});

const SELF = '/api/systems/self';
const NOBODY = 'sys:0199cccc-0000-7000-8000-0000000000aa';

async function refusal(response: Response): Promise<[number, string]> {
  return [response.status, ((await response.json()) as ProblemDocument).code];
}

test('the same signed request a second time is refused, in whichever process it comes', async () => {
  const headers = await program.sign(SELF);
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_one, n) => fetch(`${(n % 2 ? world : second).node.url}${SELF}`, { headers })),
  );
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, ...Array<number>(7).fill(401)]);
  const late = answers.find(({ status }) => status === 401);
  assert.ok(late);
  assert.deepEqual(await refusal(late), [401, 'systems.replayed']);
});

test('nonces are forgotten only when no clock would accept them any more', async () => {
  const sweep = async () => {
    await world.node.database.transaction<unknown, void>((trx) =>
      world.node.deps.jobs.add(trx, 'systems.sweep-nonces', {}),
    );
    await world.node.runJobs();
  };
  const headers = await program.sign(SELF);
  const again = () => fetch(`${world.node.url}${SELF}`, { headers });
  assert.equal((await again()).status, 200);
  world.clock.advance(9 * 60_000);
  await sweep();
  assert.deepEqual(await refusal(await again()), [401, 'systems.replayed']);
  world.clock.advance(2 * 60_000);
  await sweep();
  const { rows } = await world.node.database.pool.query('select count(*)::int as n from systems.seen_nonce');
  assert.equal(rows[0].n, 0);
  assert.deepEqual(await refusal(await again()), [401, 'systems.clock-differs']);
});

test('a clock that is wrong is told the right time', async () => {
  const at = (minutes: number) => new Date(world.clock.now().getTime() + minutes * 60_000);
  for (const minutes of [-4, 4]) assert.equal((await program.fetch(SELF, {}, { created: at(minutes) })).status, 200);
  for (const minutes of [-11, 6]) {
    const response = await program.fetch(SELF, {}, { created: at(minutes) });
    const problem = (await response.json()) as ProblemDocument;
    assert.deepEqual([response.status, problem.code], [401, 'systems.clock-differs'], `${minutes}`);
    assert.equal(problem.params?.['now'], world.clock.now().toISOString());
    assert.match(problem.title, /Giờ máy chủ là 2026-/);
  }
});

test('whatever is changed on the way, the request is nobody’s', async () => {
  const body = JSON.stringify({ name: 'a.pdf', content: 'AAAA' });
  const init = { method: 'POST', body, headers: { 'content-type': 'application/json' } };
  const send = async (path: string, headers: Record<string, string>, sent = body) =>
    refusal(await fetch(`${world.node.url}${path}`, { method: 'POST', body: sent, headers }));
  const signed = () => program.sign('/api/files', init);
  assert.deepEqual(await send('/api/files', await signed(), body.replace('AAAA', 'AAAB')), [
    400,
    'platform.digest-differs',
  ]);
  assert.deepEqual(await send('/api/files?x=1', await signed()), [401, 'systems.bad-signature'], 'another address');
  const swapped = { ...(await signed()), 'content-digest': 'sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:' };
  assert.deepEqual(await send('/api/files', swapped), [401, 'systems.bad-signature']);
  const other = await program.sign('/api/files', init, { privateKey: newKeyPair().privateKey });
  assert.deepEqual(await send('/api/files', other), [401, 'systems.bad-signature']);
  for (const keyid of [NOBODY, "sys:' or 1=1", 'sys:', `${program.keyid}@H55@H60`])
    assert.deepEqual(
      await send('/api/files', await program.sign('/api/files', init, { keyid })),
      [401, 'systems.unknown-key'],
      keyid,
    );
  const cut = { ...(await signed()), signature: 'sig=:AAAA:' };
  assert.deepEqual(await send('/api/files', cut), [401, 'systems.unsigned']);
});

test('a body that nobody signed for is refused, also where the signature over the rest holds', async () => {
  const headers = { ...(await program.sign('/api/files', { method: 'POST' })), 'content-type': 'application/json' };
  const response = await fetch(`${world.node.url}/api/files`, { method: 'POST', body: '{}', headers });
  assert.deepEqual(await refusal(response), [401, 'systems.missing-component']);
});

test('what was signed for another node is not taken by this one', async () => {
  const elsewhere = { ...program, node: world.node.config.publicUrl };
  const headers = await elsewhere.sign(`.khac.example${SELF}`);
  const response = await fetch(`${world.node.url}${SELF}`, {
    headers: { ...headers, host: 'lienthong.test.khac.example' },
  });
  assert.deepEqual(await refusal(response), [401, 'systems.bad-signature']);
});

test('junk in the headers is a refusal and never a failure of ours', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: fc.constantFrom(...'sig=():;"@ ,aZ09-'), maxLength: 60 }),
      fc.string({ unit: fc.constantFrom(...'sig=:;" ,AZ09+/'), maxLength: 60 }),
      async (input, signature) => {
        const headers = { 'signature-input': `sig=(${input});keyid="sys:x"`, signature: `sig=:${signature}:` };
        const response = await fetch(`${world.node.url}${SELF}`, { headers });
        assert.equal(response.status, 401, `${input} ${signature}`);
      },
    ),
    { numRuns: 60 },
  );
});

test('a program sends files of its own: whole, and in pieces whose digests are checked', async () => {
  // Uploads that are not finished end by the clock on the wall.
  world.clock.set(new Date());
  const bytes = await pdfOf(2);
  const whole = await program.call(receiveFile, { body: { name: 'a.pdf', content: bytes.toString('base64') } });
  assert.ok(whole.ok, JSON.stringify(whole.ok || whole.problem));
  assert.equal(whole.answer.owner, program.systemId);
  const opened = await program.fetch(`/api/files/${whole.answer.id}/content`);
  assert.deepEqual(Buffer.from(await opened.arrayBuffer()), bytes);
  const stranger = await newProgram(world.node, world.manager(agencies.other));
  assert.equal((await stranger.fetch(`/api/files/${whole.answer.id}/content`)).status, 404);

  const tus = { 'tus-resumable': '1.0.0' };
  const begun = await program.fetch('/api/files/uploads', {
    method: 'POST',
    headers: { ...tus, 'upload-length': String(bytes.length), 'upload-metadata': 'filename YS5wZGY=' },
  });
  assert.equal(begun.status, 201, await begun.text());
  const path = new URL(begun.headers.get('location') ?? '', 'http://x').pathname;
  const headers = { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
  const changed = Buffer.from(bytes);
  changed[changed.length - 10] = (changed[changed.length - 10] ?? 0) ^ 1;
  const refused = await fetch(`${world.node.url}${path}`, {
    method: 'PATCH',
    headers: await program.sign(path, { method: 'PATCH', headers, body: bytes }),
    body: new Uint8Array(changed),
  });
  assert.ok(refused.status >= 400, `${refused.status}`);
  const still = await program.fetch(path, { method: 'HEAD', headers: tus });
  assert.notEqual(still.headers.get('upload-offset'), String(bytes.length), 'the last piece was not taken');
  const taken = await program.fetch(path, { method: 'PATCH', headers, body: bytes });
  assert.equal(taken.status, 204, await taken.text());
  const stored = await program.fetch(`/api/files/${path.split('/').at(-1)}`);
  const { sha256 } = (await stored.json()) as { sha256: string };
  assert.equal(sha256, createHash('sha256').update(bytes).digest('hex'));
});

test('whoever builds a program is told what is wrong with a signature, and nothing of anybody else', async () => {
  const ask = async (headers: Record<string, string>, more: { method?: string; path?: string; body?: string } = {}) => {
    const answered = await world.node.call(checkSignature, { body: { method: 'GET', path: SELF, headers, ...more } });
    assert.ok(answered.ok, JSON.stringify(answered.ok || answered.problem));
    return answered.answer;
  };
  const good = await program.sign(SELF);
  const held = await ask(good);
  assert.deepEqual([held.holds, held.targetUri], [true, `http://lienthong.test${SELF}`]);
  assert.match(held.signatureBase ?? '', /^"@method": GET\n"@target-uri": http:\/\/lienthong\.test/);
  assert.equal((await fetch(`${world.node.url}${SELF}`, { headers: good })).status, 200, 'asking used nothing up');

  assert.equal((await ask({})).wrong?.code, 'unsigned');
  assert.equal((await ask(good, { method: 'POST' })).wrong?.code, 'bad-signature');
  assert.equal((await ask(good, { body: 'e30=' })).wrong?.code, 'missing-component');
  const post = await program.sign('/api/files', { method: 'POST', body: '{"a":1}' });
  const digest = await ask(post, { method: 'POST', path: '/api/files', body: 'e30=' });
  assert.equal(digest.wrong?.code, 'bad-digest');
  assert.match(digest.digestOfBody ?? '', /^sha-256=:/);
  const old = await program.sign(SELF, {}, { created: new Date(world.clock.now().getTime() - 3_600_000) });
  assert.equal((await ask(old)).wrong?.code, 'too-old');
  const none = await ask(await program.sign(SELF, {}, { keyid: NOBODY }));
  const foreign = await newProgram(world.node, world.manager(agencies.other));
  const notMine = await ask(await program.sign(SELF, {}, { keyid: foreign.keyid }));
  assert.deepEqual([none.wrong?.code, notMine.wrong?.code], ['unknown-key', 'bad-signature']);
  assert.ok(!JSON.stringify(notMine).includes(agencies.other.name));
  const inName = await ask(await program.sign(SELF, {}, { keyid: `${program.keyid}@H60` }));
  assert.equal(inName.wrong?.code, 'systems.not-in-its-name');
});

test('without a system’s signature the API is as it was', async () => {
  assert.equal((await world.node.call(whoAmI, {})).status, 401);
  assert.equal((await world.node.call(whoAmI, {}, world.manager(agencies.ward))).status, 200);
  const headers = { 'signature-input': 'sig=("@method");keyid="node:1"', signature: 'sig=:AAAA:' };
  const nodes = await fetch(`${world.node.url}${SELF}`, { headers });
  assert.deepEqual(await refusal(nodes), [401, 'platform.not-signed-in'], 'keys of nodes are none of a system’s');
});
