import { utils, write } from '@e965/xlsx';
import type { OfficerActor } from '#platform/access.ts';
import type { Download } from '#platform/operation.ts';
import { formatDate, formatDateTime } from '#platform/time.ts';
import type { DocumentsDeps } from '../deps.ts';
import { XLSX } from './sheet-type.ts';
import { lineOf, readRegister, type Book, type RegisterQuery } from './list-register.ts';

/** A year of the largest ministry has about so many; the sheet is made in about a second and in memory. */
const MOST_LINES = 50_000;

const bookNames: Record<Book, string> = {
  out: 'SỔ ĐĂNG KÝ VĂN BẢN ĐI',
  in: 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN',
  copy: 'SỔ ĐĂNG KÝ BẢN SAO',
};

const columns: Record<Book, readonly [string, number][]> = {
  out: [
    ['Số, ký hiệu', 18],
    ['Ngày văn bản', 13],
    ['Loại văn bản', 16],
    ['Trích yếu nội dung', 60],
    ['Nơi nhận', 45],
    ['Người ký', 22],
    ['Vị trí của người ký', 30],
    ['Trạng thái', 16],
    ['Ghi sổ lúc', 18],
  ],
  in: [
    ['Số đến', 8],
    ['Số, ký hiệu', 18],
    ['Ngày văn bản', 13],
    ['Loại văn bản', 16],
    ['Trích yếu nội dung', 60],
    ['Cơ quan ban hành', 40],
    ['Người chủ trì', 22],
    ['Vị trí chủ trì', 30],
    ['Trạng thái', 16],
    ['Ngày đến', 18],
  ],
  copy: [
    ['Số, ký hiệu', 18],
    ['Ngày sao', 13],
    ['Hình thức sao', 14],
    ['Trích yếu nội dung', 60],
    ['Sao từ văn bản', 24],
    ['Người ký', 22],
    ['Vị trí của người ký', 30],
    ['Ghi sổ lúc', 18],
  ],
};

/** The register as a sheet, in the order of its numbers. Every cell is text or a number: what was typed never becomes a formula. */
export async function exportRegister(
  deps: DocumentsDeps,
  query: Pick<RegisterQuery, 'book' | 'year' | 'type'>,
  actor: OfficerActor,
): Promise<Download> {
  const { book, year } = query;
  const rows = (await readRegister(deps, { ...query, limit: MOST_LINES }, actor)).map((row) => lineOf(book, row));
  rows.sort((a, b) => a.type.localeCompare(b.type, 'vi') * Number(book === 'out') || a.number - b.number);
  const { name } = await deps.directory.getAgency(actor.agencyId);
  const heads = columns[book];
  const sheet = utils.aoa_to_sheet([
    [name.toLocaleUpperCase('vi')],
    [`${bookNames[book]} NĂM ${year}`],
    [],
    heads.map(([head]) => head),
    ...rows.map((line) => {
      const person = [line.person, line.post, ...(book === 'copy' ? [] : [line.state]), formatDateTime(line.enteredAt)];
      const rest = [line.notation, formatDate(line.on), line.type, line.subject, line.other, ...person];
      return book === 'in' ? [line.number, ...rest] : rest;
    }),
  ]);
  sheet['!cols'] = heads.map(([, wch]) => ({ wch }));
  sheet['!autofilter'] = { ref: `A4:${utils.encode_col(heads.length - 1)}${rows.length + 4}` };
  const workbook = utils.book_new();
  utils.book_append_sheet(workbook, sheet, `Năm ${year}`);
  const bytes: unknown = write(workbook, { type: 'buffer', bookType: 'xlsx', compression: true });
  if (!Buffer.isBuffer(bytes)) throw new Error('The sheet was not written.');
  return { bytes, type: XLSX, name: `so-van-ban-${{ out: 'di', in: 'den', copy: 'sao' }[book]}-${year}.xlsx` };
}
