import type { Field, FieldError, FieldErrorCode, Text } from './types.ts';

/** The first letter becomes small so that a label can stand inside a sentence. */
const inside = (label: string): string => label.charAt(0).toLocaleLowerCase('vi') + label.slice(1);

type Wording = (vi: string, en: string, field: Field) => Text;

const range = (field: Field): Text => {
  const { minimum, maximum } = field.schema;
  if (minimum !== undefined && maximum !== undefined) {
    return { vi: `từ ${minimum} đến ${maximum}`, en: `from ${minimum} to ${maximum}` };
  }
  if (minimum === undefined && maximum === undefined) return { vi: 'khác', en: 'differently' };
  return minimum === undefined
    ? { vi: `không quá ${maximum}`, en: `not above ${maximum}` }
    : { vi: `từ ${minimum} trở lên`, en: `${minimum} or more` };
};

/** Each message says what to do. A field may word any of them for itself. */
const general: { [code in FieldErrorCode]: Wording } = {
  required: (vi, en, field) => {
    if (field.kind === 'choice' || field.kind === 'area') return { vi: `Hãy chọn ${vi}`, en: `Choose: ${en}` };
    if (field.kind === 'paper') return { vi: `Hãy chụp hoặc tải lên ${vi}`, en: `Photograph or upload: ${en}` };
    return { vi: `Hãy nhập ${vi}`, en: `Enter: ${en}` };
  },
  'too-long': (vi, en, field) => ({
    vi: `Nội dung ${vi} dài quá ${field.schema.maxLength ?? 0} ký tự. Hãy viết ngắn lại`,
    en: `${en} is longer than ${field.schema.maxLength ?? 0} characters. Make it shorter`,
  }),
  'too-short': (vi, en, field) => ({
    vi: `Nội dung ${vi} cần ít nhất ${field.schema.minLength ?? 0} ký tự. Hãy viết đầy đủ hơn`,
    en: `${en} needs at least ${field.schema.minLength ?? 0} characters. Write it in full`,
  }),
  'wrong-shape': (vi, en, field) =>
    shapes[field.kind]?.(vi, en, field) ?? { vi: `Hãy xem lại ${vi}`, en: `Check ${en}` },
  'strange-characters': (vi, en) => ({
    vi: `Nội dung ${vi} có ký tự lạ không hiển thị được. Hãy xóa đi và gõ lại`,
    en: `${en} has characters that cannot be shown. Delete it and type it again`,
  }),
  'not-an-option': (vi, en) => ({
    vi: `Hãy chọn ${vi} trong danh sách`,
    en: `Choose from the list: ${en}`,
  }),
  'too-small': (vi, en, field) => ({
    vi: `Hãy nhập ${vi} ${range(field).vi}`,
    en: `Enter the ${en} ${range(field).en}`,
  }),
  'too-large': (vi, en, field) => ({
    vi: `Hãy nhập ${vi} ${range(field).vi}`,
    en: `Enter the ${en} ${range(field).en}`,
  }),
  'too-few-files': (vi, en, field) => ({
    vi: `${vi} cần ít nhất ${field.paper?.min ?? 1} tệp. Hãy chụp hoặc tải thêm`,
    en: `${en} needs at least ${field.paper?.min ?? 1} files. Add more`,
  }),
  'too-many-files': (vi, en, field) => ({
    vi: `${vi} chỉ nhận nhiều nhất ${field.paper?.max ?? 1} tệp. Hãy bỏ bớt`,
    en: `${en} takes at most ${field.paper?.max ?? 1} files. Remove some`,
  }),
};

const shapes: { [kind in Field['kind']]?: Wording } = {
  date: (vi, en) => ({
    vi: `Hãy ghi ${vi} đúng theo lịch: ngày, tháng và năm đủ bốn chữ số. Ví dụ: 27 3 2026`,
    en: `Enter the ${en} as a real date: day, month and four-digit year. For example: 27 3 2026`,
  }),
  'person-number': (vi, en) => ({
    vi: `Hãy nhập ${vi} đủ 12 chữ số, như in trên thẻ căn cước`,
    en: `Enter the ${en} with all 12 digits, as printed on the identity card`,
  }),
  phone: (vi, en) => ({
    vi: `Hãy nhập ${vi} bắt đầu bằng số 0 và đủ 10 hoặc 11 chữ số. Ví dụ: 0912 345 678`,
    en: `Enter the ${en} with 10 or 11 digits, starting with 0. For example: 0912 345 678`,
  }),
  email: (vi, en) => ({
    vi: `Hãy nhập ${vi} theo dạng ten@vidu.vn`,
    en: `Enter the ${en} like name@example.vn`,
  }),
  number: (vi, en, field) => ({
    vi: `Hãy nhập ${vi} bằng chữ số, ${range(field).vi}`,
    en: `Enter the ${en} as a whole number ${range(field).en}`,
  }),
  area: (vi, en) => ({ vi: `Hãy chọn ${vi} trong danh sách`, en: `Choose from the list: ${en}` }),
  paper: (vi, en) => ({ vi: `Hãy tải lại ${vi}`, en: `Upload again: ${en}` }),
};

export function fieldError(field: Field, pageId: string, code: FieldErrorCode): FieldError {
  const words = field.messages?.[code] ?? general[code](inside(field.label.vi), inside(field.label.en), field);
  return { path: field.key, code, vi: capital(words.vi), en: capital(words.en), pageId };
}

const capital = (sentence: string): string => sentence.charAt(0).toLocaleUpperCase('vi') + sentence.slice(1);
