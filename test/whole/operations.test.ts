import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { newId } from '#platform/id.ts';
import { isBinary, type Operation } from '#platform/operation.ts';
import { allProblems, type ProblemDocument } from '#platform/problem.ts';
import { writersAtOnce } from '#platform/web/answer-writers.ts';
import { startHouse, type WholeHouse } from './house.ts';

// Everything that the node serves, asked by somebody who may not.
let house: WholeHouse;
let operations: Operation[];
before(async () => {
  house = await startHouse({ worker: false });
  operations = house.node.process.web?.dispatcher.served().map((served) => served.operation) ?? [];
});
after(() => house?.close());

/** The operation's path with ids that belong to nothing, and a body of nothing. */
function asked(operation: Operation): [string, RequestInit] {
  const path = `/api${operation.path.replaceAll(/:\w+/g, () => newId())}`;
  const hasBody = operation.body !== undefined;
  return [
    path,
    {
      method: operation.method,
      ...(hasBody ? { headers: { 'content-type': 'application/json' }, body: '{}' } : {}),
    },
  ];
}

test('there is something to look at', () => {
  assert.ok(operations.length > 70, `${operations.length}`);
  const kinds = new Set(operations.map((one) => one.access.who));
  assert.deepEqual([...kinds].sort(), ['anyone', 'citizen', 'officer', 'signed-in']);
});

test('nobody passes the first gate of an operation that is not for everyone', async () => {
  for (const operation of operations) {
    const response = await house.anyone.fetch(...asked(operation));
    const text = await response.text();
    if (operation.access.who === 'anyone') {
      assert.notEqual(response.status, 403, operation.id);
      assert.ok(response.status < 500, `${operation.id}: ${response.status} ${text}`);
      continue;
    }
    assert.equal(response.status, 401, `${operation.id}: ${text}`);
    assert.equal((JSON.parse(text) as ProblemDocument).code, 'platform.not-signed-in', operation.id);
  }
});

test('a citizen is no officer and an officer no citizen; a right that was not given is not there', async () => {
  const { parent, officerId } = house.birth(0);
  const citizen = await house.as({ personalId: parent.personalId });
  const officer = await house.as({ officerId });
  const { rights } = JSON.parse(await (await officer.fetch('/api/identity/me')).text()) as { rights: string[] };
  for (const operation of operations) {
    const { access } = operation;
    const stranger = access.who === 'citizen' ? officer : access.who === 'officer' ? citizen : undefined;
    const callers = [stranger];
    if (access.who === 'officer' && access.right && !rights.includes(access.right)) callers.push(officer);
    for (const caller of callers.filter((one) => one !== undefined)) {
      const response = await caller.fetch(...asked(operation));
      const problem = (await response.json()) as ProblemDocument;
      assert.equal(response.status, 403, `${operation.id}: ${JSON.stringify(problem)}`);
      assert.equal(problem.code, 'platform.not-allowed', operation.id);
    }
  }
});

test('an operation for somebody signed in answers nonsense with a problem, never with a failure of ours', async () => {
  const { parent, officerId } = house.birth(0);
  const callers = [await house.as({ personalId: parent.personalId }), await house.as({ officerId })];
  for (const operation of operations.filter((one) => one.id !== 'identity.sign-out'))
    for (const caller of callers) {
      const response = await caller.fetch(...asked(operation));
      const text = await response.text();
      assert.ok(response.status < 500, `${operation.id}: ${response.status} ${text}`);
      if (response.status >= 400)
        assert.match(response.headers.get('content-type') ?? '', /problem\+json/, operation.id);
    }
});

test('every answer can be written by its shape', () => {
  // A node makes what writes an answer when it is first given; a shape that cannot be is to be seen before.
  const compile = writersAtOnce({}, {});
  for (const operation of operations.filter((one) => !isBinary(one)))
    assert.doesNotThrow(
      () => compile({ schema: operation.answer, url: operation.path, method: operation.method, httpStatus: '200' }),
      operation.id,
    );
});

test('every refusal that a contract names is declared, and belongs to the room or to one below it', () => {
  const declared = new Set(allProblems().map(({ code }) => code));
  for (const operation of operations)
    for (const code of operation.problems ?? []) assert.ok(declared.has(code), `${operation.id} names ${code}`);
});

test('every refusal is a whole, courteous sentence in both languages', async () => {
  const banned = {
    vi: /không hợp lệ|xin lỗi|rất tiếc|bị cấm|thất bại/iu,
    en: /\b(invalid|forbidden|sorry|oops|illegal)\b/iu,
  };
  const problems = allProblems();
  assert.ok(problems.length > 60, `${problems.length}`);
  for (const { code, text } of problems)
    for (const locale of ['vi', 'en'] as const) {
      const sentence = text[locale].replaceAll('văn bản xin lỗi', '');
      assert.ok(sentence.trim(), `${code} says nothing in ${locale}`);
      assert.equal(sentence, sentence.normalize('NFC'), `${code} is not NFC`);
      assert.doesNotMatch(sentence, banned[locale], `${code} (${locale}): ${sentence}`);
      assert.ok(text.status >= 400 && text.status < 600, code);
      // Where a reason is filled in at the end, the full stop comes with it.
      assert.match(sentence, /([.?!…]|\{\w+\})$/, `${code} (${locale}) is no sentence: ${sentence}`);
    }
  for (const { code } of problems) {
    const response = await house.anyone.fetch(`/api/problems/${code}`);
    assert.equal(response.status, 200, `${code} is not explained`);
  }
});

/** The apology that an office owes for lateness has this name, and a signature is or is not «hợp lệ». */
const TERMS_OF_LAW = /(văn bản|thư|phiếu) xin lỗi|broken: \{ vi: 'Không hợp lệ'/giu;

test('nothing that is said on a page or in a refusal scolds, or says that it cannot be helped', () => {
  const found: string[] = [];
  let looked = 0;
  for (const folder of ['src', 'seeds'])
    for (const file of readdirSync(new URL(`../../${folder}/`, import.meta.url), {
      recursive: true,
      encoding: 'utf8',
    })) {
      if (!/\.(ts|tsx|typ)$/.test(file) || /(^|[/\\])test[/\\]/.test(file)) continue;
      looked++;
      for (const line of readFileSync(new URL(`../../${folder}/${file}`, import.meta.url), 'utf8').split('\n'))
        if (/không hợp lệ|xin lỗi|rất tiếc/iu.test(line.replaceAll(TERMS_OF_LAW, '')))
          found.push(`${folder}/${file}: ${line.trim()}`);
    }
  assert.ok(looked > 300, `${looked} files`);
  assert.deepEqual(found, []);
});

interface Document {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<
    string,
    Record<
      string,
      {
        operationId?: string;
        parameters?: { in: string; name: string; required?: boolean }[];
        responses?: Record<string, unknown>;
      }
    >
  >;
}

test('the OpenAPI document is a 3.1 document of exactly what is served', async () => {
  const response = await house.anyone.fetch('/api/openapi.json');
  assert.equal(response.status, 200);
  const text = await response.text();
  const document = JSON.parse(text) as Document;
  assert.match(document.openapi, /^3\.1\.\d+$/);
  assert.ok(document.info.title && document.info.version);

  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, value]) => ({ path, method: method.toUpperCase(), ...value })),
  );
  const ids = described.map((one) => one.operationId);
  assert.deepEqual(
    ids.filter((id) => id === undefined),
    [],
    'an operation without a name',
  );
  assert.equal(new Set(ids).size, ids.length, 'operation ids are unique');
  const served = new Set(operations.map((one) => one.id));
  for (const id of served) assert.ok(ids.includes(id), `${id} is not described`);

  for (const { path, method, parameters = [], responses = {} } of described) {
    assert.match(path, /^\/api\//);
    const url = path.replaceAll(/\{(\w+)\}/g, ':$1');
    assert.ok(house.node.process.web?.fastify.hasRoute({ method, url }), `${method} ${path} is not served`);
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    const declared = parameters.filter((one) => one.in === 'path');
    assert.deepEqual(declared.map((one) => one.name).sort(), named, `${method} ${path}: parameters`);
    assert.ok(
      declared.every((one) => one.required === true),
      `${method} ${path}: path parameters are required`,
    );
    assert.ok(Object.keys(responses).length > 0, `${method} ${path}: no answer described`);
    assert.ok(
      Object.keys(responses).every((status) => /^([1-5]\d\d|default)$/.test(status)),
      `${method} ${path}`,
    );
  }

  for (const [, reference] of text.matchAll(/"\$ref":"([^"]+)"/g)) {
    assert.match(reference ?? '', /^#\//, 'references stay in the document');
    let at: unknown = document;
    for (const key of (reference ?? '').slice(2).split('/'))
      at = (at as Record<string, unknown> | undefined)?.[key.replaceAll('~1', '/').replaceAll('~0', '~')];
    assert.ok(at !== undefined, `${reference} points to nothing`);
  }
});

test('what answers is only what is described: unknown paths and methods are refused as problems', async () => {
  for (const [path, init] of [
    ['/api/nothing', {}],
    ['/api/counter/dossiers', { method: 'PATCH' }],
    ['/api/counter/dossiers', { method: 'PROPFIND' }],
    ['/api/%E0%A4%A', {}],
    ['/api/counter/drafts/../../identity/me', {}],
  ] as const) {
    const response = await house.anyone.fetch(path, init);
    const text = await response.text();
    assert.ok(response.status >= 400 && response.status < 500, `${path}: ${response.status}`);
    assert.doesNotMatch(text, /\bat .*\.(ts|js):\d+/, 'a stack was shown');
  }
});
