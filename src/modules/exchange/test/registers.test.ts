import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Static } from 'typebox';
import { documentIssued, incomingMoved } from '#modules/documents/events.ts';
import { answerChange, getConsignment, listArrived, listSent, setMailbox } from '#modules/exchange/contract.ts';
import { newId } from '#platform/id.ts';
import { platformProblem } from '#platform/problem.ts';
import { handToRegisters } from '../registers/hand-to-registers.ts';
import { reportMoved } from '../registers/report-moved.ts';
import { sendIssued } from '../registers/send-issued.ts';
import { agencies, binh, huong, openAxis, thao, type Axis } from './axis.ts';

let axis: Axis;
before(async () => (axis = await openAxis()));
after(() => axis?.close());

type Issued = Static<(typeof documentIssued)['payload']>;

function issued(more: Partial<Issued> = {}): Issued {
  const to = ({ id, code, name }: typeof agencies.ministry) => ({ agencyId: id, code, name });
  return {
    documentId: newId(),
    agencyId: agencies.ducXuan.id,
    agencyCode: agencies.ducXuan.code,
    agencyName: agencies.ducXuan.name,
    parentAgencyName: null,
    place: 'Đức Xuân',
    number: 7,
    notation: 'QĐ-UBND',
    issuedOn: '2026-11-23',
    issuedAt: '2026-11-23T02:00:00.000Z',
    type: { key: 'decision', name: 'Quyết định', exchangeCode: '2' },
    subject: 'Về việc công nhận kết quả tổng điều tra hộ nghèo năm 2026',
    urgency: 'very-urgent',
    answerBy: '2026-11-30',
    signer: { authority: 'TM.', position: 'Chủ tịch Ủy ban nhân dân', name: 'Hoàng Thị Diễm' },
    recipients: [to(agencies.ministry), to(agencies.tanTrao)],
    toPlaces: ['Bộ Tư pháp', 'UBND xã Tân Trào', 'Lưu: VT'],
    files: [],
    answers: [{ senderCode: 'G15', notation: '4410/BTP-HTQTCT', issuedOn: '2026-11-02' }],
    ...more,
  };
}

const announce = (payload: Issued): Promise<unknown> =>
  axis.node.database.transaction<unknown, string>((trx) => axis.node.deps.publish(trx, documentIssued, payload));

async function sentOf(subject: string) {
  const answered = await axis.node.call(listSent, { query: { q: subject } }, huong);
  assert.ok(answered.ok);
  return answered.answer.consignments;
}

test('what an agency issues goes out by itself, once, and stands in the registers of its recipients', async () => {
  const document = issued();
  await announce(document);
  await announce(document);
  await axis.node.runJobs();
  const [line, ...others] = await sentOf('tong dieu tra');
  assert.ok(line);
  assert.deepEqual([others.length, line.recipients, line.delivered, line.priority], [0, 2, 2, 2]);
  const shown = await axis.node.call(getConsignment, { params: { consignmentId: line.consignmentId } }, huong);
  assert.ok(shown.ok);
  const { envelope } = shown.answer;
  assert.equal(envelope.document.documentId, 'H55.101,2026/11/23,07/QĐ-UBND');
  assert.deepEqual(envelope.respondsTo, ['G15,2026/11/02,4410/BTP-HTQTCT']);
  const arrivals = axis.received.filter(({ subject }) => subject === document.subject);
  assert.deepEqual(
    arrivals.map((one) => [one.agencyId, one.notation, one.type, one.urgency, one.senderCode, one.signer]).toSorted(),
    [agencies.ministry, agencies.tanTrao]
      .map(({ id }) => [
        id,
        '07/QĐ-UBND',
        'decision',
        'very-urgent',
        'H55.101',
        'TM. Chủ tịch Ủy ban nhân dân Hoàng Thị Diễm',
      ])
      .toSorted(),
  );
});

test('the steps of the recipient’s register are the statuses that the sender sees; a step that says nothing new changes nothing', async () => {
  await announce(issued({ subject: 'Về việc rà soát sổ hộ tịch', recipients: issued().recipients.slice(0, 1) }));
  await axis.node.runJobs();
  const arrival = axis.received.find(({ subject }) => subject === 'Về việc rà soát sổ hộ tịch');
  assert.ok(arrival);
  const move = async (
    exchangeCode: string | null,
    packetRef: string | null = arrival.packetRef,
    agencyId = agencies.ministry.id,
  ) => {
    await axis.node.database.transaction<unknown, string>((trx) =>
      axis.node.deps.publish(trx, incomingMoved, {
        incomingId: newId(),
        agencyId,
        packetRef,
        step: 'register',
        exchangeCode,
        note: null,
        at: '2026-11-23T03:00:00.000Z',
      }),
    );
    await axis.node.runJobs();
    const inbox = await axis.node.call(listArrived, { query: {} }, binh);
    assert.ok(inbox.ok);
    return inbox.answer.arrived.find(({ deliveryId }) => deliveryId === arrival.packetRef)?.business;
  };
  assert.equal(await move('03', arrival.packetRef, agencies.tanTrao.id), '01', 'another agency moves nothing');
  assert.equal(await move(null), '01');
  assert.equal(await move('03', null), '01');
  assert.equal(await move('03'), '03');
  assert.equal(await move('05'), '05');
  assert.equal(await move('04'), '05', 'never back');
  assert.equal(await move('06'), '06');
});

test('steps of the register that are heard in another order than they were taken are all told, and none is lost', async () => {
  const subject = 'Về việc giao việc ngay khi vào sổ';
  await announce(issued({ subject, recipients: issued().recipients.slice(0, 1) }));
  await axis.node.runJobs();
  const arrival = axis.received.find((one) => one.subject === subject);
  assert.ok(arrival?.packetRef);
  // Registered and given to somebody in one moment: two workers hear of it, and the later step may be first.
  for (const exchangeCode of ['04', '03'])
    await reportMoved(
      axis.exchangeDeps,
      {
        incomingId: newId(),
        agencyId: agencies.ministry.id,
        packetRef: arrival.packetRef,
        step: 'assign',
        exchangeCode,
        note: null,
        at: '2026-11-23T03:00:00.000Z',
      },
      axis.node.deps.log,
    );
  const [line] = await sentOf('giao viec ngay');
  const shown = await axis.node.call(getConsignment, { params: { consignmentId: line?.consignmentId ?? '' } }, huong);
  assert.ok(shown.ok);
  assert.deepEqual(
    shown.answer.steps.filter(({ machine }) => machine === 'business').map(({ to }) => to),
    ['01', '03', '04'],
  );
});

test('a document that comes into the book after its recall was agreed to says so there', async () => {
  const subject = 'Về việc gửi nhầm';
  await announce(issued({ subject, recipients: issued().recipients.slice(0, 1) }));
  await axis.node.runJobs();
  const arrival = axis.received.find((one) => one.subject === subject);
  const [line] = await sentOf('gui nham');
  assert.ok(arrival?.packetRef && line);
  const { consignmentId } = line;
  const deliveryId = arrival.packetRef;
  const shown = await axis.node.call(getConsignment, { params: { consignmentId } }, huong);
  assert.ok(shown.ok);
  const { groups: _groups, ...envelope } = shown.answer.envelope;
  const recall = { ...envelope, kind: 'recall' as const, about: consignmentId, reason: 'Sai nơi nhận', files: [] };
  assert.ok((await axis.send(recall)).ok);
  await axis.node.runJobs();
  assert.ok((await axis.node.call(answerChange, { params: { deliveryId }, body: { agrees: true } }, binh)).ok);
  await axis.node.runJobs();
  const note = { packetRef: deliveryId, agencyId: agencies.ministry.id, kind: 'recall', reason: 'Sai nơi nhận' };
  assert.deepEqual(axis.noted.at(-1), note);
  // The book was away when the document arrived, and hears of it only now.
  axis.noted.length = 0;
  const deliveries = [{ deliveryId, recipientAgencyId: agencies.ministry.id }];
  const arrivals = [{ consignmentId, kind: 'new' as const, senderAgencyId: agencies.ducXuan.id, deliveries }];
  await handToRegisters(axis.exchangeDeps, { arrivals }, axis.node.deps.log);
  assert.deepEqual(axis.noted, [note]);
});

test('what cannot be done at this moment is tried again, and is no refusal', async () => {
  const busy = {
    ...axis.exchangeDeps,
    evidence: {
      ...axis.exchangeDeps.evidence,
      requireStamps: async () => {
        throw platformProblem('unavailable', { retryAfter: 2 });
      },
    },
    documents: {
      ...axis.exchangeDeps.documents,
      receiveDocument: async () => {
        throw platformProblem('unavailable', { retryAfter: 2 });
      },
    },
  };
  const { log } = axis.node.deps;
  const document = issued({ subject: 'Về việc trục đang bận' });
  await assert.rejects(sendIssued(busy, document, log));
  await axis.evidence.seal();
  assert.deepEqual(await axis.evidence.historyOf(`document:${document.documentId}`), []);
  await sendIssued(axis.exchangeDeps, document, log);
  await axis.node.runJobs();
  const [line] = await sentOf('truc dang ban');
  assert.equal(line?.delivered, 2);
  const arrival = axis.received.find(({ subject }) => subject === document.subject);
  const deliveries = [{ deliveryId: arrival?.packetRef ?? '', recipientAgencyId: arrival?.agencyId ?? '' }];
  const { consignmentId = '' } = line ?? {};
  const arrivals = [{ consignmentId, kind: 'new' as const, senderAgencyId: agencies.ducXuan.id, deliveries }];
  await assert.rejects(handToRegisters(busy, { arrivals }, log));
});

test('an agency whose own system fetches keeps its own register', async () => {
  assert.ok((await axis.node.call(setMailbox, { body: { mode: 'pull' } }, thao)).ok);
  await announce(issued({ subject: 'Về việc nghỉ Tết', recipients: issued().recipients.slice(1) }));
  await axis.node.runJobs();
  assert.equal(
    axis.received.find(({ subject }) => subject === 'Về việc nghỉ Tết'),
    undefined,
  );
  assert.ok((await axis.node.call(setMailbox, { body: { mode: 'here' } }, thao)).ok);
});

test('a document that cannot be sent is evidence and is not tried for days; one without agencies among its recipients stays at home', async () => {
  const ended = issued({
    subject: 'Về việc bàn giao',
    recipients: [{ agencyId: agencies.ended.id, code: agencies.ended.code, name: agencies.ended.name }],
  });
  await announce(ended);
  await announce(issued({ subject: 'Về việc nội bộ', recipients: [] }));
  await axis.node.runJobs();
  assert.deepEqual([await sentOf('ban giao'), await sentOf('noi bo')], [[], []]);
  await axis.evidence.seal();
  const [refused] = await axis.evidence.historyOf(`document:${ended.documentId}`);
  assert.equal(refused?.kind, 'exchange.sending-refused');
});
