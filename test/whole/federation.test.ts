import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { getConsignment, reportStatus, sendConsignment } from '#modules/exchange/contract.ts';
import { PREFIX } from '#modules/exchange/peers/messages.ts';
import { receiveFile } from '#modules/files/contract.ts';
import { demoAgencies, demoOfficers } from '#seeds/demo/index.ts';
import { freePort } from '#test/world/free-port.ts';
import { makePaper } from '../../src/cli/demo/federation/paper.ts';
import { startHouse, type WholeHouse } from './house.ts';

// Two whole nodes with the real directory, real keys and the worker running: a ward's letter goes to a ministry on the other node.
const CLERK = 'Bế Văn Hậu';
const MINISTRY = 'Nguyễn Khắc Hưng';
const officerId = (name: string): string => demoOfficers.find((one) => one.name === name)?.id ?? '';
const codeOf = (key: string): string =>
  demoAgencies.find((one) => one.key === key)?.codes.find(({ form }) => form === '2020')?.code ?? '';

let a: WholeHouse;
let b: WholeHouse;

async function house(id: string, env: Record<string, string>): Promise<WholeHouse> {
  const port = await freePort();
  return startHouse({ env: { PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}`, NODE_ID: id, ...env } });
}

before(async () => {
  a = await house('nut-tinh', { NODE_REGISTRAR: 'yes', NODE_NAME: 'Nút tỉnh' });
  const { nodes } = a.house.doors;
  await nodes.refresh();
  const [key] = (await nodes.operator.keys()).registrar;
  b = await house('nut-bo', {
    NODE_NAME: 'Nút Bộ Tư pháp',
    NODE_REGISTRAR_URL: a.url,
    NODE_REGISTRAR_KEY: JSON.stringify(key),
  });
  const { fingerprint } = await b.house.doors.nodes.operator.join();
  await nodes.operator.admit('nut-bo', fingerprint);
  await nodes.operator.move(codeOf('phuong-duc-xuan'), 'nut-tinh');
  await nodes.operator.move(codeOf('bo-tu-phap'), 'nut-bo');
  await a.house.doors.nodes.refresh();
  await b.house.doors.nodes.refresh();
});
after(async () => {
  await b?.close();
  await a?.close();
});

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tried = 0; tried < 1200; tried += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await wait(100);
  }
  throw new Error('It did not come about');
}

test('a letter reaches the ministry on the other node, and each step there is seen by the ward', async () => {
  const clerk = await a.as({ officerId: officerId(CLERK) });
  const paper = makePaper('Trich luc khai sinh', randomBytes(3000));
  const file = await clerk.get(receiveFile, {
    body: { name: 'Trích lục.pdf', content: paper.toString('base64') },
  });
  const { consignmentId } = await clerk.get(sendConsignment, {
    body: {
      key: 'lien-nut-0001',
      envelope: {
        kind: 'new',
        from: codeOf('phuong-duc-xuan'),
        to: [codeOf('bo-tu-phap')],
        document: {
          documentId: 'thu-0001',
          number: '12',
          notation: 'UBND-HT',
          issuedOn: '2026-11-20',
          place: 'Đức Xuân',
          type: { group: 2, code: 18, name: 'Công văn' },
          subject: 'Về việc gửi trích lục khai sinh',
          signer: { position: 'Chủ tịch', name: 'Hoàng Thị Diễm' },
        },
        files: [{ fileId: file.id, name: file.name, mediaType: file.type, bytes: file.bytes, sha256: file.sha256 }],
        priority: 1,
      },
    },
  });
  const ministry = await b.as({ officerId: officerId(MINISTRY) });
  const there = await until(async () => {
    const answered = await ministry.call(getConsignment, { params: { consignmentId } });
    return answered.ok && answered.answer.deliveries[0]?.business === '01' ? answered.answer : undefined;
  });
  assert.equal(there.acceptedBy, 'Nút tỉnh');
  // The files are opened to the ministry by a listener of the arrival, a moment after it.
  const opened = await until(async () => {
    const answered = await ministry.fetch(`/api/files/${there.files[0]?.fileId}/content`);
    if (answered.ok) return answered;
    assert.equal(answered.status, 404);
    await answered.body?.cancel();
    return undefined;
  });
  assert.ok(Buffer.from(await opened.arrayBuffer()).equals(paper), 'the very file');
  const { deliveryId = '' } = there.deliveries[0] ?? {};
  await ministry.get(reportStatus, { params: { deliveryId }, body: { code: '03' } });
  const here = await until(async () => {
    const seen = await clerk.get(getConsignment, { params: { consignmentId } });
    return seen.deliveries[0]?.business === '03' ? seen : undefined;
  });
  assert.equal(here.deliveries[0]?.transport, 'delivered');
  assert.ok(here.steps.some(({ rule, note }) => rule === 'hand-over' && note === 'Nút Bộ Tư pháp'));
});

test('without the signature of a node of the directory nothing is taken in', async () => {
  const before = await b.count('select count(*) from exchange.consignment');
  for (const headers of [{}, { signature: 'sig=:AA==:', 'signature-input': 'sig=()' }] as Record<string, string>[]) {
    const response = await fetch(`${b.url}${PREFIX}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ messages: [] }),
    });
    assert.equal(response.status, 401);
  }
  assert.equal(await b.count('select count(*) from exchange.consignment'), before);
});
