import type pg from 'pg';

/** Documents as they stand after a year: taken over, with one copy each that has arrived, and the events of its way. From a document that is there. */
export async function fillDocuments(client: pg.Client, consignmentId: string, documents: number): Promise<void> {
  const STEP = 50_000;
  for (let from = 0; from < documents; from += STEP) {
    const many = Math.min(STEP, documents - from);
    await client.query('begin');
    await client.query(
      `create temp table made on commit drop as
       select gen_random_uuid() as id, gen_random_uuid() as copy, n from generate_series($1::int, $2::int) n`,
      [from + 1, from + many],
    );
    await client.query(
      `insert into exchange.consignment (id, sender_agency_id, sender_key, sender_code, kind, conversation, priority, envelope, digest,
         subject_search, notation, issued_on, receipt, accepted_at, accepted_from, expires_at)
       select made.id, sender_agency_id, 'filled-' || made.n, sender_code, kind, made.id, priority, envelope, digest, subject_search, notation,
         issued_on, receipt, accepted_at - made.n * interval '30 seconds', accepted_from, expires_at
       from exchange.consignment c, made where c.id = $1`,
      [consignmentId],
    );
    await client.query(
      `insert into exchange.delivery (id, consignment_id, seq, conversation, priority, sender_agency_id, recipient_agency_id, recipient_code,
         transport, transport_at, business, business_at, expires_at)
       select made.copy, made.id, c.seq, made.id, d.priority, d.sender_agency_id, d.recipient_agency_id, d.recipient_code,
         'delivered', c.accepted_at, '01', c.accepted_at, d.expires_at
       from exchange.delivery d, made join exchange.consignment c on c.id = made.id where d.consignment_id = $1`,
      [consignmentId],
    );
    await client.query(
      `insert into exchange.delivery_event (id, delivery_id, at, machine, from_state, to_state, rule, actor)
       select gen_random_uuid(), made.copy, e.at, step.machine, step.from_state, step.to_state, step.rule, e.actor
       from exchange.delivery_event e join exchange.delivery d on d.id = e.delivery_id and d.consignment_id = $1 and e.rule = 'accept', made,
         (values ('transport', null, 'queued', 'accept'), ('transport', 'queued', 'delivered', 'arrive'), ('business', null, '01', 'arrive'))
           as step (machine, from_state, to_state, rule)`,
      [consignmentId],
    );
    await client.query('commit');
  }
  await client.query('vacuum analyze exchange.consignment, exchange.delivery, exchange.delivery_event');
}
