import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getOutgoing, issueOutgoing, planDispatch } from '#modules/documents/contract.ts';
import {
  chair,
  clerk,
  drafter,
  endedId,
  justiceId,
  officerOf,
  openOffice,
  provinceId,
  wardId,
  type Office,
} from '#modules/documents/test/office.ts';
import { getConsignment, listSent, replaceByIssued, saveGroup, setMailbox } from '#modules/exchange/contract.ts';
import { createExchange, type Exchange } from '#modules/exchange/index.ts';
import type { OfficerActor } from '#platform/access.ts';
import { alone } from './axis.ts';

let office: Office;
let exchange: Exchange;
before(async () => {
  office = await openOffice(
    undefined,
    (rooms) => {
      exchange = createExchange({ ...rooms, nodes: alone });
      return [exchange];
    },
    { groups: (id) => exchange.recipients.groups(id), plan: (asked) => exchange.recipients.plan(asked) },
  );
  // Somebody of the province receives; at the department of justice nobody has been given that right.
  await office.directory.loadOfficers([
    {
      id: receiver.officerId,
      name: receiver.name,
      personId: null,
      appointments: [
        {
          agencyId: provinceId,
          position: 'Văn thư',
          rights: ['exchange.receive'],
          validFrom: '2025-07-01',
          validTo: null,
        },
      ],
    },
  ]);
});
after(() => office?.close());

const receiver = officerOf(provinceId, 'Trần Thị Bích', 'Văn thư', ['exchange.receive', 'exchange.operate']);
const sender = { ...clerk, rights: [...clerk.rights, 'exchange.send'] };
const justice = officerOf(justiceId, 'Phạm Thu Hà', 'Văn thư', ['exchange.operate']);
const toProvince = [{ kind: 'agency' as const, agencyId: provinceId }];

const plan = (id: string, groups?: string[]) =>
  office.do(planDispatch, { params: { id }, body: groups ? { groups } : {} }, clerk);

test('a group that is printed in the document is chosen, and the clerk sees who gets it and who has no mailbox', async () => {
  const id = await office.outgoing('signed', {
    recipients: [
      ...toProvince,
      { kind: 'printed', name: 'các sở, ban, ngành thuộc Ủy ban nhân dân tỉnh Thái Nguyên;' },
    ],
  });
  const seen = await plan(id);
  assert.deepEqual(seen.chosen, ['departments:H55']);
  assert.deepEqual(
    seen.takes.map(({ code }) => code),
    ['H55'],
  );
  const [one, ...others] = seen.cannot;
  assert.equal(others.length, 0);
  assert.deepEqual([one?.code, one?.stops, seen.cannotCount, seen.stopsCount], ['H55.13', false, 1, 0]);
  assert.match(one?.says.vi ?? '', /chưa có hộp thư trên trục/);
  assert.match(one?.todo.vi ?? '', /bản giấy/);

  await office.do(issueOutgoing, { params: { id }, body: { groups: ['departments:H55'], leaveOut: 'stopped' } }, clerk);
  await office.node.runJobs();
  const { consignments } = await office.do(listSent, { query: {} }, sender);
  assert.equal(consignments[0]?.recipients, 2);
  const { events } = await office.do(getOutgoing, { params: { id } }, clerk);
  assert.match(events.at(-1)?.note ?? '', /^Gửi qua trục tới 2 cơ quan, theo nhóm: Các sở, ban, ngành thuộc/);
});

test('who is left out is named in the history, and gets nothing over the axis', async () => {
  const id = await office.outgoing('signed', { recipients: [...toProvince, { kind: 'agency', agencyId: justiceId }] });
  await office.do(issueOutgoing, { params: { id }, body: { leaveOut: 'all' } }, clerk);
  await office.node.runJobs();
  const { consignments } = await office.do(listSent, { query: {} }, sender);
  const consignmentId = consignments[0]?.consignmentId ?? '';
  const { envelope } = await office.do(getConsignment, { params: { consignmentId } }, sender);
  assert.deepEqual(envelope.to, ['H55']);
  const { events } = await office.do(getOutgoing, { params: { id } }, clerk);
  assert.equal(events.at(-1)?.note, 'Không gửi qua trục cho 1 nơi, cần gửi bản giấy: Sở Tư pháp tỉnh Thái Nguyên.');
});

test('nothing is signed or sent while a recipient could never read it, unless it is left out', async () => {
  await office.do(setMailbox, { body: { mode: 'pull', takesAttachments: false } }, justice);
  const attachmentIds = [await office.pdfOf(drafter, 'Phụ lục số liệu')];
  const id = await office.outgoing('signed', {
    recipients: [...toProvince, { kind: 'agency', agencyId: justiceId }],
    attachmentIds,
  });
  const seen = await plan(id, []);
  assert.deepEqual([seen.stopsCount, seen.cannot[0]?.code], [1, 'H55.13']);
  assert.match(seen.cannot[0]?.says.vi ?? '', /chỉ nhận văn bản chính trong gói edXML/);
  assert.equal(await office.code(issueOutgoing, { params: { id }, body: {} }, clerk), 'documents.some-cannot-take');
  assert.equal((await office.do(getOutgoing, { params: { id } }, clerk)).state, 'signed');
  await office.do(setMailbox, { body: { mode: 'held' } }, justice);
  const paused = await plan(id, []);
  assert.deepEqual([paused.stopsCount, paused.cannotCount], [0, 1]);
  assert.match(paused.cannot[0]?.says.vi ?? '', /tạm dừng nhận/);
  await office.do(issueOutgoing, { params: { id }, body: {} }, clerk);
  await office.do(setMailbox, { body: { mode: 'here' } }, justice);
});

test('an agency of a group that has ended since is named with its successor', async () => {
  const id = await office.outgoing('signed', { recipients: toProvince });
  const { groupId } = await office.do(
    saveGroup,
    { body: { name: 'Hay gửi', codes: ['H55', 'H55.13'] } },
    { ...clerk, rights: [...clerk.rights, 'exchange.send'] },
  );
  assert.equal((await plan(id, [groupId])).takesCount, 1);
  const known = await exchange.recipients.plan({ agencyId: wardId, codes: ['H55.99', 'H99.1'], groups: [], files: [] });
  assert.equal(known.takes.length, 0);
  assert.deepEqual(
    known.cannot.map(({ why, agencyId }) => [why, agencyId]),
    [
      ['ended', endedId],
      ['unknown', null],
    ],
  );
  assert.match(known.cannot[0]?.todo.vi ?? '', /nơi kế tục: Ủy ban nhân dân phường Đức Xuân \(H55\.202\)/);
  assert.equal(await office.code(planDispatch, { params: { id }, body: { groups: ['communes:H99'] } }, clerk), 'exchange.group-unknown'); // prettier-ignore
  assert.equal(await office.code(planDispatch, { params: { id }, body: {} }, chair), 'platform.not-allowed');
});

test('a document is replaced by an issued one of the register, with its number, date and signed file', async () => {
  const first = await office.outgoing('issued', { recipients: toProvince, subject: 'Văn bản có sai sót' });
  const second = await office.outgoing('issued', {
    recipients: [{ kind: 'printed', name: 'Lưu' }],
    subject: 'Văn bản thay thế',
  });
  const draft = await office.outgoing('approved', { recipients: toProvince });
  await office.node.runJobs();
  const { consignments } = await office.do(listSent, { query: {} }, sender);
  const consignmentId = consignments.find(({ subject }) => subject === 'Văn bản có sai sót')?.consignmentId ?? '';
  const ask = (documentId: string, by: OfficerActor = sender, key = `change:${documentId}`) =>
    office.node.call(
      replaceByIssued,
      { params: { consignmentId }, body: { key, documentId, to: ['H55'], reason: 'Sai số liệu' } },
      by,
    );
  const codeOf = (answered: Awaited<ReturnType<typeof ask>>) => (answered.ok ? 'ok' : answered.problem.code);
  assert.equal(codeOf(await ask(draft)), 'documents.wrong-state');
  assert.equal(codeOf(await ask('0190d000-0000-7000-8000-0000000000aa')), 'documents.not-found');
  assert.equal(codeOf(await ask(second, { ...justice, rights: ['exchange.send'] })), 'documents.not-found');
  assert.equal(codeOf(await ask(second, clerk)), 'platform.not-allowed');
  const asked = await ask(second);
  assert.ok(asked.ok, JSON.stringify(asked));
  const again = await ask(second);
  assert.ok(again.ok && again.answer.repeated);
  const { envelope } = await office.do(
    getConsignment,
    { params: { consignmentId: asked.answer.consignmentId } },
    sender,
  );
  const shown = await office.do(getOutgoing, { params: { id: second } }, clerk);
  assert.deepEqual([envelope.kind, envelope.about, envelope.to], ['replace', consignmentId, ['H55']]);
  assert.equal(`${envelope.document.number}/${envelope.document.notation}`, shown.notation);
  assert.equal(envelope.files[0]?.sha256, shown.sha256);
  assert.notEqual(first, second);
});
