import { newId } from '#platform/id.ts';
import type { Log } from '#platform/log.ts';
import { sql } from 'kysely';
import type { Actor } from '#platform/access.ts';
import type { CounterDeps } from '../deps.ts';
import { type DossierRow, on } from '../dossier-row.ts';
import { tellOffice, type Trx } from './move-dossier.ts';
import { labelOf } from '../words.ts';

/**
 * An act or a certificate exists for a dossier on which no work should have been done. Nothing is undone by itself: the operators
 * find it in the log, the officers on top of the dossier's page, an inspector in the evidence.
 */
export async function raiseAlarm(
  trx: Trx,
  deps: CounterDeps,
  row: DossierRow,
  what: { actor: Actor; at: Date; happened: 'birth-registered' | 'certificate-issued'; actId: string; log: Log },
): Promise<void> {
  const { happened, actId } = what;
  what.log.error({ dossierId: row.id, state: row.state, actId, happened }, 'an act on a dossier that had ended');
  const text = `${happened === 'birth-registered' ? 'Việc khai sinh đã được ghi vào sổ hộ tịch' : 'Giấy khai sinh đã được cấp'} trong khi hồ sơ ở trạng thái “${labelOf(row.state, row.pausedFor).vi}”. Đề nghị báo lãnh đạo và công chức tư pháp – hộ tịch để xử lý theo quy định.`;
  await sql`insert into counter.note (id, dossier_id, at, officer_id, officer_name, text)
    values (${newId()}, ${row.id}, ${what.at}, null, 'Hệ thống', ${text})`.execute(on(trx));
  await tellOffice(trx, deps, row);
  await deps.evidence.record(trx, {
    kind: 'counter.act-on-ended-dossier',
    subject: `dossier:${row.id}`,
    actor: what.actor,
    purpose: 'Cảnh báo sai lệch giữa hồ sơ và sổ hộ tịch',
    data: { code: row.code, state: row.state, actId, happened },
  });
}
