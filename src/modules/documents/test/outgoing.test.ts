import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#platform/id.ts';
import { hasProgram, runOn } from '#modules/signing/test/independent.ts';
import { textOf } from '#platform/pdf/test/text-of.ts';
import sharp from 'sharp';
import * as c from '../contract.ts';
import {
  bystander,
  chair,
  clerk,
  decision,
  deputy,
  drafter,
  endedId,
  justiceId,
  monday,
  openOffice,
  otherChief,
  otherClerk,
  type Office,
} from './office.ts';

let office: Office;
before(async () => {
  office = await openOffice();
});
after(() => office.close());

const file = (id: string) => `/api/documents/outgoing/${id}/file`;

test('a decision goes from draft to issue, signed by two', async () => {
  const id = await office.outgoing('issued');
  const seen = await office.do(c.getOutgoing, { params: { id } }, clerk);
  assert.equal(seen.state, 'issued');
  assert.match(seen.notation ?? '', /^\d{2,}\/QĐ-UBND$/);
  assert.deepEqual(
    seen.events.map((event) => event.kind),
    ['start', 'submit', 'approve', 'number', 'sign', 'issue'],
  );
  const pdf = await office.bytes(file(id), clerk);
  const text = await textOf(pdf);
  for (const part of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'PHƯỜNG ĐỨC XUÂN',
    `Số: ${seen.notation}`,
    'Đức Xuân, ngày 30 tháng 11 năm 2026',
    'QUYẾT ĐỊNH',
    'Tổ công tác chuyển đổi số',
    'Điều 1.',
    'TM. ỦY BAN NHÂN DÂN',
    'CHỦ TỊCH',
    'Hoàng Thị Diễm',
    'Nơi nhận:',
    'Lưu: VT.',
  ])
    assert.ok(text.replace(/\s+/g, ' ').includes(part), `the page says “${part}”: ${text}`);
  const report = await office.signing.verifyPdf(pdf);
  assert.ok(report.valid, report.failure);
  assert.deepEqual(
    report.signatures.map((one) => one.signer),
    ['Hoàng Thị Diễm', 'Ủy ban nhân dân phường Đức Xuân'],
  );
  // Two visible widgets: the signature and the seal.
  assert.equal(pdf.toString('latin1').match(/\/AP << \/N \d+ 0 R >>/g)?.length, 2);
});

test('a reader that is not ours trusts both signatures', async () => {
  // By the real time: the reader asks whether the certificates are valid today.
  const today = await openOffice(new Date().toISOString());
  try {
    const id = await today.outgoing('issued');
    const pdf = await today.bytes(file(id), clerk);
    if (hasProgram('pdfsig')) {
      const { said } = runOn(
        { 'd.pdf': pdf, 'ca.pem': await today.signing.caCertificatePem() },
        ['certutil', '-N', '-d', 'sql:.', '--empty-password'],
        ['certutil', '-A', '-d', 'sql:.', '-n', 'root', '-t', 'C,C,C', '-i', 'ca.pem'],
        ['pdfsig', '-nssdir', 'sql:.', 'd.pdf'],
      );
      assert.equal(said.match(/Signature is Valid/g)?.length, 2, said);
      assert.equal(said.match(/Certificate is Trusted/g)?.length, 2, said);
    }
  } finally {
    await today.close();
  }
});

test('what an exchange needs is announced once, with digest and codes', async () => {
  const id = await office.outgoing('issued');
  const announced = (await office.events('documents.document-issued@1')).filter((one) => one['documentId'] === id);
  assert.equal(announced.length, 1);
  const seen = await office.do(c.getOutgoing, { params: { id } }, clerk);
  const [payload] = announced as { files: { sha256: string }[]; recipients: { code: string }[]; agencyCode: string }[];
  assert.equal(payload?.files[0]?.sha256, seen.sha256);
  assert.deepEqual(
    payload?.recipients.map((one) => one.code),
    ['H55', 'H55.13'],
  );
  assert.equal(payload?.agencyCode, 'H55.202');
});

test('each step belongs to somebody, and in its order', async () => {
  const { id, version } = await office.draft();
  const at = { params: { id } };
  const v = { params: { id }, body: { version } };
  assert.equal(await office.code(c.approveDraft, v, deputy), 'documents.wrong-state');
  assert.equal(await office.code(c.numberOutgoing, at, clerk), 'documents.wrong-state');
  assert.equal(await office.code(c.signOutgoing, at, chair), 'documents.wrong-state');
  assert.equal(await office.code(c.issueOutgoing, at, clerk), 'documents.wrong-state');
  assert.equal(await office.code(c.submitDraft, v, clerk), 'platform.not-allowed');
  assert.equal(await office.code(c.submitDraft, v, otherChief), 'documents.not-found');
  await office.do(c.submitDraft, v, drafter);
  assert.equal(
    await office.code(c.saveDraft, { params: { id }, body: { version, draft: decision() } }, drafter),
    'documents.wrong-state',
  );
  assert.equal(await office.code(c.approveDraft, v, drafter), 'platform.not-allowed');
  assert.equal(await office.code(c.approveDraft, v, otherChief), 'documents.not-found');
  await office.do(c.approveDraft, v, deputy);
  assert.equal(await office.code(c.numberOutgoing, at, drafter), 'platform.not-allowed');
  assert.equal(await office.code(c.numberOutgoing, at, otherClerk), 'documents.not-found');
  await office.do(c.numberOutgoing, at, clerk);
  // The deputy may sign documents, but not this one.
  assert.equal(await office.code(c.signOutgoing, at, deputy), 'documents.not-yours');
  assert.equal(await office.code(c.discardDraft, at, drafter), 'documents.wrong-state');
  assert.equal(
    await office.code(c.returnDraft, { ...at, body: { note: 'Sửa lại.' } }, deputy),
    'documents.wrong-state',
  );
  await office.do(c.signOutgoing, at, chair);
  assert.equal(await office.code(c.issueOutgoing, at, otherClerk), 'documents.not-found');
  assert.equal(await office.code(c.issueOutgoing, at), 'platform.not-signed-in');
  await office.do(c.issueOutgoing, at, clerk);
  assert.equal(await office.code(c.voidOutgoing, { ...at, body: { note: 'Nhầm.' } }, deputy), 'documents.wrong-state');
});

test('what is not mine is not found: drafts, files, lists', async () => {
  const { id } = await office.draft();
  for (const actor of [bystander, otherClerk, otherChief]) {
    assert.equal(await office.code(c.getOutgoing, { params: { id } }, actor), 'documents.not-found');
    assert.equal((await office.node.fetch(file(id), { actor })).status, 404);
    const { rows } = await office.do(c.listOutgoing, { query: {} }, actor);
    assert.ok(!rows.some((row) => row.id === id));
  }
  // A recipient inside the agency reads it once it is issued.
  const issued = await office.outgoing('issued');
  assert.equal((await office.do(c.getOutgoing, { params: { id: issued } }, bystander)).may.length, 0);
  assert.ok((await office.do(c.listOutgoing, { query: {} }, bystander)).rows.every((row) => row.state === 'issued'));
  assert.equal(await office.code(c.getOutgoing, { params: { id: newId() } }, clerk), 'documents.not-found');
});

test('signing asks for a fresh proof of who signs', async () => {
  const id = await office.outgoing('numbered');
  const stale = { ...chair, assurance: { level: 2 as const, provedAt: '2026-11-29T02:00:00Z', methods: ['pwd'] } };
  const weak = { ...chair, assurance: { level: 1 as const, provedAt: monday, methods: ['pwd'] } };
  assert.equal(await office.code(c.signOutgoing, { params: { id } }, stale), 'platform.step-up');
  assert.equal(await office.code(c.signOutgoing, { params: { id } }, weak), 'platform.step-up');
  await office.do(c.signOutgoing, { params: { id } }, chair);
  const tired = { ...clerk, assurance: { level: 2 as const, provedAt: '2026-11-29T02:00:00Z', methods: ['pwd'] } };
  assert.equal(await office.code(c.issueOutgoing, { params: { id } }, tired), 'platform.step-up');
});

test('two tabs and two clicks do one thing', async () => {
  const id = await office.outgoing('in-review');
  const approve = { params: { id }, body: { version: 1 } };
  const both = await Promise.all([
    office.code(c.approveDraft, approve, deputy),
    office.code(c.approveDraft, approve, deputy),
  ]);
  assert.deepEqual(both, ['ok', 'ok']);
  assert.equal(await office.code(c.approveDraft, approve, chair), 'documents.wrong-state');
  const twice = async (
    operation: typeof c.numberOutgoing | typeof c.signOutgoing | typeof c.issueOutgoing,
    actor: typeof clerk,
  ) =>
    Promise.all([office.code(operation, { params: { id } }, actor), office.code(operation, { params: { id } }, actor)]);
  assert.deepEqual(await twice(c.numberOutgoing, clerk), ['ok', 'ok']);
  assert.deepEqual(await twice(c.signOutgoing, chair), ['ok', 'ok']);
  assert.deepEqual(await twice(c.issueOutgoing, clerk), ['ok', 'ok']);
  const { events } = await office.do(c.getOutgoing, { params: { id } }, clerk);
  assert.deepEqual(
    events.map((event) => event.kind),
    ['start', 'submit', 'approve', 'number', 'sign', 'issue'],
  );
  assert.equal(
    (await office.events('documents.document-issued@1')).filter((one) => one['documentId'] === id).length,
    1,
  );
  assert.ok((await office.signing.verifyPdf(await office.bytes(file(id), clerk))).valid);
  const draftId = newId();
  const start = { body: { id: draftId, draft: decision() } };
  assert.deepEqual(
    await Promise.all([office.code(c.startDraft, start, drafter), office.code(c.startDraft, start, drafter)]),
    ['ok', 'ok'],
  );
  assert.equal(await office.code(c.startDraft, start, otherChief), 'documents.signer-unknown');
});

test('approval is of the version that was read', async () => {
  const { id, version } = await office.draft();
  const saved = await office.do(
    c.saveDraft,
    { params: { id }, body: { version, draft: decision({ subject: 'Về việc kiện toàn Tổ công tác' }) } },
    drafter,
  );
  assert.equal(saved.version, 2);
  assert.equal(
    await office.code(c.saveDraft, { params: { id }, body: { version, draft: decision() } }, drafter),
    'documents.version-changed',
  );
  assert.equal(
    await office.code(c.submitDraft, { params: { id }, body: { version: 1 } }, drafter),
    'documents.version-changed',
  );
  await office.do(c.submitDraft, { params: { id }, body: { version: 2 } }, drafter);
  await office.do(c.returnDraft, { params: { id }, body: { note: 'Bổ sung thành phần Tổ công tác.' } }, deputy);
  await office.do(c.saveDraft, { params: { id }, body: { version: 2, draft: decision() } }, drafter);
  await office.do(c.submitDraft, { params: { id }, body: { version: 3 } }, drafter);
  assert.equal(
    await office.code(c.approveDraft, { params: { id }, body: { version: 2 } }, deputy),
    'documents.version-changed',
  );
  await office.do(c.approveDraft, { params: { id }, body: { version: 3, note: 'Đồng ý.' } }, deputy);
});

test('comments are kept while the draft can change', async () => {
  const id = await office.outgoing('in-review');
  await office.do(c.commentDraft, { params: { id }, body: { text: 'Điều 2 nên ghi rõ ngày họp.' } }, chair);
  await office.do(c.commentDraft, { params: { id }, body: { text: 'Thể thức đúng.' } }, clerk);
  assert.equal(
    await office.code(c.commentDraft, { params: { id }, body: { text: 'x' } }, bystander),
    'documents.not-found',
  );
  assert.equal(await office.code(c.commentDraft, { params: { id }, body: { text: '' } }, chair), 'platform.bad-input');
  const issued = await office.outgoing('issued');
  assert.equal(
    await office.code(c.commentDraft, { params: { id: issued }, body: { text: 'muộn' } }, chair),
    'documents.wrong-state',
  );
});

test('a number that was given stays in the book, voided with its reason', async () => {
  const id = await office.outgoing('signed');
  await office.do(c.voidOutgoing, { params: { id }, body: { note: 'Nhầm thành phần.' } }, deputy);
  const { notation } = await office.do(c.getOutgoing, { params: { id } }, clerk);
  const { lines } = await office.do(
    c.listRegister,
    { params: { book: 'out' }, query: { year: 2026, limit: 1000 } },
    clerk,
  );
  assert.equal(lines.find((line) => line.notation === notation)?.state, 'Hủy số');
});

test('an uploaded PDF is signed where the decree puts text, other files are refused', async () => {
  const fileId = await office.pdfOf(drafter);
  const id = await office.outgoing('issued', { type: 'plan', fileId, text: '', grounds: '' });
  const pdf = await office.bytes(file(id), clerk);
  assert.ok((await office.signing.verifyPdf(pdf)).valid);
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#ffffff' } })
    .png()
    .toBuffer();
  const png = await office.files.receive(picture, { name: 'ke-hoach.pdf', owner: drafter.accountId });
  assert.equal(
    await office.code(c.startDraft, { body: { draft: decision({ fileId: png.id }) } }, drafter),
    'documents.not-a-pdf',
  );
  const foreign = await office.pdfOf(clerk);
  assert.equal(
    await office.code(c.startDraft, { body: { draft: decision({ fileId: foreign }) } }, drafter),
    'files.not-found',
  );
  assert.equal(
    await office.code(c.startDraft, { body: { draft: decision({ fileId: newId() }) } }, drafter),
    'files.not-found',
  );
});

test('what is wrong with a draft is said in time', async () => {
  const start = (over: Parameters<typeof decision>[0]) =>
    office.code(c.startDraft, { body: { draft: decision(over) } }, drafter);
  assert.equal(await start({ signerId: clerk.officerId }), 'documents.signer-unknown');
  assert.equal(await start({ signerId: otherChief.officerId }), 'documents.signer-unknown');
  assert.equal(await start({ recipients: [{ kind: 'agency', agencyId: newId() }] }), 'documents.recipient-unknown');
  assert.equal(await start({ recipients: [{ kind: 'agency', agencyId: endedId }] }), 'documents.recipient-unknown');
  assert.equal(
    await start({ recipients: [{ kind: 'officer', officerId: otherClerk.officerId }] }),
    'documents.recipient-unknown',
  );
  assert.equal(await start({ secrecy: 'secret' }), 'documents.secret-elsewhere');
  assert.equal(await start({ type: 'poem' as never }), 'platform.bad-input');
  assert.equal(await start({ subject: '' }), 'platform.bad-input');
  assert.equal(await start({ subject: 'a'.repeat(501) }), 'platform.bad-input');
  assert.equal(await start({ text: 'x'.repeat(200_001) }), 'platform.bad-input');
  assert.equal(await start({ text: 'chuông \u0007' }), 'platform.bad-input');
  assert.equal(
    await start({ recipients: Array.from({ length: 301 }, () => ({ kind: 'printed' as const, name: 'Như trên' })) }),
    'platform.bad-input',
  );
  assert.equal(await start({ answers: [newId()] }), 'documents.not-found');
  const submit = async (over: Parameters<typeof decision>[0]) => {
    const { id, version } = await office.draft(over);
    return office.code(c.submitDraft, { params: { id }, body: { version } }, drafter);
  };
  assert.equal(await submit({ recipients: [] }), 'documents.recipients-missing');
  assert.equal(await submit({ text: ' \n \n' }), 'documents.content-missing');
  assert.equal(await submit({ text: 'Kính gửi ông/bà 🎉' }), 'documents.unprintable');
});

test('hostile and huge text is printed as text', async () => {
  const hostile = '#import "/etc/passwd": * $x$ @a <script>alert(1)</script> \\ #{panic()} "quote" // note';
  const id = await office.outgoing('issued', {
    text: `${hostile}\n${'Đoạn văn dài. '.repeat(12_000)}`,
    subject: hostile.slice(0, 90),
    recipients: Array.from({ length: 300 }, (_, i) => ({ kind: 'printed' as const, name: `Nơi nhận ${i} #x` })),
  });
  const pdf = await office.bytes(file(id), clerk);
  assert.ok((await office.signing.verifyPdf(pdf)).valid);
  assert.ok((await textOf(pdf)).includes('#{panic()}'));
});

test('searching by number, subject and recipient needs no marks', async () => {
  await office.outgoing('issued', {
    subject: 'Về việc điều chỉnh đường đi bộ',
    recipients: [{ kind: 'agency', agencyId: justiceId }],
  });
  const find = async (q: string) => (await office.do(c.listOutgoing, { query: { q } }, clerk)).rows.length;
  assert.equal(await find('dieu chinh duong di bo'), 1);
  assert.equal(await find('ĐƯỜNG ĐI BỘ'), 1);
  assert.ok((await find('so tu phap')) > 0);
  assert.ok((await find('01/qd-ubnd')) >= 1);
  assert.equal(await find('%'), 0);
});

test('lists walk page by page, each document once', async () => {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: { rows: { id: string }[]; next: string | null } = await office.do(
      c.listOutgoing,
      { query: { limit: 4, ...(after ? { after } : {}) } },
      clerk,
    );
    seen.push(...page.rows.map((row) => row.id));
    after = page.next;
  } while (after);
  const all = await office.do(c.listOutgoing, { query: { limit: 200 } }, clerk);
  assert.deepEqual(
    seen,
    all.rows.map((row) => row.id),
  );
  assert.equal(await office.code(c.listOutgoing, { query: { after: 'x~y' } }, clerk), 'documents.not-found');
});
