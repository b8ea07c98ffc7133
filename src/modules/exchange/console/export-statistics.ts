import { utils, write } from '@e965/xlsx';
import type { OfficerActor } from '#platform/access.ts';
import type { Download } from '#platform/operation.ts';
import { formatDate, formatDateTime } from '#platform/time.ts';
import type { Figures, StatisticsQuery } from '../contract/console.ts';
import type { ExchangeDeps } from '../deps.ts';
import { readStatistics } from './statistics.ts';

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const hours = (minutes: number | undefined): number | string =>
  minutes === undefined ? '' : Math.round(minutes / 6) / 10;

/** Heading, width, value: the same columns for periods and for agencies. */
const columns: readonly [string, number, (figures: Figures) => number | string][] = [
  ['Văn bản', 10, (one) => one.documents],
  ['Lượt gửi', 10, (one) => one.copies],
  ['Đã chuyển đến', 14, (one) => one.delivered],
  ['01 Đã đến', 11, (one) => one.codes['01']],
  ['02 Từ chối', 11, (one) => one.codes['02']],
  ['03 Đã tiếp nhận', 15, (one) => one.codes['03']],
  ['04 Phân công', 13, (one) => one.codes['04']],
  ['05 Đang xử lý', 14, (one) => one.codes['05']],
  ['06 Hoàn thành', 14, (one) => one.codes['06']],
  ['Hệ thống nhận từ chối', 20, (one) => one.rejected],
  ['Hết hạn chuyển', 15, (one) => one.expired],
  ['Không chuyển được', 18, (one) => one.failed],
  ['Có hạn trả lời', 14, (one) => one.withDue],
  ['Xong đúng hạn', 14, (one) => one.onTime],
  ['Xong quá hạn', 13, (one) => one.late],
  ['Đề nghị thay đổi', 16, (one) => one.asked],
  ['15 Đồng ý', 10, (one) => one.agreed],
  ['16 Không đồng ý', 15, (one) => one.declined],
  ['Đã thu hồi', 11, (one) => one.takenBack],
  ...(['01', '03', '06'] as const).flatMap((code): [string, number, (figures: Figures) => number | string][] => [
    [`Đến ${code}, trung vị (giờ)`, 22, (one) => hours(one.minutesTo[code]?.median)],
    [`Đến ${code}, 90% (giờ)`, 18, (one) => hours(one.minutesTo[code]?.p90)],
  ]),
];

/** Two sheets: by period, by agency. Cells are text and numbers, so no name ever becomes a formula. */
export async function exportStatistics(
  deps: Pick<ExchangeDeps, 'database' | 'directory'>,
  query: StatisticsQuery,
  actor: OfficerActor,
): Promise<Download> {
  const found = await readStatistics(deps, query, actor);
  const title = `THỐNG KÊ VĂN BẢN ĐIỆN TỬ ${query.side === 'sender' ? 'GỬI ĐI' : 'NHẬN VỀ'}`;
  const head = (first: readonly string[]): (string | number)[][] => [
    [(found.agency?.name ?? 'Toàn hệ thống').toLocaleUpperCase('vi')],
    [`${title}, văn bản gửi từ ${formatDate(query.from)} đến ${formatDate(query.to)}`],
    [found.countedAt ? `Số liệu tính đến ${formatDateTime(found.countedAt)}` : 'Hệ thống chưa tính số liệu lần nào'],
    [],
    [...first, ...columns.map(([name]) => name)],
  ];
  const cells = (one: Figures) => columns.map(([, , value]) => value(one));
  const workbook = utils.book_new();
  const add = (name: string, first: readonly [string, number][], rows: (string | number)[][]): void => {
    const sheet = utils.aoa_to_sheet([...head(first.map(([text]) => text)), ...rows]);
    sheet['!cols'] = [...first, ...columns].map(([, wch]) => ({ wch }));
    utils.book_append_sheet(workbook, sheet, name);
  };
  add(
    'Theo kỳ',
    [['Kỳ', 12]],
    [...found.periods.map(({ period, figures }) => [period, ...cells(figures)]), ['Cộng', ...cells(found.total)]],
  );
  add(
    'Theo cơ quan',
    [
      ['Mã', 16],
      ['Cơ quan', 48],
    ],
    found.agencies.map(({ agency, below, figures }) => [
      agency.code,
      below > 0 ? `${agency.name} và ${below} cơ quan trực thuộc` : agency.name,
      ...cells(figures),
    ]),
  );
  const bytes: unknown = write(workbook, { type: 'buffer', bookType: 'xlsx', compression: true });
  if (!Buffer.isBuffer(bytes)) throw new Error('The sheet was not written.');
  return { bytes, type: TYPE, name: `thong-ke-truc-${query.from}-${query.to}.xlsx` };
}
