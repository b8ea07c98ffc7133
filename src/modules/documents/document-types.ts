import { legalAssumption } from '#platform/legal.ts';

/** A type of administrative document: its name, and the abbreviation that stands in its notation ('' where it has none). */
export interface DocumentType {
  key: string;
  abbreviation: string;
  vi: string;
  en: string;
  /** Code in group B of the exchange standard, where the list there has it. */
  exchangeCode: string | null;
}

const type = (
  key: string,
  abbreviation: string,
  vi: string,
  en: string,
  exchangeCode: string | null = null,
): DocumentType => ({ key, abbreviation, vi, en, exchangeCode });

/** Compared letter for letter in NFC and never folded: QĐ and QyĐ, ĐA and DA differ by a stroke. */
export const documentTypes: readonly DocumentType[] = legalAssumption({
  id: 'documents.types',
  statement:
    'There are 29 types of administrative documents; all but the official letter and the courtesy letter have an abbreviation.',
  source: 'Nghị định 30/2020/NĐ-CP, Điều 7 và Phụ lục III',
  value: [
    type('official-letter', '', 'Công văn', 'Official letter', '18'),
    type('decision', 'QĐ', 'Quyết định', 'Decision', '2'),
    type('notice', 'TB', 'Thông báo', 'Notice', '7'),
    type('report', 'BC', 'Báo cáo', 'Report', '14'),
    type('plan', 'KH', 'Kế hoạch', 'Plan', '10'),
    type('submission', 'TTr', 'Tờ trình', 'Submission', '16'),
    type('invitation', 'GM', 'Giấy mời', 'Invitation', '25'),
    type('resolution', 'NQ', 'Nghị quyết', 'Resolution', '1'),
    type('directive', 'CT', 'Chỉ thị', 'Directive', '3'),
    type('regulation', 'QC', 'Quy chế', 'Regulation', '4'),
    type('rules', 'QyĐ', 'Quy định', 'Rules', '5'),
    type('communique', 'TC', 'Thông cáo', 'Communiqué', '6'),
    type('guidance', 'HD', 'Hướng dẫn', 'Guidance', '8'),
    type('programme', 'CTr', 'Chương trình', 'Programme', '9'),
    type('option-paper', 'PA', 'Phương án', 'Option paper', '11'),
    type('scheme', 'ĐA', 'Đề án', 'Scheme', '12'),
    type('project', 'DA', 'Dự án', 'Project', '13'),
    type('minutes', 'BB', 'Biên bản', 'Minutes', '15'),
    type('contract', 'HĐ', 'Hợp đồng', 'Contract', '17'),
    type('telegram', 'CĐ', 'Công điện', 'Official telegram', '19'),
    type('memorandum', 'BGN', 'Bản ghi nhớ', 'Memorandum', '20'),
    type('agreement', 'BTT', 'Bản thỏa thuận', 'Agreement', '22'),
    type('authorisation', 'GUQ', 'Giấy ủy quyền', 'Authorisation', '24'),
    type('introduction', 'GGT', 'Giấy giới thiệu', 'Letter of introduction', '26'),
    type('leave-paper', 'GNP', 'Giấy nghỉ phép', 'Leave paper'),
    type('dispatch-slip', 'PG', 'Phiếu gửi', 'Dispatch slip'),
    type('transfer-slip', 'PC', 'Phiếu chuyển', 'Transfer slip'),
    type('notification-slip', 'PB', 'Phiếu báo', 'Notification slip'),
    type('courtesy-letter', '', 'Thư công', 'Official courtesy letter'),
  ],
  configuredBy: 'documentTypes in src/modules/documents/document-types.ts',
});

export function findType(key: string): DocumentType | undefined {
  return documentTypes.find((one) => one.key === key);
}

export const urgencies = ['normal', 'urgent', 'very-urgent', 'express'] as const;
export type Urgency = (typeof urgencies)[number];

/** As printed in the frame of the mark; a normal document has none. */
export const urgencyWords: Record<Urgency, { vi: string; en: string }> = {
  normal: { vi: 'Thường', en: 'Normal' },
  urgent: { vi: 'Khẩn', en: 'Urgent' },
  'very-urgent': { vi: 'Thượng khẩn', en: 'Very urgent' },
  express: { vi: 'Hỏa tốc', en: 'Express' },
};

export const secrecies = ['none', 'secret', 'top-secret', 'absolute-secret'] as const;
export type Secrecy = (typeof secrecies)[number];
export const secrecyWords: Record<Secrecy, { vi: string; en: string }> = {
  none: { vi: 'Không mật', en: 'Not secret' },
  secret: { vi: 'Mật', en: 'Secret' },
  'top-secret': { vi: 'Tối mật', en: 'Top secret' },
  'absolute-secret': { vi: 'Tuyệt mật', en: 'Absolutely secret' },
};
