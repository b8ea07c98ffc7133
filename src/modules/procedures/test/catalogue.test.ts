import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { lifeEventCode } from '#seeds/national/life-events.ts';
import { birthRegistration, nationalCatalogue } from '#seeds/national/index.ts';
import { toNationalRecord } from '../national-record.ts';
import { recordFaults } from '../record-faults.ts';
import { RecordShape } from '../shapes.ts';
import type { ProcedureRecord } from '../types.ts';

const { procedures, lifeEvents } = nationalCatalogue;

/** Every Vietnamese and English text of a value, with its place. */
function textsOf(value: unknown, path = ''): { path: string; vi: string; en: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('vi' in value && 'en' in value) return [{ path, vi: String(value.vi), en: String(value.en) }];
  return Object.entries(value).flatMap(([key, part]) => textsOf(part, `${path}/${key}`));
}

test('every record is sound, and every code is there once', () => {
  for (const record of procedures) assert.deepEqual(recordFaults(record), [], record.code);
  const codes = procedures.map((record) => record.code);
  assert.equal(new Set(codes).size, codes.length);
  assert.ok(codes.length >= 30);
});

test('every record could be saved as a draft: it fits the contract', () => {
  const ajv = new Ajv({ strict: false });
  formats.default(ajv);
  const validate = ajv.compile(RecordShape);
  for (const record of procedures) assert.ok(validate(record), `${record.code} ${JSON.stringify(validate.errors)}`);
});

test('a procedure that cannot be filed here says so, and says that it is a summary', () => {
  for (const record of procedures) {
    assert.equal(record.form === null, record.level === 'information', record.code);
    assert.equal(record.checked === 'summary', record.form === null, record.code);
  }
});

test('11 life events of citizens and 11 of businesses, whose procedures exist', () => {
  const codes = new Set(procedures.map((record) => record.code));
  for (const kind of ['citizen', 'business'] as const) {
    assert.equal(lifeEvents.filter((event) => event.kind === kind).length, 11);
  }
  for (const event of lifeEvents) {
    for (const code of event.procedureCodes) assert.ok(codes.has(code), `${event.code}: ${code}`);
  }
});

test('the codes of life events follow the pattern of the four that are known', () => {
  assert.equal(lifeEventCode('Hưu trí'), 'HUUTRI');
  assert.equal(lifeEventCode('Người thân qua đời'), 'NGUOITHANQUADOI');
  assert.equal(lifeEventCode('Giải quyết khiếu kiện'), 'GIAIQUYETKHIEUKIEN');
  assert.equal(lifeEventCode('Khởi sự kinh doanh'), 'KHOISUKINHDOANH');
  assert.equal(lifeEventCode('Điện lực, nhà ở, đất đai'), 'DIENLUCNHAODATDAI');
});

test('every text is NFC, in both languages, without a double space or a forgotten placeholder', () => {
  for (const { path, vi, en } of [...procedures, ...lifeEvents].flatMap((one) => textsOf(one, one.code))) {
    for (const text of [vi, en]) {
      assert.equal(text, text.normalize('NFC'), path);
      assert.doesNotMatch(text, / {2}|undefined|NaN|\$\{/, path);
    }
    assert.equal(vi === '', en === '', path);
  }
});

test('birth registration: due the same day, 15:00, free on time, its paper asked for by the form', () => {
  assert.equal(birthRegistration.sameDayCutoff, '15:00');
  for (const way of birthRegistration.filingWays) {
    assert.deepEqual(way.limit, { unit: 'same-day' });
    assert.equal(way.fees[0]?.amount, 0);
  }
  const paper = birthRegistration.form?.pages.flatMap((page) => page.fields).find((field) => field.paper);
  assert.equal(paper?.paper?.component, 'KS-GCS');
  for (const component of birthRegistration.components) assert.ok(component.why.vi.length > 10, component.code);
});

test('the national view keeps the structure and loses nothing', () => {
  for (const record of procedures) {
    const national = toNationalRecord(record);
    assert.equal(national.MATTHC, record.code);
    assert.equal(
      national.TRINHTUTHUCHIEN.flatMap((group) => group.TRINHTU).length,
      record.steps.flatMap((group) => group.steps).length,
    );
    assert.equal(national.THANHPHANHOSO.flatMap((group) => group.GIAYTO).length, record.components.length);
    assert.deepEqual(
      national.CACHTHUCTHUCHIEN.map((way) => way.KENH),
      record.filingWays.map((way) => ({ inPerson: 1, online: 2, publicPost: 3 })[way.channel]),
    );
    // Through JSON and back, as a partner would receive it.
    const received = JSON.parse(JSON.stringify(national)) as { MORONG: ProcedureRecord };
    assert.deepEqual(received.MORONG, JSON.parse(JSON.stringify(record)));
  }
  const limits = toNationalRecord(birthRegistration).CACHTHUCTHUCHIEN[0]?.THOIGIAN[0];
  assert.deepEqual([limits?.THOIGIANGIAIQUYET, limits?.DONVITINH], [1, 'Ngày làm việc']);
});

test('faults are named before publication', () => {
  const faults = (change: Partial<ProcedureRecord>) =>
    recordFaults({ ...birthRegistration, ...change }).map((fault) => fault.path);
  assert.deepEqual(faults({ code: '9.1' }), ['/code']);
  assert.deepEqual(faults({ steps: [], results: [] }), ['/steps', '/results']);
  assert.deepEqual(faults({ components: [] }), ['/form']);
  assert.deepEqual(faults({ handlerPath: '/can-bo' }), ['/handlerPath']);
  assert.deepEqual(faults({ filingWays: birthRegistration.filingWays.slice(1) }), ['/filingWays']);
});
