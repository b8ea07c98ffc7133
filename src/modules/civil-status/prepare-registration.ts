import type { OfficerActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import type { FieldProblem } from '#platform/problem.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { vnDate } from '#platform/time.ts';
import { checkEntry, isPrintable } from './check-entry.ts';
import type { Doors, HandledDossier } from './doors.ts';
import { differencesOf, entryFromAnswers, tidyEntry, type BirthEntry, type EntryDifference } from './entry.ts';
import { civilStatusProblem } from './errors.ts';
import { choicesOf, lastDayBeforeMergers, printedOf, type Printed } from './printed.ts';
import { signerFor, type Signer } from './signers.ts';

export type Registration = {
  dossierId: string;
  entry: BirthEntry;
  /** Why a similar act of the same mother and day is another child (twins). */
  similarReason?: string;
  /** Who signs the certificate; the chairperson, or who else is proposed first, when absent. */
  signerOfficerId?: string;
  note?: string;
};

type Tools = PlatformDeps & Pick<Doors, 'directory' | 'procedures'>;

/** A registration with everything that others know about it. */
export type Prepared = {
  actId: string;
  entry: BirthEntry;
  differences: EntryDifference[];
  printed: Printed;
  dossier: HandledDossier;
  officer: OfficerActor;
  signer: Signer;
  area: { code: string; provinceCode: string; formerProvinceCode: string | null };
  similarReason: string | null;
  note: string | null;
  now: Date;
  today: string;
};

/** All that is read from others and checked, before the transaction: inside it no other room is waited for. */
export async function prepareRegistration(
  tools: Tools,
  registration: Registration,
  dossier: HandledDossier,
  officer: OfficerActor,
): Promise<Prepared> {
  const now = tools.clock.now();
  const today = vnDate(now);
  const entry = tidyEntry(registration.entry);
  const area = await registrationArea(tools, officer.agencyId, today);
  const choices = await choicesOf(tools.procedures, dossier.procedureVersionId);
  const { printed, unknownPlaces } = await printedOf(
    entry,
    { agencyId: officer.agencyId, agencyArea: area.code, today, choices },
    tools.directory,
  );
  const fields: FieldProblem[] = [
    ...checkEntry(entry, today),
    ...unknownPlaces.map((path) => ({
      path,
      code: 'unknown-place',
      vi: 'Không có đơn vị hành chính mang mã này. Chọn lại từ danh sách',
      en: 'No administrative unit has this code. Choose from the list again',
    })),
  ];
  if (!isPrintable(registration.note ?? '')) {
    fields.push({
      path: 'note',
      code: 'strange-characters',
      vi: 'Bỏ các ký tự không in được trong ghi chú',
      en: 'Remove the characters that cannot be printed from the note',
    });
  }
  if (fields.length > 0) throw civilStatusProblem('entry-incorrect', { fields });
  return {
    actId: newId(),
    entry,
    differences: differencesOf(entryFromAnswers(dossier.answers), entry),
    printed,
    dossier,
    officer,
    signer: await signerFor(tools, registration.signerOfficerId, officer, today),
    area,
    similarReason: registration.similarReason?.trim() || null,
    note: registration.note?.trim() || null,
    now,
    today,
  };
}

/** The commune of the registering agency today, and the province it belonged to before the mergers of 2025. */
async function registrationArea(tools: Tools, agencyId: string, today: string): Promise<Prepared['area']> {
  const agency = await tools.directory.getAgency(agencyId);
  const area = agency.areaCode ? await tools.directory.findArea(agency.areaCode, today) : undefined;
  if (!area?.provinceCode || area.code.length !== 5) throw civilStatusProblem('place-unknown');
  // Every commune of today kept the code of one of the communes it was made from, so the same code leads to its past.
  const former = await tools.directory.findArea(area.code, lastDayBeforeMergers);
  return { code: area.code, provinceCode: area.provinceCode, formerProvinceCode: former?.provinceCode ?? null };
}
