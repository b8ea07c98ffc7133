import type pg from 'pg';

const STEP = 50_000;

/**
 * Documents as they stand after a year: taken over, with one copy each that has arrived, the events of its way, its announcement and the
 * reference to its file. From a document that is there. Neither keys of other tables nor triggers are looked at meanwhile (the rows agree by
 * how they are made, and the statistics' waiting list would first have to be counted); all indexes are kept as they grow. Identifiers are
 * ordered by time, as those of a node are.
 */
export async function fillDocuments(client: pg.Client, consignmentId: string, documents: number): Promise<void> {
  const found = await client.query<{ id: string }>(
    "select id from platform.event where name = 'exchange.consignment-accepted@1' and payload->>'consignmentId' = $1",
    [consignmentId],
  );
  const announced = found.rows[0]?.id;
  await client.query('set session_replication_role = replica');
  for (let from = 0; from < documents; from += STEP) {
    const many = Math.min(STEP, documents - from);
    await client.query('begin');
    // What is filled need not outlive a power cut, and a checkpoint follows.
    await client.query('set local synchronous_commit = off');
    await client.query(
      `create temp table made on commit drop as
       select uuidv7() as id, uuidv7() as copy, nextval('exchange.consignment_seq_seq') as seq, n
       from generate_series($1::int, $2::int) n`,
      [from + 1, from + many],
    );
    await client.query(
      `insert into exchange.consignment (id, sender_agency_id, sender_key, sender_code, seq, kind, conversation, priority, envelope, digest,
         subject_search, notation, issued_on, receipt, accepted_at, accepted_from, expires_at)
       overriding system value
       select made.id, sender_agency_id, 'filled-' || made.n, sender_code, made.seq, kind, made.id, priority, envelope, digest, subject_search,
         notation, issued_on, receipt, accepted_at - made.n * interval '30 seconds', accepted_from, expires_at
       from exchange.consignment c, made where c.id = $1`,
      [consignmentId],
    );
    await client.query(
      `insert into exchange.delivery (id, consignment_id, seq, conversation, priority, sender_agency_id, recipient_agency_id, recipient_code,
         transport, transport_at, business, business_at, expires_at)
       select made.copy, made.id, made.seq, made.id, d.priority, d.sender_agency_id, d.recipient_agency_id, d.recipient_code,
         'delivered', d.transport_at, '01', d.transport_at, d.expires_at
       from exchange.delivery d, made where d.consignment_id = $1`,
      [consignmentId],
    );
    await client.query(
      `insert into exchange.delivery_event (id, delivery_id, at, machine, from_state, to_state, rule, actor)
       select uuidv7(), made.copy, e.at, step.machine, step.from_state, step.to_state, step.rule, e.actor
       from exchange.delivery_event e join exchange.delivery d on d.id = e.delivery_id and d.consignment_id = $1 and e.rule = 'accept', made,
         (values ('transport', null, 'queued', 'accept'), ('transport', 'queued', 'delivered', 'arrive'), ('business', null, '01', 'arrive'))
           as step (machine, from_state, to_state, rule)`,
      [consignmentId],
    );
    await client.query(
      `insert into platform.event (id, name, at, actor, payload)
       select made.id, e.name, e.at, e.actor, e.payload || jsonb_build_object('consignmentId', made.id)
       from platform.event e, made where e.id = $1`,
      [announced],
    );
    await client.query(
      `insert into files.keeping (file_id, reference, kept_at)
       select k.file_id, 'consignment:' || made.id, k.kept_at from files.keeping k, made where k.reference = 'consignment:' || $1::text`,
      [consignmentId],
    );
    await client.query('commit');
  }
  await client.query('reset session_replication_role');
  // What grew is counted and written out before anything is measured, as it would be on a node that has stood for a year.
  await client.query(
    'vacuum analyze exchange.consignment, exchange.delivery, exchange.delivery_event, platform.event, files.keeping',
  );
  await client.query('checkpoint');
}
