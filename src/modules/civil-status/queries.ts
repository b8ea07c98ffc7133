import { sql, type Kysely, type Selectable } from 'kysely';
import { fold } from '#platform/text.ts';
import { entryKeys, type EntryDifference, type EntryKey } from './entry.ts';
import { actNumber, bookName } from './register-book.ts';
import type { CivilStatusBirthAct, Tables } from './tables.ts';

type Reader = Pick<Kysely<Tables>, 'selectFrom'>;

/** How far an act has come: in the book; with a personal number; with its signed certificate. */
export type ActStage = 'registered' | 'numbered' | 'certified';

/** An act as lists and progress show it. */
export type ActLine = {
  actId: string;
  dossierId: string;
  dossierCode: string;
  agencyId: string;
  /** '12/2026' */
  number: string;
  /** '01/2026' */
  book: string;
  page: number;
  registeredOn: string;
  registeredAt: string;
  childFullName: string;
  childBirthDate: string;
  childGender: 'male' | 'female';
  motherFullName: string;
  registrarName: string;
  stage: ActStage;
  personalId: string | null;
  certificateFileId: string | null;
  certificateFileName: string | null;
};

const lines = (db: Reader) =>
  db
    .selectFrom('civil_status.birth_act as a')
    .leftJoin('civil_status.birth_act_number as n', 'n.act_id', 'a.id')
    .leftJoin('civil_status.birth_certificate as c', 'c.act_id', 'a.id')
    .select([
      'a.id',
      'a.dossier_id',
      'a.dossier_code',
      'a.agency_id',
      'a.year',
      'a.number',
      'a.book_number',
      'a.page_number',
      'a.registered_on',
      'a.registered_at',
      'a.child_full_name',
      'a.child_birth_date',
      'a.child_gender',
      'a.mother_full_name',
      'a.registrar_name',
      'n.personal_id',
      'c.file_id',
      'c.file_name',
    ]);

type LineRow = Awaited<ReturnType<ReturnType<typeof lines>['execute']>>[number];

function asLine(row: LineRow): ActLine {
  return {
    actId: row.id,
    dossierId: row.dossier_id,
    dossierCode: row.dossier_code,
    agencyId: row.agency_id,
    number: actNumber(row),
    book: bookName({ bookNumber: row.book_number, year: row.year }),
    page: row.page_number,
    registeredOn: row.registered_on,
    registeredAt: row.registered_at.toISOString(),
    childFullName: row.child_full_name,
    childBirthDate: row.child_birth_date,
    childGender: row.child_gender === 'female' ? 'female' : 'male',
    motherFullName: row.mother_full_name,
    registrarName: row.registrar_name,
    stage: row.file_id ? 'certified' : row.personal_id ? 'numbered' : 'registered',
    personalId: row.personal_id,
    certificateFileId: row.file_id,
    certificateFileName: row.file_name,
  };
}

export async function findActOfDossier(db: Reader, dossierId: string): Promise<ActLine | undefined> {
  const row = await lines(db).where('a.dossier_id', '=', dossierId).executeTakeFirst();
  return row && asLine(row);
}

export type FullAct = Selectable<CivilStatusBirthAct> & { personal_id: string | null };

export function findAct(db: Reader, actId: string): Promise<FullAct | undefined> {
  return db
    .selectFrom('civil_status.birth_act as a')
    .leftJoin('civil_status.birth_act_number as n', 'n.act_id', 'a.id')
    .selectAll('a')
    .select('n.personal_id')
    .where('a.id', '=', actId)
    .executeTakeFirst();
}

export async function differencesOfAct(db: Reader, actId: string): Promise<EntryDifference[]> {
  const rows = await db
    .selectFrom('civil_status.birth_act_difference')
    .select(['field', 'filed', 'entered'])
    .where('act_id', '=', actId)
    .execute();
  return rows
    .map((row) => ({ ...row, field: row.field as EntryKey }))
    .toSorted((a, b) => entryKeys.indexOf(a.field) - entryKeys.indexOf(b.field));
}

/** Where a page of the book begins: after this act. */
export type RegisterCursor = { year: number; number: number };

/**
 * An agency's register book, newest first, by keyset. `q` is part of the child's name, with or without marks, or an act
 * number ('12', '12/2026').
 */
export async function listRegister(
  db: Reader,
  agencyId: string,
  wanted: { q?: string; year?: number; after?: RegisterCursor; limit: number },
): Promise<ActLine[]> {
  let query = lines(db).where('a.agency_id', '=', agencyId);
  if (wanted.year) query = query.where('a.year', '=', wanted.year);
  if (wanted.after) {
    const { year, number } = wanted.after;
    query = query.where(sql<boolean>`(a.year, a.number) < (${year}::smallint, ${number}::integer)`);
  }
  const text = fold(wanted.q ?? '');
  const asNumber = /^([0-9]{1,9})(?:\/([0-9]{4}))?$/u.exec(text);
  if (asNumber) {
    query = query.where('a.number', '=', Number(asNumber[1]));
    if (asNumber[2]) query = query.where('a.year', '=', Number(asNumber[2]));
  } else if (text) {
    query = query.where('a.child_name_unaccented', 'like', `%${text.replace(/[\\%_]/gu, (sign) => `\\${sign}`)}%`);
  }
  const rows = await query.orderBy('a.year', 'desc').orderBy('a.number', 'desc').limit(wanted.limit).execute();
  return rows.map(asLine);
}

/** What anyone who holds the paper may see: that it stands in the book, and nothing about the people. */
export async function findByVerificationCode(db: Reader, code: string) {
  const row = await db
    .selectFrom('civil_status.birth_act as a')
    .leftJoin('civil_status.birth_certificate as c', 'c.act_id', 'a.id')
    .select(['a.id', 'a.number', 'a.year', 'a.book_number', 'a.registered_on', 'a.printed', 'c.issued_at', 'c.sha256'])
    .where('a.verification_code', '=', code)
    .executeTakeFirst();
  return row;
}
