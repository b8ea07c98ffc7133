import type { Result } from './messages.ts';

/** Why a node does not take something from another: a code for programs, and the sentence that the sender's clerk reads. */
const SENTENCES = {
  'unknown-sender': 'Danh bạ của nút nhận không có cơ quan gửi {code}.',
  'not-this-sender': 'Nút gửi không phải là nơi cơ quan {code} làm việc, nên gói không được nhận.',
  'not-vouched': 'Nút {node} không bảo đảm cho biên nhận này, nên gói không được nhận.',
  'unknown-agency': 'Danh bạ của nút nhận không có cơ quan mang mã {code}.',
  'agency-ended': 'Cơ quan mang mã {code} đã kết thúc hoạt động. Nơi kế tục: {successor}.',
  'not-in-envelope': 'Gói không ghi cơ quan {code} là nơi nhận.',
  'envelope-malformed': 'Nội dung gói không đúng quy cách.',
  'receipt-differs': 'Biên nhận không khớp với gói: gói đã bị thay đổi trên đường.',
  'key-used': 'Mã gửi này đã dùng cho một văn bản khác.',
  'payload-refused': 'Tệp kèm theo không được nhận: {why}',
  'unknown-delivery': 'Nút nơi gửi không có bản gửi này.',
  'not-from-there': 'Tin báo không đến từ nút đang giữ văn bản.',
  'out-of-order': 'Trạng thái báo về không nối tiếp trạng thái “{state}”.',
} as const;
export type RefusalCode = keyof typeof SENTENCES;

export function refused(
  code: RefusalCode,
  params: Record<string, string> = {},
): Required<Pick<Result, 'code' | 'reason'>> & { outcome: 'refused' } {
  const reason = SENTENCES[code].replace(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole);
  return { outcome: 'refused', code: `exchange.${code}`, reason };
}
