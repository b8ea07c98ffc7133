import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import {
  continueSignIn,
  endOtherSessions,
  listDemoMessages,
  listOffers,
  listSignIns,
  prepareProof,
  signIn,
  signOut,
  stepUp,
  whoAmI,
} from '#modules/identity/contract.ts';
import { createClient, type NodeClient } from '#platform/client.ts';
import { fillAsAfterFirstStart, startNodeProcess, type NodeProcessHandle } from '#test/world/node-process.ts';
import { demoOfficers, demoPeople } from '#seeds/demo/index.ts';
import { killServer, secretOf } from './embedded-node.ts';

// The power is cut while people sign in, sign out and prove themselves again: what was acknowledged to them holds afterwards, and
// a sign-in that was half done goes on where it was.
const dataDir = mkdtempSync(join(tmpdir(), 'sign-in-cut-'));
let node: NodeProcessHandle;
let password = '';

before(async () => {
  await fillAsAfterFirstStart(dataDir);
  node = await startNodeProcess(dataDir);
  password = secretOf(dataDir, 'demo-code');
});
after(async () => {
  if (node?.child.exitCode === null) await node.end('SIGTERM');
  rmSync(dataDir, { recursive: true, force: true });
});

const anyone = (): NodeClient => createClient(node.url);
const as = (token: string): NodeClient => createClient(node.url, () => ({ authorization: `Bearer ${token}` }));
const citizens = demoPeople.filter(({ phone }) => phone !== null);

interface Acknowledged {
  personalId: string;
  token: string;
  out?: boolean;
  otherEnded?: string;
  proved?: string;
}
const all: Acknowledged[] = [];

async function enter(personalId: string): Promise<string> {
  const answer = await anyone().get(signIn, { body: { personalId, proof: { kind: 'password', password } } });
  assert.equal(answer.outcome, 'signed-in');
  return answer.outcome === 'signed-in' ? answer.token : '';
}

/** Signs in twice and does one thing; notes each step once it was acknowledged. */
async function visit(n: number): Promise<void> {
  const { personalId } = citizens[n % citizens.length] ?? { personalId: '' };
  const other = await enter(personalId);
  const one: Acknowledged = { personalId, token: await enter(personalId) };
  all.push(one);
  if (n % 3 === 0) {
    await as(one.token).get(endOtherSessions, {});
    one.otherEnded = other;
  } else if (n % 3 === 1) {
    await as(one.token).get(signOut, {});
    one.out = true;
  } else one.proved = (await as(one.token).get(stepUp, { body: { proof: { kind: 'password', password } } })).provedAt;
}

test('power cut in the middle of sign-ins', { timeout: 600_000 }, async () => {
  const officerId = demoOfficers[0]?.id ?? '';
  const begun = await anyone().get(signIn, { body: { officerId, proof: { kind: 'password', password } } });
  assert.ok(begun.outcome === 'more');
  await anyone().get(prepareProof, { body: { flow: begun.flow, kind: 'sms-code' } });
  const { messages } = await anyone().get(listDemoMessages, {});
  const code = /\b\d{6}\b/.exec(messages[0]?.text ?? '')?.[0] ?? '';

  const power = { cut: false };
  let next = 0;
  const lanes = Array.from({ length: 4 }, async () => {
    while (!power.cut && next < citizens.length)
      await visit(next++).catch((error: unknown) => {
        if (!power.cut) throw error;
      });
  });
  while (all.length < 12) await Promise.race([wait(1), Promise.all(lanes)]);
  power.cut = true;
  killServer(dataDir);
  await node.end('SIGKILL');
  await Promise.all(lanes);
  node = await startNodeProcess(dataDir);

  for (const one of all) {
    const status = (await as(one.token).call(whoAmI, {})).status;
    if (one.out) assert.equal(status, 401, 'a session that was left stays left');
    if (one.otherEnded) {
      assert.equal(status, 200);
      assert.equal((await as(one.otherEnded).call(whoAmI, {})).status, 401, 'a session that was ended stays ended');
    }
    if (one.proved) {
      const { provedAt } = await as(one.token).get(listOffers, { query: {} });
      assert.equal(provedAt, one.proved, 'a proof that was acknowledged is there');
      const { signIns } = await as(one.token).get(listSignIns, { query: {} });
      assert.ok(signIns.filter(({ succeeded }) => succeeded).length >= 2, 'and both sign-ins are in the history');
    }
  }
  assert.ok(all.some(({ out }) => out) && all.some(({ otherEnded }) => otherEnded) && all.some(({ proved }) => proved));

  // The flow was in nobody's memory: the officer types the code that came before the cut.
  const done = await anyone().get(continueSignIn, { body: { flow: begun.flow, proof: { kind: 'sms-code', code } } });
  assert.equal(done.outcome, 'signed-in');
});
