/** What the officer needs beside the birth notification: the parent's answers, what the registers say of them, the lists. */
import type { OfficerActor } from '#platform/access.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { isDate, vnDate } from '#platform/time.ts';
import { assertOwnDossier, assertReady } from './access.ts';
import type { Doors, HandledDossier } from './doors.ts';
import { entryFromAnswers, type EntryDifference, type EntryKey } from './entry.ts';
import { birthLegalBasis } from './legal.ts';
import { choicesOf, lastDayBeforeMergers, placeName, type Choices } from './printed.ts';
import { differencesOfAct, findActOfDossier, type ActLine } from './queries.ts';
import { actNumber } from './register-book.ts';
import { signersOf, type Signer } from './signers.ts';
import { actsOfMother, type SimilarAct } from './similar-acts.ts';
import type { Tables } from './tables.ts';

type Place = { code: string; name: string };
type Filed = Partial<Record<EntryKey, string>>;

export type PreparedEntry = {
  dossier: { id: string; code: string; state: string };
  filed: Filed;
  /** Certified extracts that the applicant asks for; this software only shows the wish. */
  copies: number;
  papers: { fileId: string; name: string; type: string }[];
  choices: Choices;
  /** Places named in the dossier first, then the communes of the agency's province, then all provinces. */
  places: Place[];
  /** Who may sign, the one who is proposed first. */
  signers: Signer[];
  /** What the population register says of the parents' numbers; absent where no number was given. */
  parents: { role: 'mother' | 'father'; found: boolean; differs: string[] }[];
  /** Acts of the same mother and birth date. */
  sameMother: { number: string; childFullName: string; registeredOn: string }[];
  /** Set once the birth is registered. */
  act: ActLine | null;
  differences: EntryDifference[];
};

/** @throws civil-status.other-agency, .dossier-not-ready, .not-a-birth */
export async function prepareEntry(
  tools: PlatformDeps & Doors,
  dossierId: string,
  officer: OfficerActor,
): Promise<PreparedEntry> {
  const dossier = await tools.counter.getDossierForHandling(dossierId, officer);
  assertOwnDossier(officer, dossier);
  const db = tools.database.of<Tables>();
  const act = (await findActOfDossier(db, dossier.id)) ?? null;
  if (!act) assertReady(officer, dossier);
  const today = vnDate(tools.clock.now());
  const filed = entryFromAnswers(dossier.answers);
  const [choices, places, signers, parents] = await Promise.all([
    choicesOf(tools.procedures, dossier.procedureVersionId),
    placesFor(tools, filed, officer.agencyId, today),
    signersOf(tools, officer.agencyId, today),
    act ? [] : compareParents(tools, filed, dossier, officer),
  ]);
  const others = act ? [] : await othersOfMother(tools, filed, dossier, officer);
  return {
    dossier: { id: dossier.id, code: dossier.code, state: dossier.state },
    filed,
    copies: dossier.copies ?? 0,
    papers: dossier.papers.map(({ fileId, name, type }) => ({ fileId, name, type: type ?? '' })),
    choices,
    places,
    signers,
    parents,
    sameMother: others.map((other) => ({
      number: actNumber(other),
      childFullName: other.childFullName,
      registeredOn: other.registeredOn,
    })),
    act,
    differences: act ? await differencesOfAct(db, act.actId) : [],
  };
}

/** Acts of the same mother and day, also of other agencies: a disclosure, recorded with the reading. */
async function othersOfMother(
  { database, evidence }: PlatformDeps & Doors,
  filed: Filed,
  dossier: HandledDossier,
  officer: OfficerActor,
): Promise<SimilarAct[]> {
  const { motherFullName, childBirthDate } = filed;
  if (!motherFullName || !childBirthDate || !isDate(childBirthDate)) return [];
  return database.transaction<Tables, SimilarAct[]>(async (trx) => {
    const acts = await actsOfMother(trx, { ...filed, motherFullName, childBirthDate });
    if (acts.length > 0) {
      await evidence.record(trx, {
        kind: 'civil-status.register-read',
        subject: `dossier:${dossier.id}`,
        actor: officer,
        purpose: 'Kiểm tra trẻ đã được đăng ký khai sinh hay chưa',
        legalBasis: birthLegalBasis,
        data: { actIds: acts.map((one) => one.actId) },
      });
    }
    return acts;
  });
}

/** Yes or no from the population register, each a recorded disclosure: the least that lets the officer notice a slip. */
async function compareParents(
  { population }: Doors,
  filed: Filed,
  dossier: HandledDossier,
  officer: OfficerActor,
): Promise<PreparedEntry['parents']> {
  const parents: PreparedEntry['parents'] = [];
  for (const [role, sex] of [
    ['mother', 'female'],
    ['father', 'male'],
  ] as const) {
    const personalId = filed[`${role}PersonalId`];
    if (!personalId) continue;
    const typed = { personalId, sex, fullName: filed[`${role}FullName`], birthDate: filed[`${role}BirthDate`] };
    const answer = await population.compare(typed, {
      actor: officer,
      purpose: 'Đối chiếu thông tin cha, mẹ khi đăng ký khai sinh',
      legalBasis: birthLegalBasis,
      caseRef: `dossier:${dossier.id}`,
    });
    parents.push({ role, ...answer });
  }
  return parents;
}

const placeKeys: readonly EntryKey[] = [
  'birthPlaceArea',
  'childHomeTown',
  'motherResidenceArea',
  'fatherResidenceArea',
];

async function placesFor(tools: PlatformDeps & Doors, filed: Filed, agencyId: string, today: string): Promise<Place[]> {
  const { directory } = tools;
  const places = new Map<string, string>();
  for (const key of placeKeys) {
    const code = filed[key];
    if (!code || places.has(code)) continue;
    const name = await placeName(directory, code, [today, lastDayBeforeMergers]);
    if (name) places.set(code, name);
  }
  const agency = await directory.getAgency(agencyId);
  const area = agency.areaCode ? await directory.findArea(agency.areaCode, today) : undefined;
  const provinces = await directory.listProvinces(today);
  const communes = area?.provinceCode ? await directory.listCommunes(area.provinceCode, today) : [];
  for (const { code, path } of [...communes, ...provinces]) if (!places.has(code)) places.set(code, path);
  return [...places].map(([code, name]) => ({ code, name }));
}
