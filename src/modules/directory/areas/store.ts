import { sql, type Transaction } from 'kysely';
import type { Database } from '#platform/database/database.ts';
import { AreaBook } from './book.ts';
import type { AreaVersion, FormerName, Succession } from './model.ts';

const AREA_COLUMNS =
  'code, valid_from, valid_to, level, kind, name, province_code, district_name, instrument, source, confidence';
const LINK_COLUMNS = 'from_code, from_since, to_code, to_since, kind, instrument, source, confidence';

/** Reads everything into a book. 13,500 units and 10,100 links; strings that repeat are kept once. */
export async function readBook(database: Pick<Database, 'pool'>): Promise<AreaBook> {
  const kept = new Map<string, string>();
  const keep = <T extends string | null>(text: T): T => {
    if (text === null) return text;
    const known = kept.get(text);
    if (known !== undefined) return known as T;
    kept.set(text, text);
    return text;
  };
  const [areas, links] = await Promise.all([
    database.pool.query<string[]>({
      text: `select ${AREA_COLUMNS} from directory.area order by code, valid_from`,
      rowMode: 'array',
    }),
    database.pool.query<string[]>({ text: `select ${LINK_COLUMNS} from directory.area_succession`, rowMode: 'array' }),
  ]);
  const book = new AreaBook();
  for (const row of areas.rows) {
    const [
      code = '',
      validFrom = '',
      validTo = null,
      level,
      kind,
      name = '',
      provinceCode = '',
      districtName = null,
      instrument = '',
      source = '',
      confidence,
    ] = row;
    book.addArea({
      code: keep(code),
      validFrom: keep(validFrom),
      validTo: keep(validTo),
      level: level as AreaVersion['level'],
      kind: keep(kind as AreaVersion['kind']),
      name: keep(name),
      provinceCode: keep(provinceCode),
      districtName: keep(districtName),
      instrument: keep(instrument),
      source: keep(source),
      confidence: keep(confidence as AreaVersion['confidence']),
    });
  }
  for (const row of links.rows) {
    const [fromCode = '', fromSince = '', toCode = '', toSince = '', kind, instrument = '', source = '', confidence] =
      row;
    book.addLink({
      fromCode: keep(fromCode),
      fromSince: keep(fromSince),
      toCode: keep(toCode),
      toSince: keep(toSince),
      kind: keep(kind as Succession['kind']),
      instrument: keep(instrument),
      source: keep(source),
      confidence: keep(confidence as Succession['confidence']),
    });
  }
  return book;
}

export async function readFormerNames(database: Pick<Database, 'pool'>): Promise<FormerName[]> {
  const { rows } = await database.pool.query<FormerName>(
    `select full_name as "fullName", district_name as "districtName", province_name as "provinceName", area_code as "areaCode", source from directory.area_former_name`,
  );
  return rows;
}

type Trx = Transaction<unknown>;

/** One statement whatever the number of rows: each column travels as an array. */
export async function insertAreas(trx: Trx, areas: readonly AreaVersion[]): Promise<void> {
  if (areas.length === 0) return;
  const column = (pick: (area: AreaVersion) => string | null) => areas.map(pick);
  await sql`insert into directory.area (${sql.raw(AREA_COLUMNS)})
    select * from unnest(
      ${column((a) => a.code)}::text[], ${column((a) => a.validFrom)}::date[], ${column((a) => a.validTo)}::date[],
      ${column((a) => a.level)}::text[], ${column((a) => a.kind)}::text[], ${column((a) => a.name)}::text[],
      ${column((a) => a.provinceCode)}::text[], ${column((a) => a.districtName)}::text[],
      ${column((a) => a.instrument)}::text[], ${column((a) => a.source)}::text[], ${column((a) => a.confidence)}::text[])`.execute(
    trx,
  );
}

export async function insertLinks(trx: Trx, links: readonly Succession[]): Promise<void> {
  if (links.length === 0) return;
  const column = (pick: (link: Succession) => string) => links.map(pick);
  await sql`insert into directory.area_succession (${sql.raw(LINK_COLUMNS)})
    select * from unnest(
      ${column((l) => l.fromCode)}::text[], ${column((l) => l.fromSince)}::date[], ${column((l) => l.toCode)}::text[], ${column((l) => l.toSince)}::date[],
      ${column((l) => l.kind)}::text[], ${column((l) => l.instrument)}::text[], ${column((l) => l.source)}::text[], ${column((l) => l.confidence)}::text[])`.execute(
    trx,
  );
}

export async function insertFormerNames(trx: Trx, names: readonly FormerName[]): Promise<void> {
  if (names.length === 0) return;
  const column = (pick: (name: FormerName) => string) => names.map(pick);
  await sql`insert into directory.area_former_name (full_name, district_name, province_name, area_code, source)
    select * from unnest(
      ${column((n) => n.fullName)}::text[], ${column((n) => n.districtName)}::text[], ${column((n) => n.provinceName)}::text[],
      ${column((n) => n.areaCode)}::text[], ${column((n) => n.source)}::text[])
    on conflict do nothing`.execute(trx);
}

/** Gives versions their last day. Run before the versions that follow them are inserted. */
export async function closeAreas(trx: Trx, areas: readonly AreaVersion[]): Promise<void> {
  if (areas.length === 0) return;
  await sql`update directory.area a set valid_to = n.valid_to
    from unnest(${areas.map((a) => a.code)}::text[], ${areas.map((a) => a.validFrom)}::date[], ${areas.map((a) => a.validTo)}::date[])
      as n (code, valid_from, valid_to)
    where a.code = n.code and a.valid_from = n.valid_from`.execute(trx);
}

export async function regradeLinks(trx: Trx, links: readonly Succession[]): Promise<void> {
  if (links.length === 0) return;
  await sql`update directory.area_succession s set kind = n.kind
    from unnest(${links.map((l) => l.fromCode)}::text[], ${links.map((l) => l.fromSince)}::date[], ${links.map((l) => l.toCode)}::text[],
      ${links.map((l) => l.toSince)}::date[], ${links.map((l) => l.kind)}::text[]) as n (from_code, from_since, to_code, to_since, kind)
    where (s.from_code, s.from_since, s.to_code, s.to_since) = (n.from_code, n.from_since, n.to_code, n.to_since)`.execute(
    trx,
  );
}
