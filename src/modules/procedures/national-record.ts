/**
 * The record as the national procedures database exchanges it (`LayThuTuc`). Structure is kept, never flattened to text.
 * Names of keys are part of that interface. The interface has no key for English, rules, forms and reasons: the whole record travels
 * under `MORONG` (our extension) beside the national keys, so nothing is lost on the way.
 */
import type { Channel, Component, ProcedureRecord, TimeLimit } from './types.ts';

const CHANNELS: { [name in Channel]: 1 | 2 | 3 } = { inPerson: 1, online: 2, publicPost: 3 };
const UNITS = { 'working-day': 'Ngày làm việc', 'working-hour': 'Giờ làm việc', 'calendar-day': 'Ngày' } as const;

interface NationalPaper {
  MAGIAYTO: string;
  TENGIAYTO: string;
  TENMAUDON: string;
  URL: string;
  SOBANCHINH: number;
  SOBANSAO: number;
}

export interface NationalRecord {
  MATTHC: string;
  TENTTHC: string;
  LINHVUCTHUCHIEN: { MALINHVUC: string; TENLINHVUC: string }[];
  TRINHTUTHUCHIEN: { TRUONGHOP: string; TRINHTU: { TENTRINHTU: string }[] }[];
  CACHTHUCTHUCHIEN: {
    KENH: number;
    THOIGIAN: {
      THOIGIANGIAIQUYET: number | null;
      DONVITINH: string;
      MOTA: string;
      PHILEPHI: { SOTIEN: number | null; DONVI: string; MOTA: string }[];
    }[];
  }[];
  THANHPHANHOSO: { TRUONGHOP: string; GIAYTO: NationalPaper[] }[];
  YEUCAU: string;
  MOTADOITUONGTHUCHIEN: string;
  KETQUATHUCHIEN: { MAKETQUA: string; TENKETQUA: string }[];
  CANCUPHAPLY: { SOVANBAN: string; TENVANBAN: string }[];
  COQUANTHUCHIEN: { MADONVI: string; TENDONVI: string }[];
  MORONG: ProcedureRecord;
}

/** Pure. */
export function toNationalRecord(from: ProcedureRecord): NationalRecord {
  const record = bare(from);
  return {
    MATTHC: record.code,
    TENTTHC: record.name.vi,
    LINHVUCTHUCHIEN: [{ MALINHVUC: record.sector.code, TENLINHVUC: record.sector.name.vi }],
    TRINHTUTHUCHIEN: record.steps.map((group) => ({
      TRUONGHOP: group.case?.vi ?? '',
      TRINHTU: group.steps.map((step) => ({ TENTRINHTU: step.vi })),
    })),
    CACHTHUCTHUCHIEN: record.filingWays.map((way) => ({
      KENH: CHANNELS[way.channel],
      THOIGIAN: [
        {
          ...nationalLimit(way.limit),
          MOTA: way.limitNote.vi,
          PHILEPHI: way.fees.map((fee) => ({
            SOTIEN: fee.amount,
            DONVI: 'Đồng',
            MOTA: [fee.name.vi, fee.note.vi].filter(Boolean).join(': '),
          })),
        },
      ],
    })),
    THANHPHANHOSO: byCase(record.components).map(([name, components]) => ({
      TRUONGHOP: name,
      GIAYTO: components.map((component) => ({
        MAGIAYTO: component.code,
        TENGIAYTO: component.name.vi,
        TENMAUDON: component.formName?.vi ?? '',
        URL: component.formUrl ?? '',
        SOBANCHINH: component.originals,
        SOBANSAO: component.copies,
      })),
    })),
    YEUCAU: record.conditions.map((condition) => condition.vi).join('\n'),
    MOTADOITUONGTHUCHIEN: record.subjects.vi,
    KETQUATHUCHIEN: record.results.map((result) => ({ MAKETQUA: result.code, TENKETQUA: result.name.vi })),
    CANCUPHAPLY: record.legalGrounds.map((ground) => ({ SOVANBAN: ground.number, TENVANBAN: ground.name.vi })),
    COQUANTHUCHIEN: record.executingBodies.map((body) => ({ MADONVI: body.code ?? '', TENDONVI: body.name.vi })),
    MORONG: record,
  };
}

/** A same-day limit has no number in the interface; it is one working day, and the description says the rest. */
function nationalLimit(limit: TimeLimit | null): { THOIGIANGIAIQUYET: number | null; DONVITINH: string } {
  if (limit === null) return { THOIGIANGIAIQUYET: null, DONVITINH: '' };
  if (limit.unit === 'same-day') return { THOIGIANGIAIQUYET: 1, DONVITINH: UNITS['working-day'] };
  return { THOIGIANGIAIQUYET: limit.amount, DONVITINH: UNITS[limit.unit] };
}

function byCase(components: readonly Component[]): [name: string, components: Component[]][] {
  const groups = new Map<string, Component[]>();
  for (const component of components) {
    const name = component.case?.vi ?? '';
    groups.set(name, [...(groups.get(name) ?? []), component]);
  }
  return [...groups];
}

/** What a version adds to its record, which the interface does not carry. */
const ADDED: ReadonlySet<string> = new Set(['id', 'version', 'publishedAt', 'fileable']);

function bare(from: ProcedureRecord): ProcedureRecord {
  return Object.fromEntries(Object.entries(from).filter(([key]) => !ADDED.has(key))) as typeof from;
}
