import { sql, type Transaction } from 'kysely';
import type { Actor } from '#platform/access.ts';
import { mayReport, type BusinessCode } from '../delivery/business.ts';
import type { ExchangeDeps } from '../deps.ts';
import { arrivedElsewhere, inPieces, statusReported } from '../events.ts';
import { INBOX_TOPIC } from '../live.ts';
import { heldOf, type DeliveryRow } from '../delivery/move-delivery.ts';
import type { Tables } from '../tables.ts';
import { moveTransport } from '../delivery/transport.ts';
import { conversationsGoOn } from './go-on.ts';
import { writeHops, type Hop } from './hops.ts';
import type { NewsMessage } from './messages.ts';
import { elsewhereOf } from './receive-news.ts';

type Step = Hop & { deliveryId: string };
type Recorded = Parameters<ExchangeDeps['evidence']['recordAll']>[1][number];

/**
 * The news that nearly all news is: taken over, arrived, and a status reported. It is reckoned here, and written for many copies in a few
 * statements: one by one, a document cost the node of origin three transactions and thirty statements. Everything else is
 * `receive-news.ts`, message by message.
 */
export class PlainNews {
  readonly #rows: Map<string, DeliveryRow>;
  readonly #changed = new Set<string>();
  readonly #steps: Step[] = [];
  readonly #records: Recorded[] = [];
  readonly #arrived: DeliveryRow[] = [];
  readonly #reported: { row: DeliveryRow; code: BusinessCode }[] = [];
  readonly #senders = new Set<string>();
  readonly #by: { peer: string; name: string; at: Date };

  /** @param rows the copies, held by the caller's transaction */
  constructor(rows: readonly DeliveryRow[], by: { peer: string; name: string; at: Date }) {
    this.#rows = new Map(rows.map((row) => [row.id, row]));
    this.#by = by;
  }

  get #actor(): Actor {
    return { kind: 'system', name: `node:${this.#by.peer}` };
  }

  /** @returns whether it was plain, and is taken */
  take(news: NewsMessage): boolean {
    const row = this.#rows.get(news.deliveryId);
    if (!row) return false;
    const took = news.machine === 'transport' ? this.#transport(row, news) : this.#business(row, news);
    if (took) this.#senders.add(row.sender_agency_id);
    return took;
  }

  #transport(row: DeliveryRow, { deliveryId, step }: NewsMessage): boolean {
    const said = this.#said(deliveryId, step);
    if (step.rule === 'receive') {
      if (row.transport === 'delivering' && row.peer !== this.#by.peer) return false;
      // A late acknowledgement where ours was lost on the way, or is still to be settled.
      if (row.transport === 'queued' || row.transport === 'held') this.#handOver(row);
      this.#steps.push({ ...said, machine: 'transport', from: step.from ?? null, to: step.to, rule: step.rule });
      return true;
    }
    if (step.rule !== 'arrive') return false;
    if (row.transport === 'delivered') return true;
    if (row.transport !== 'delivering' || moveTransport(row.transport, 'arrive') === undefined) return false;
    this.#steps.push({ ...said, machine: 'transport', from: row.transport, to: 'delivered', rule: 'arrive' });
    this.#change({ ...row, transport: 'delivered', transport_at: said.at, reason: step.note ?? null });
    this.#arrived.push(row);
    this.#records.push({
      kind: 'exchange.document-delivered',
      subject: `consignment:${row.consignment_id}`,
      actor: this.#actor,
      data: {
        node: this.#by.peer,
        deliveries: [{ deliveryId: row.id, recipientAgencyId: row.recipient_agency_id }],
      },
    });
    return true;
  }

  #handOver(row: DeliveryRow): void {
    const { peer, name, at } = this.#by;
    this.#steps.push({
      deliveryId: row.id,
      at,
      machine: 'transport',
      from: row.transport,
      to: 'delivering',
      rule: 'hand-over',
      node: null,
      note: name,
    });
    this.#change({ ...row, transport: 'delivering', transport_at: at, reason: name, peer });
  }

  #business(row: DeliveryRow, { deliveryId, step }: NewsMessage): boolean {
    const code = step.to as BusinessCode;
    if (row.business === code) return step.rule !== 'taken-back';
    const said = this.#said(deliveryId, step);
    if (step.rule === 'arrive' && code === '01') {
      if (row.business !== null) return true;
      this.#steps.push({ ...said, machine: 'business', from: null, to: code, rule: 'arrive' });
      this.#change({ ...row, business: code, business_at: said.at });
      return true;
    }
    if (step.rule !== 'report' || !mayReport({ code: row.business as BusinessCode | null, asked: null }, code))
      return false;
    this.#steps.push({ ...said, machine: 'business', from: row.business, to: code, rule: 'report' });
    this.#change({ ...row, business: code, business_at: said.at });
    this.#reported.push({ row, code });
    this.#records.push({
      kind: 'exchange.status-reported',
      subject: `consignment:${row.consignment_id}`,
      actor: this.#actor,
      data: { deliveryId: row.id, code },
    });
    return true;
  }

  #said(deliveryId: string, { at, node, note }: NewsMessage['step']) {
    return { deliveryId, at: new Date(at), node, ...(note ? { note } : {}) };
  }

  #change(row: DeliveryRow): void {
    this.#rows.set(row.id, row);
    this.#changed.add(row.id);
  }

  async write(deps: ExchangeDeps, trx: Transaction<Tables>): Promise<void> {
    const rows = [...this.#changed].flatMap((id) => this.#rows.get(id) ?? []);
    const of = <Value>(value: (row: DeliveryRow) => Value): Value[] => rows.map(value);
    if (rows.length > 0)
      await sql`
        update exchange.delivery d set transport = given.transport, transport_at = given.transport_at, reason = given.reason,
          peer = given.peer, business = given.business, business_at = given.business_at
        from unnest(${of(({ id }) => id)}::uuid[], ${of((row) => row.transport)}::text[], ${of((row) => row.transport_at.toISOString())}::timestamptz[],
          ${of((row) => row.reason)}::text[], ${of((row) => row.peer)}::text[], ${of((row) => row.business)}::text[],
          ${of((row) => row.business_at?.toISOString() ?? null)}::timestamptz[])
          as given (id, transport, transport_at, reason, peer, business, business_at)
        where d.id = given.id`.execute(trx);
    await writeHops(trx, this.#steps, { kind: 'system', name: `node:${this.#by.peer}` });
    await deps.evidence.recordAll(trx, this.#records);
    await this.#announce(deps, trx);
    await conversationsGoOn(deps, trx, this.#arrived);
    for (const agencyId of this.#senders) await deps.live.tell(trx, INBOX_TOPIC, agencyId);
  }

  async #announce(deps: ExchangeDeps, trx: Transaction<Tables>): Promise<void> {
    if (this.#arrived.length > 0)
      await deps.publishAll(
        trx,
        arrivedElsewhere,
        inPieces(this.#arrived.map((row) => elsewhereOf(heldOf(row), this.#by.peer))).map((arrivals) => ({
          payload: { arrivals },
          actor: { kind: 'system', name: 'exchange' },
        })),
      );
    if (this.#reported.length > 0)
      await deps.publishAll(
        trx,
        statusReported,
        this.#reported.map(({ row, code }) => ({
          payload: {
            deliveryId: row.id,
            consignmentId: row.consignment_id,
            senderAgencyId: row.sender_agency_id,
            recipientAgencyId: row.recipient_agency_id,
            code,
          },
          actor: this.#actor,
        })),
      );
    for (const { row } of this.#reported) await deps.live.tell(trx, INBOX_TOPIC, row.recipient_agency_id);
  }
}
