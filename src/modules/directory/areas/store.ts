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

/** Rows, or the JSON text of them: one statement whatever their number. Answers how many were inserted. */
type Rows<T> = readonly T[] | string;

const json = (rows: Rows<unknown>): string => (typeof rows === 'string' ? rows : JSON.stringify(rows));

async function insert(trx: Trx, statement: ReturnType<typeof sql>): Promise<number> {
  const done = await statement.execute(trx);
  return Number(done.numAffectedRows ?? 0);
}

export async function insertAreas(trx: Trx, areas: Rows<AreaVersion>): Promise<number> {
  return insert(
    trx,
    sql`insert into directory.area (${sql.raw(AREA_COLUMNS)})
      select code, "validFrom", "validTo", level, kind, name, "provinceCode", "districtName", instrument, source, confidence
      from json_to_recordset(${json(areas)}::json) as area (code text, "validFrom" date, "validTo" date, level text, kind text, name text,
        "provinceCode" text, "districtName" text, instrument text, source text, confidence text)`,
  );
}

export async function insertLinks(trx: Trx, links: Rows<Succession>): Promise<number> {
  return insert(
    trx,
    sql`insert into directory.area_succession (${sql.raw(LINK_COLUMNS)})
      select "fromCode", "fromSince", "toCode", "toSince", kind, instrument, source, confidence
      from json_to_recordset(${json(links)}::json) as link ("fromCode" text, "fromSince" date, "toCode" text, "toSince" date,
        kind text, instrument text, source text, confidence text)`,
  );
}

export async function insertFormerNames(trx: Trx, names: Rows<FormerName>): Promise<number> {
  return insert(
    trx,
    sql`insert into directory.area_former_name (full_name, district_name, province_name, area_code, source)
      select "fullName", "districtName", "provinceName", "areaCode", source
      from json_to_recordset(${json(names)}::json) as name ("fullName" text, "districtName" text, "provinceName" text, "areaCode" text, source text)
      on conflict do nothing`,
  );
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

/** Lets versions begin on another day; their links follow by the foreign keys. Run before their predecessors get their last day. */
export async function moveAreas(trx: Trx, moved: readonly { area: AreaVersion; from: string }[]): Promise<void> {
  for (const { area, from } of moved) {
    const { code, validFrom, instrument, source, confidence } = area;
    // First out of the way of the new day, so that the two versions never overlap.
    await sql`update directory.area set valid_to = date ${sql.lit(validFrom)} - 1
      where code = ${code} and valid_from < ${validFrom} and valid_to >= ${validFrom}`.execute(trx);
    await sql`update directory.area set valid_from = ${validFrom}, instrument = ${instrument}, source = ${source}, confidence = ${confidence}
      where code = ${code} and valid_from = ${from}`.execute(trx);
    await sql`update directory.area_succession set instrument = ${instrument}, source = ${source}, confidence = ${confidence}
      where to_code = ${code} and to_since = ${validFrom}`.execute(trx);
  }
}
