/**
 * Makes the signed birth certificate of an act and announces it: at most one per act, whatever crashes or runs twice.
 *
 * Typesetting, signing and storing happen outside a transaction, because other rooms do them. The row in
 * `birth_certificate` decides which file is the certificate; it commits together with the announcement. A file made by a
 * run that died before that is kept by nothing and swept away.
 */
import { readFileSync } from 'node:fs';
import type { Transaction } from 'kysely';
import { HOUSE_RULES } from '#modules/files/index.ts';
import { qrSvg } from '#platform/pdf/qr.ts';
import { typeset } from '#platform/pdf/typeset.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { certificateData, printedOfAct } from './certificate-data.ts';
import type { Doors } from './doors.ts';
import { certificateIssued } from './events.ts';
import { findAct, type FullAct } from './queries.ts';
import { actNumber } from './register-book.ts';
import type { Tables } from './tables.ts';

const template = readFileSync(new URL('giay-khai-sinh.typ', import.meta.url), 'utf8');

type Tools = PlatformDeps & Pick<Doors, 'files' | 'signing'>;

/** Does nothing where the act has no number yet (the number's event brings the job back). */
export async function issueCertificate(tools: Tools, actId: string): Promise<void> {
  const db = tools.database.of<Tables>();
  const act = await findAct(db, actId);
  if (!act?.personal_id) return;
  const fileId = (await announcedFile(tools, actId)) ?? (await makeAndAnnounce(tools, act));
  // Also where an earlier run announced the file and died before this line: keeping twice changes nothing.
  await tools.files.keep([fileId], act.applicant_account_id, `dossier:${act.dossier_id}`);
  await tools.files.shareWith(fileId, act.agency_id);
}

async function announcedFile(tools: Tools, actId: string): Promise<string | undefined> {
  const row = await tools.database
    .of<Tables>()
    .selectFrom('civil_status.birth_certificate')
    .select('file_id')
    .where('act_id', '=', actId)
    .executeTakeFirst();
  return row?.file_id;
}

/** @returns the file that is the certificate: the one made here, or another run's that was first */
async function makeAndAnnounce(tools: Tools, act: FullAct): Promise<string> {
  const name = `Giay-khai-sinh-${actNumber(act).replace('/', '-')}.pdf`;
  const signed = await makeCertificate(tools, act);
  const stored = await tools.files.receive(signed, { name, owner: act.applicant_account_id, rules: HOUSE_RULES });
  const mine = await tools.database.transaction<Tables, boolean>(async (trx) => {
    const inserted = await trx
      .insertInto('civil_status.birth_certificate')
      .values({
        act_id: act.id,
        file_id: stored.id,
        file_name: name,
        sha256: stored.sha256,
        issued_at: tools.clock.now(),
      })
      .onConflict((conflict) => conflict.column('act_id').doNothing())
      .returning('act_id')
      .executeTakeFirst();
    if (inserted) await announce(tools, trx, act, { id: stored.id, name });
    return inserted !== undefined;
  });
  return mine ? stored.id : ((await announcedFile(tools, act.id)) ?? stored.id);
}

async function announce(
  tools: Tools,
  trx: Transaction<Tables>,
  act: FullAct,
  file: { id: string; name: string },
): Promise<void> {
  await tools.publish(trx, certificateIssued, {
    actId: act.id,
    dossierId: act.dossier_id,
    fileId: file.id,
    fileName: file.name,
    result: {
      vi: `Giấy khai sinh số ${actNumber(act)}, có chữ ký số`,
      en: `Birth certificate no. ${actNumber(act)}, digitally signed`,
    },
  });
  await tools.live.tell(trx, 'civil-status.birth', act.dossier_id);
}

/** Where whoever holds the paper can check it, without and with its code. */
export function checkAddress(publicUrl: string, code?: string): string {
  const address = `${publicUrl}/tra-cuu/giay-khai-sinh`;
  return code ? `${address}?so=${code}` : address;
}

async function makeCertificate(tools: Tools, act: FullAct): Promise<Buffer> {
  const signedAt = tools.clock.now();
  const { publicUrl } = tools.config;
  const pdf = await typeset({
    template,
    data: certificateData(act, { signedAt, checkAddress: checkAddress(publicUrl) }),
    assets: { 'qr.svg': await qrSvg(checkAddress(publicUrl, act.verification_code)) },
    title: `Giấy khai sinh số ${actNumber(act)}`,
    author: printedOfAct(act).agency,
    at: act.registered_at,
  });
  return tools.signing.signPdf(pdf, {
    agencyId: act.agency_id,
    agencyName: printedOfAct(act).agency,
    signerName: act.signer_name,
    signerPosition: act.signer_position,
    reason: `Cấp giấy khai sinh số ${actNumber(act)}`,
    location: printedOfAct(act).registrationPlace,
    at: signedAt,
  });
}
