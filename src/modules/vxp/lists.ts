import type { Waiting, Sending } from '#modules/exchange/index.ts';
import type { ProgramActor } from '#platform/access.ts';
import { vnDate, vnTime } from '#platform/time.ts';
import type { VxpDeps } from './deps.ts';
import type { Tables } from './tables.ts';

export interface Asked {
  messageType: 'edoc' | 'status';
  state: 'initial' | 'done' | 'fail';
  limit: number;
  offset: number;
  from?: Date;
  to?: Date;
}

const STATE_NAMES = { initial: 'Chưa xử lý', done: 'Đã xử lý', fail: 'Không xử lý được' } as const;

/** yyyy/MM/dd HH:mm:ss, Vietnam's time. */
const stamp = (at: Date): string =>
  `${vnDate(at).replaceAll('-', '/')} ${vnTime(at)}:${String(at.getUTCSeconds()).padStart(2, '0')}`;

export async function listReceived(deps: VxpDeps, asked: Asked, actor: ProgramActor) {
  const common = { serviceType: 'eDoc', messageType: asked.messageType };
  const said = { status: asked.state, status_desc: STATE_NAMES[asked.state] };
  if (asked.messageType === 'edoc') {
    const waiting = await deps.exchange.border.listWaiting(actor.agencyId, asked.state, asked);
    return waiting.map((one: Waiting) => ({
      docId: one.deliveryId,
      ...common,
      created_time: stamp(one.acceptedAt),
      updated_time: stamp(one.changedAt),
      from: one.senderCode,
      to: one.recipientCode,
      title: one.subject,
      ...said,
    }));
  }
  const own = await deps.directory.getAgency(actor.agencyId);
  const rows = await deps.database
    .of<Tables>()
    .selectFrom('vxp.status')
    .select(['id', 'from_agency_id', 'at', 'state_at'])
    .where('agency_id', '=', actor.agencyId)
    .where('state', '=', asked.state)
    .where('at', '>=', asked.from ?? new Date(0))
    .where('at', '<=', asked.to ?? new Date('9999-12-31'))
    .orderBy('at')
    .orderBy('id')
    .limit(asked.limit)
    .offset(asked.offset)
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      docId: row.id,
      ...common,
      created_time: stamp(row.at),
      updated_time: stamp(row.state_at),
      from: (await deps.directory.getAgency(row.from_agency_id)).code,
      to: own.code,
      ...said,
    })),
  );
}

/** What the agency has sent, one line for each copy, with both of its states. */
export async function listSent(deps: VxpDeps, asked: Asked, actor: ProgramActor) {
  const sent = await deps.exchange.border.listSending(actor.agencyId, asked);
  return sent.map((one: Sending) => ({
    senderDocId: one.consignmentId,
    receiverDocId: one.deliveryId,
    fromCode: one.senderCode,
    toCode: one.recipientCode,
    title: one.subject,
    notation: one.notation,
    sentTime: stamp(one.acceptedAt),
    receivedTime: one.transport === 'delivered' ? stamp(one.transportAt) : '',
    sendStatus: one.transport,
    sendStatusDesc: one.reason ?? '',
    receiveStatus: one.business ?? '',
    receiveStatusDesc: '',
    messageType: 'edoc',
    serviceType: 'eDoc',
  }));
}

export async function countStatuses({ database }: VxpDeps, agencyId: string): Promise<number> {
  const row = await database
    .of<Tables>()
    .selectFrom('vxp.status')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('agency_id', '=', agencyId)
    .where('state', '=', 'initial')
    .executeTakeFirstOrThrow();
  return Number(row.n);
}
