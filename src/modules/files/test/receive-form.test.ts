import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PageApi } from '#platform/web/api.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import { receiveFile } from '../contract.ts';
import { createFiles } from '../index.ts';
import { receiveForm } from '../ui/parts/receive-form.ts';
import { citizenOf } from './people.ts';
import { pdfOf, photo, program } from './samples.ts';

const mai = citizenOf('Lò Thị Mai');
let node: TestNode;

before(async () => {
  node = await startNode({ build: (deps) => [createFiles(deps)] });
});
after(() => node.close());

/** What a page's action is given, carried out over HTTP. */
function pageApi(): PageApi {
  return {
    actor: mai,
    locale: 'vi',
    requestId: 'r',
    nonce: '',
    publicUrl: node.url,
    call: () => Promise.reject(new Error('not used here')),
    try: (operation, ...[input]) => node.call(operation, input ?? ({} as never), mai),
    setCookie: () => undefined,
    openedIn: () => undefined,
    postOfForms: () => '',
    operations: () => [],
    secureCookies: false,
    report: () => undefined,
    allowFormTo: () => undefined,
  };
}

function requestWith(form: FormData): Request {
  return new Request('http://node.test/nop-ho-so/1/giay-chung-sinh', { method: 'POST', body: form });
}

test("a page's form gives its text, its stored files and what was refused with the reason", async () => {
  const form = new FormData();
  form.append('version', '7');
  form.append('giay', new Blob([new Uint8Array(await photo())]), 'Ảnh giấy.jpg');
  form.append('giay', new Blob([new Uint8Array(program())]), 'giay-chung-sinh.pdf');
  form.append('khac', new Blob([new Uint8Array(await pdfOf(1))]), 'đơn.pdf');
  form.append('trong', new Blob([]), '');
  const received = await receiveForm(requestWith(form), pageApi(), { maxFiles: 4 });
  assert.deepEqual(received.fields, { version: '7' });
  assert.deepEqual(
    received.files.map(({ field, file }) => [field, file.name, file.type, file.owner]),
    [
      ['giay', 'Ảnh giấy.jpg', 'image/jpeg', mai.accountId],
      ['khac', 'đơn.pdf', 'application/pdf', mai.accountId],
    ],
  );
  assert.deepEqual(
    received.refused.map(({ field, name, problem }) => [field, name, problem.code]),
    [['giay', 'giay-chung-sinh.pdf', 'files.type-not-accepted']],
  );
  assert.match(received.refused[0]?.problem.title ?? '', /không phải là ảnh chụp hay PDF/);
});

test('too many files, or a form that broke off, is one refusal without a name and nothing is stored', async () => {
  const form = new FormData();
  for (let n = 0; n < 5; n += 1) form.append('giay', new Blob([new Uint8Array(await pdfOf(1))]), `${n}.pdf`);
  const many = await receiveForm(requestWith(form), pageApi(), { maxFiles: 4 });
  assert.deepEqual(
    many.refused.map(({ name, problem }) => [name, problem.code]),
    [['', 'files.too-many']],
  );
  const broken = await receiveForm(
    new Request('http://node.test/', {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\nContent-Disposition: form-data; name="giay"; filename="a.pdf"\r\n\r\n%PDF-1.7 nửa',
    }),
    pageApi(),
    { maxFiles: 4 },
  );
  assert.deepEqual(
    broken.refused.map(({ problem }) => problem.code),
    ['files.upload-failed'],
  );
  assert.deepEqual([many.files.length, broken.files.length], [0, 0]);
  const { rows } = await node.database.pool.query("select count(*) as n from files.file where name ~ '^[0-4].pdf'");
  assert.equal(Number(rows[0].n), 0);
});

test('the size limit of the question is kept beside that of the node', async () => {
  const form = new FormData();
  form.append('giay', new Blob([new Uint8Array(20_000)]), 'a.pdf');
  const received = await receiveForm(requestWith(form), pageApi(), { maxFiles: 1, maxBytes: 10_000 });
  assert.deepEqual(
    received.refused.map(({ problem }) => problem.code),
    ['files.too-large'],
  );
  const whole = await node.call(receiveFile, { body: { name: 'a.pdf', content: '' } }, mai);
  assert.ok(!whole.ok && whole.problem.code === 'files.empty');
});
