import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import { sendConsignment } from '#modules/exchange/contract.ts';
import { PreparedClient } from '#platform/database/prepared-client.ts';
import { agencies, huong, letter, newKey, openAxis, type Axis } from './axis.ts';

/** A document is looked for by the name that its sender gave it, among many of the same sender and the same recipient. */
let axis: Axis;
before(async () => (axis = await openAxis()));
after(() => axis?.close());

const MANY = 20_000;
const documentId = 'H55.101,2026/11/23,“số” 7\\8/UBND-HT';

test('a document is found by its DocumentId through an index, whoever asks, and only under the very name', async () => {
  const { pool } = axis.node.database;
  const given = letter({ to: ['G15'] });
  const envelope = { ...given, document: { ...given.document, documentId } };
  const sent = await axis.node.call(sendConsignment, { body: { key: newKey(), envelope } }, huong);
  assert.ok(sent.ok, JSON.stringify(sent));
  const { consignmentId } = sent.answer;
  await axis.node.runJobs();
  // As many others of the same two agencies, copied from the first under names of their own.
  await pool.query(
    `insert into exchange.consignment (id, sender_agency_id, sender_key, sender_code, kind, conversation, priority, envelope, digest,
       subject_search, notation, issued_on, receipt, accepted_at, accepted_from, expires_at)
     select gen_random_uuid(), c.sender_agency_id, 'n-' || n, c.sender_code, c.kind, c.conversation, c.priority,
       replace(c.envelope, '/UBND-HT"', '/UBND-' || n || '"'), c.digest, c.subject_search, c.notation, c.issued_on, c.receipt, c.accepted_at,
       c.accepted_from, c.expires_at
     from exchange.consignment c, generate_series(1, $2::int) as n where c.id = $1`,
    [consignmentId, MANY],
  );
  await pool.query(
    `insert into exchange.delivery (id, consignment_id, seq, conversation, priority, sender_agency_id, recipient_agency_id, recipient_code,
       transport, transport_at, expires_at)
     select gen_random_uuid(), c.id, c.seq, c.conversation, c.priority, c.sender_agency_id, $1, 'G15', 'delivered', c.accepted_at, c.expires_at
     from exchange.consignment c where c.sender_key like 'n-%'`,
    [agencies.ministry.id],
  );
  await pool.query('analyze exchange.consignment, exchange.delivery');

  const { border } = axis.exchange;
  assert.deepEqual(await border.sentUnder(agencies.ducXuan.id, documentId), [
    { consignmentId, recipientIds: new Set([agencies.ministry.id]) },
  ]);
  const deliveryId = await border.hadUnder(agencies.ministry.id, documentId);
  assert.ok(deliveryId);
  assert.equal(await border.hadUnder(agencies.ministry.id, documentId, agencies.ducXuan.id), deliveryId);
  assert.equal(await border.hadUnder(agencies.ministry.id, documentId, agencies.tanTrao.id), undefined);
  assert.deepEqual(await border.sentUnder(agencies.tanTrao.id, documentId), []);
  assert.deepEqual(await border.sentUnder(agencies.ducXuan.id, documentId.replace('7', '_')), []);

  const plans = await plansOf(async () => {
    await border.sentUnder(agencies.ducXuan.id, documentId);
    await border.hadUnder(agencies.ministry.id, documentId);
    await border.hadUnder(agencies.ministry.id, documentId, agencies.ducXuan.id);
  });
  assert.equal(plans.length, 3);
  for (const plan of plans) {
    assert.match(plan, /consignment_document_id/, plan);
    assert.doesNotMatch(plan, /Seq Scan/, plan);
  }
});

/** The plans of the very statements that the border makes. */
async function plansOf(work: () => Promise<void>): Promise<string[]> {
  const statements: { text: string; values: unknown[] }[] = [];
  const { pool } = axis.node.database;
  const { query } = PreparedClient.prototype;
  const noted = mock.method(PreparedClient.prototype, 'query', function noted(this: PreparedClient, ...all: unknown[]) {
    const [text, values] = all;
    if (typeof text === 'string' && text.includes('document,documentId') && Array.isArray(values))
      statements.push({ text, values });
    return query.apply(this, all);
  });
  try {
    await work();
  } finally {
    noted.mock.restore();
  }
  const plans = [];
  for (const { text, values } of statements) {
    const { rows } = await pool.query<Record<'QUERY PLAN', string>>(`explain ${text}`, values);
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
  }
  return plans;
}
