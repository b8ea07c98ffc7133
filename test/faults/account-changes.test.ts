import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { Secret, TOTP } from 'otpauth';
import { continueSignIn, listDemoMessages, prepareProof, signIn, stepUp, whoAmI } from '#modules/identity/contract.ts';
import { beginTotp, confirmTotp, getSecurity, makeRecoveryCodes } from '#modules/identity/contract/factors.ts';
import { createClient, type NodeClient } from '#platform/client.ts';
import { demoPeople } from '#seeds/demo/index.ts';
import { fillAsAfterFirstStart, startNodeProcess, type NodeProcessHandle } from '#test/world/node-process.ts';
import { demoCitizens } from '../../src/worlds/demo-citizens.ts';
import { askDatabase, killServer, secretOf } from './embedded-node.ts';

// Power cuts while people sign in and change how their accounts are entered: what was acknowledged is there afterwards.
const dataDir = mkdtempSync(join(tmpdir(), 'account-changes-'));
const DEMO_SMS_WITHIN_MS = 60_000;
let node: NodeProcessHandle;

interface Person {
  personalId: string;
  /** What the node acknowledged, never before it did. */
  token?: string;
  raised?: boolean;
  app?: TOTP;
  codes?: string[];
}
const all: Person[] = demoCitizens(demoPeople)
  .slice(0, 9)
  .map(({ personalId }) => ({ personalId }));
let signedIn = 0;

before(async () => {
  await fillAsAfterFirstStart(dataDir);
  node = await startNodeProcess(dataDir);
});
after(async () => {
  if (node?.child.exitCode === null) {
    const ended = await node.end('SIGTERM');
    assert.equal(ended.code, 0, node.output());
  }
  rmSync(dataDir, { recursive: true, force: true });
});

const as = (token: string): NodeClient => createClient(node.url, () => ({ authorization: `Bearer ${token}` }));

/** One code under way at a time: the demo's sink says only the end of a number. */
let sending: Promise<unknown> = Promise.resolve();
function withCode(client: NodeClient): Promise<string> {
  const mine = sending.then(async () => {
    const known = new Set((await client.get(listDemoMessages, {})).messages.map(({ id }) => id));
    await client.get(prepareProof, { body: { kind: 'sms-code' } });
    for (const until = Date.now() + DEMO_SMS_WITHIN_MS; Date.now() < until; await wait(50)) {
      const { messages } = await client.get(listDemoMessages, {});
      const code = messages.filter(({ id }) => !known.has(id)).map(({ text }) => /\b\d{6}\b/.exec(text)?.[0])[0];
      if (code) return code;
    }
    throw new Error('The code was not sent');
  });
  sending = mine.catch(() => undefined);
  return mine;
}

/** Takes a person as far as it goes; every step may be repeated after a cut. */
async function advance(one: Person): Promise<void> {
  if (!one.token) {
    const password = secretOf(dataDir, 'demo-code');
    const begun = await createClient(node.url).get(signIn, {
      body: { personalId: one.personalId, proof: { kind: 'password', password } },
    });
    assert.equal(begun.outcome, 'signed-in');
    if (begun.outcome === 'signed-in') one.token = begun.token;
    signedIn += 1;
  }
  const client = as(one.token ?? '');
  if (!one.raised) {
    const code = await withCode(client);
    await client.get(stepUp, { body: { proof: { kind: 'sms-code', code } } });
    one.raised = true;
  }
  if (!one.app) {
    const { ticket, secret } = await client.get(beginTotp, { body: {} });
    const app = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) });
    await client.get(confirmTotp, { body: { ticket, code: app.generate() } });
    one.app = app;
  }
  one.codes ??= (await client.get(makeRecoveryCodes, {})).codes;
}

/** Three people at a time until the power is cut or the work is done. */
async function work(cut: () => boolean): Promise<void> {
  const waiting = all.filter((one) => !one.codes);
  await Promise.all(
    Array.from({ length: 3 }, async () => {
      for (let one = waiting.shift(); one && !cut(); one = waiting.shift())
        await advance(one).catch((error: unknown) => {
          if (!cut()) throw error;
        });
    }),
  );
}

async function everythingAcknowledgedIsThere(): Promise<void> {
  for (const one of all.filter(({ token }) => token)) {
    const client = as(one.token ?? '');
    assert.ok((await client.get(whoAmI, {})).accountId, 'a session that was given out is open');
    const security = await client.get(getSecurity, {});
    if (one.app) assert.ok(security.totp, 'an app that was confirmed is on');
    if (one.codes) assert.equal(security.recoveryCodes?.left, one.codes.length, 'codes that were shown are good');
  }
  const [kept] = await askDatabase<{ n: number }>(
    dataDir,
    `select count(*)::int as n from identity.sign_in where succeeded and kind = 'password'`,
  );
  assert.ok((kept?.n ?? 0) >= signedIn, 'every sign-in is in the history');
}

const done = (): number => all.filter((one) => one.codes).length;

for (const [name, due] of [
  ['while the first sign in', () => signedIn >= 2],
  ['while a code by SMS is on its way', () => all.filter((one) => one.raised).length >= 4],
  ['right after an app was confirmed', () => done() >= 5],
] as const)
  test(`power cut ${name}`, { timeout: 600_000 }, async () => {
    let cut = false;
    const working = work(() => cut);
    while (!due()) await Promise.race([wait(1), working]);
    cut = true;
    killServer(dataDir);
    await node.end('SIGKILL');
    await working;
    node = await startNodeProcess(dataDir);
    await everythingAcknowledgedIsThere();
  });

test(
  'the node alone is killed: its database goes on, and so does everything acknowledged',
  { timeout: 600_000 },
  async () => {
    let cut = false;
    const working = work(() => cut);
    while (done() < 7) await Promise.race([wait(1), working]);
    cut = true;
    await node.end('SIGKILL');
    await working;
    node = await startNodeProcess(dataDir);
    await everythingAcknowledgedIsThere();
  },
);

test('afterwards everybody gets to the end, and enters with what was set up', { timeout: 600_000 }, async () => {
  await work(() => false);
  assert.equal(done(), all.length);
  await everythingAcknowledgedIsThere();
  const password = secretOf(dataDir, 'demo-code');
  for (const one of all.slice(0, 3)) {
    const begun = await createClient(node.url).get(signIn, {
      body: { personalId: one.personalId, proof: { kind: 'password', password } },
    });
    assert.equal(begun.outcome, 'more', 'the app is asked for');
    const proof = { kind: 'recovery-code' as const, code: one.codes?.[0] ?? '' };
    const flow = begun.outcome === 'more' ? begun.flow : '';
    const entered = await createClient(node.url).get(continueSignIn, { body: { flow, proof } });
    assert.equal(entered.outcome, 'signed-in', 'a code that was shown before the cut opens the door');
  }
});
