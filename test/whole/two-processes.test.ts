import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import sharp from 'sharp';
import { prepareBirthEntry, registerBirthOperation } from '#modules/civil-status/contract.ts';
import { acceptDossier, fileDossier, getDossier, getMyDossier, readResult } from '#modules/counter/contract.ts';
import { getFile } from '#modules/files/contract.ts';
import { signOut, whoAmI } from '#modules/identity/contract.ts';
import { publishDraft, saveDraft } from '#modules/procedures/contract.ts';
import { demoOfficers } from '#seeds/demo/index.ts';
import { birthRegistration } from '#seeds/national/index.ts';
import { createClient, type NodeClient } from '#platform/client.ts';
import { testCluster } from '#test/world/cluster.ts';
import { startNodeProcess, type NodeProcessHandle } from '#test/world/node-process.ts';
import { demoBirth } from '../../src/cli/demo/birth-world.ts';
import { dropDatabase } from '#test/world/filled-database.ts';
import { cookieAt, copyLoadedWorld, secretsOfTests, signInAt } from './house.ts';

// Two web processes and a worker on one external PostgreSQL, as a ministry runs them: whoever asks sees one node.
const dirs = ['web-a', 'web-b', 'worker'].map((name) => mkdtempSync(join(tmpdir(), `${name}-`)));
const birth = demoBirth(0, 3, new Date());
let database: string;
let a: NodeProcessHandle;
let b: NodeProcessHandle;
let worker: NodeProcessHandle;
let parent: { atA: NodeClient; atB: NodeClient };
let officer: { atA: NodeClient; atB: NodeClient };

before(async () => {
  database = await copyLoadedWorld();
  const { owner } = await testCluster();
  const { masterKey, demoCode } = await secretsOfTests();
  const env = {
    DATABASE_URL: `postgres://${owner.user}:${encodeURIComponent(String(owner.password))}@/${database}?host=${encodeURIComponent(String(owner.host))}&port=${owner.port}`,
    MASTER_KEY: masterKey,
  };
  [a, b, worker] = await Promise.all([
    startNodeProcess(dirs[0] ?? '', env, ['--role', 'web']),
    startNodeProcess(dirs[1] ?? '', env, ['--role', 'web']),
    startNodeProcess(dirs[2] ?? '', env, ['--role', 'worker']),
  ]);
  // A session that one process gave is known to the other.
  const everywhere = async (who: { personalId?: string; officerId?: string }) => {
    const cookie = await cookieAt(a.url, demoCode, who);
    return { atA: createClient(a.url, () => ({ cookie })), atB: createClient(b.url, () => ({ cookie })) };
  };
  parent = await everywhere({ personalId: birth.parent.personalId });
  officer = await everywhere({ officerId: birth.officerId });
});
after(async () => {
  const ended = await Promise.all([...new Set([a, b, worker])].map((one) => one?.end('SIGTERM')));
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
  if (database) await dropDatabase(database);
  for (const one of ended) if (one) assert.equal(one.code, 0);
});

/** Changes heard on a stream until it is cut. */
async function listen(client: NodeClient, topic: string): Promise<{ heard: () => number; stop: () => void }> {
  const cut = new AbortController();
  const response = await client.fetch(`/api/live?topic=${topic}`, { signal: cut.signal });
  assert.equal(response.status, 200);
  let text = '';
  void (async () => {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString('utf8');
  })().catch(() => undefined);
  return { heard: () => text.split('event: change').length - 1, stop: () => cut.abort() };
}

async function until(what: string, is: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    if (await is()) return;
    await wait(50);
  }
  assert.fail(`Not within a minute: ${what}`);
}

test('an upload that began at A ends at B', async () => {
  const photo = await sharp(randomBytes(600 * 600 * 3), { raw: { width: 600, height: 600, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer();
  const tus = { 'tus-resumable': '1.0.0' };
  const created = await parent.atA.fetch('/api/files/uploads', {
    method: 'POST',
    headers: { ...tus, 'upload-length': String(photo.length) },
  });
  assert.equal(created.status, 201);
  const path = new URL(created.headers.get('location') ?? '', a.url).pathname;
  const half = Math.floor(photo.length / 2);
  const send = (client: NodeClient, from: number, to: number) =>
    client.fetch(path, {
      method: 'PATCH',
      headers: { ...tus, 'upload-offset': String(from), 'content-type': 'application/offset+octet-stream' },
      body: new Uint8Array(photo.subarray(from, to)),
    });
  assert.equal((await send(parent.atA, 0, half)).status, 204);
  const asked = await parent.atB.fetch(path, { method: 'HEAD', headers: tus });
  assert.equal(asked.headers.get('upload-offset'), String(half));
  assert.equal((await send(parent.atB, half, photo.length)).status, 204);
  const fileId = path.split('/').at(-1) ?? '';
  assert.equal((await parent.atA.get(getFile, { params: { fileId } })).bytes, photo.length);
  uploaded = fileId;
});
let uploaded = '';
let dossierId = '';

test('a parent files at A; the officer at B hears of it, accepts and registers; the worker makes the certificate', async () => {
  const { agencyId } = await officer.atB.get(whoAmI, {});
  const queue = await listen(officer.atB, `counter.queue:${agencyId}`);
  ({ dossierId } = await parent.atA.get(fileDossier, {
    body: {
      procedureCode: '1.001193',
      idempotencyKey: 'two-processes',
      answers: { ...birth.answers, birthNotification: [uploaded] },
    },
  }));
  await until('the officer at B hears of what was filed at A', () => queue.heard() > 0);
  queue.stop();

  const params = { dossierId };
  assert.equal((await officer.atB.get(getDossier, { params })).state, 'submitted');
  await officer.atB.get(acceptDossier, { params, body: {} });
  assert.notEqual((await parent.atA.get(getMyDossier, { params })).state, 'submitted');
  const { filed } = await officer.atB.get(prepareBirthEntry, { params });
  await officer.atB.get(registerBirthOperation, { body: { dossierId, entry: filed as never } });

  let fileId: string | undefined;
  await until('the certificate is there', async () => {
    fileId = (await parent.atA.get(getMyDossier, { params })).results[0]?.fileId;
    return fileId !== undefined;
  });
  const { bytes } = await parent.atA.get(readResult, { params: { dossierId, fileId: fileId ?? '' } });
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
  const { act } = await officer.atA.get(prepareBirthEntry, { params });
  assert.match(act?.personalId ?? '', /^\d{12}$/);
});

test('the same draft filed at A and B in the same moment is one dossier', async () => {
  const file = (client: NodeClient) =>
    client.get(fileDossier, {
      body: {
        procedureCode: '1.001193',
        idempotencyKey: 'at-both-processes',
        answers: { ...birth.answers, childFullName: 'Nguyễn Song Song', birthNotification: [uploaded] },
      },
    });
  const both = await Promise.all([parent.atA, parent.atB, parent.atA, parent.atB].map(file));
  assert.equal(new Set(both.map((one) => one.dossierId)).size, 1);
});

test('what is published at A is on the page at B, which had kept it', async () => {
  const page = '/thu-tuc/1.001193';
  const shown = async (url: string): Promise<string> => (await fetch(url + page)).text();
  for (const url of [a.url, b.url]) {
    await shown(url);
    assert.doesNotMatch(await shown(url), /qua hai tiến trình/);
  }
  const publisher = demoOfficers.find((one) => one.appointments.at(-1)?.rights.includes('procedures.publish'));
  assert.ok(publisher);
  const { demoCode } = await secretsOfTests();
  const atA = await signInAt(a.url, demoCode, { officerId: publisher.id });
  const params = { code: '1.001193' };
  const name = { ...birthRegistration.name, vi: 'Đăng ký khai sinh qua hai tiến trình' };
  const record = { ...birthRegistration, name };
  const saved = await atA.get(saveDraft, { params, body: { record, revision: 0 } });
  await atA.get(publishDraft, { params, body: { revision: saved.revision } });
  for (const url of [b.url, a.url])
    await until('the new name is shown', async () => /qua hai tiến trình/.test(await shown(url)));
});

test('who signs out at A is signed out at B', async () => {
  assert.equal((await parent.atB.fetch('/api/identity/me')).status, 200);
  await parent.atA.get(signOut, {});
  assert.equal((await parent.atB.fetch('/api/identity/me')).status, 401);
});

test('a web process that ends is no loss: the other goes on', async () => {
  assert.equal((await b.end('SIGKILL')).code, null);
  assert.equal((await officer.atA.get(getDossier, { params: { dossierId } })).id, dossierId);
  b = a;
});
