/** Pieces that several pages of the birth form share, so that mother, father and declarant are asked alike. */
import type { Field, Operand, Text } from '../../../src/modules/forms/index.ts';
import { ethnicGroups, nationalities } from '../code-lists.ts';

/** Letters of any language with marks, spaces, and the few signs that occur inside names. */
const NAME = "^[\\p{L}\\p{M}][\\p{L}\\p{M}'’.\\- ]*$";

/** Family name and given name: at least two words (Civil Code 2015, Article 26.1). */
const FULL_NAME = "^[\\p{L}\\p{M}][\\p{L}\\p{M}'’.\\-]*( [\\p{L}\\p{M}][\\p{L}\\p{M}'’.\\-]*)+$";

export const text = (vi: string, en: string): Text => ({ vi, en });
export const answer = (key: string): Operand => ({ answer: key });

const nameMessages = (who: Text): Field['messages'] => ({
  required: text(`Hãy nhập họ, chữ đệm, tên của ${who.vi}`, `Enter the full name of ${who.en}`),
  'wrong-shape': text(
    `Họ, chữ đệm, tên của ${who.vi} chỉ gồm chữ cái và dấu cách. Hãy bỏ chữ số và ký hiệu`,
    `The name of ${who.en} can only have letters and spaces. Remove digits and symbols`,
  ),
  'too-long': text(
    `Họ, chữ đệm, tên của ${who.vi} dài quá 100 ký tự. Hãy nhập đúng như trên giấy tờ`,
    `The name of ${who.en} is longer than 100 characters. Enter it as it is on the papers`,
  ),
});

export const nameField = (key: string, label: Text, who: Text, more: Partial<Field> = {}): Field => ({
  key,
  label,
  kind: 'text',
  schema: { type: 'string', minLength: 1, maxLength: 100, pattern: NAME },
  messages: nameMessages(who),
  ...more,
});

export const childNameField: Field = {
  key: 'childFullName',
  label: text('Họ, chữ đệm, tên của trẻ', 'Full name of the child'),
  kind: 'text',
  hint: text(
    'Viết đầy đủ, có dấu. Ví dụ: Nguyễn Thị Thu Hà',
    'In full, with all marks. For example: Nguyễn Thị Thu Hà',
  ),
  schema: { type: 'string', minLength: 2, maxLength: 100, pattern: FULL_NAME },
  messages: {
    ...nameMessages(text('trẻ', 'the child')),
    'wrong-shape': text(
      'Hãy viết đủ cả họ và tên của trẻ, chỉ dùng chữ cái và dấu cách. Ví dụ: Nguyễn Thị Thu Hà',
      'Enter both the family name and the given name of the child, with letters and spaces only. For example: Nguyễn Thị Thu Hà',
    ),
  },
};

export const birthDateField = (key: string, label: Text, who: Text): Field => ({
  key,
  label,
  kind: 'date',
  hint: text('Ví dụ: 27 3 1994', 'For example: 27 3 1994'),
  schema: { type: 'string', format: 'date' },
  messages: {
    required: text(`Hãy nhập ngày sinh của ${who.vi}`, `Enter the birth date of ${who.en}`),
    'wrong-shape': text(
      `Ngày sinh của ${who.vi} chưa đúng theo lịch. Hãy ghi lại ngày, tháng và năm đủ bốn chữ số`,
      `The birth date of ${who.en} is not a real date. Enter the day, the month and a four-digit year`,
    ),
  },
});

export const personalIdField = (key: string, label: Text, who: Text, more: Partial<Field> = {}): Field => ({
  key,
  label,
  kind: 'person-number',
  optional: true,
  hint: text(
    '12 chữ số in trên thẻ căn cước. Để trống nếu chưa được cấp',
    'The 12 digits on the identity card. Leave it empty if there is none yet',
  ),
  schema: { type: 'string', pattern: '^[0-9]{12}$' },
  messages: {
    required: text(`Hãy nhập số định danh cá nhân của ${who.vi}`, `Enter the personal number of ${who.en}`),
    'wrong-shape': text(
      `Số định danh cá nhân của ${who.vi} phải có đủ 12 chữ số, như in trên thẻ căn cước`,
      `The personal number of ${who.en} must have 12 digits, as printed on the identity card`,
    ),
  },
  ...more,
});

export const ethnicGroupField = (key: string, label: Text, who: Text): Field => ({
  key,
  label,
  kind: 'choice',
  schema: { type: 'string', maxLength: 2 },
  options: ethnicGroups,
  messages: { required: text(`Hãy chọn dân tộc của ${who.vi}`, `Choose the ethnic group of ${who.en}`) },
});

export const nationalityField = (key: string, label: Text, who: Text): Field => ({
  key,
  label,
  kind: 'choice',
  schema: { type: 'string', maxLength: 2 },
  options: nationalities,
  messages: { required: text(`Hãy chọn quốc tịch của ${who.vi}`, `Choose the nationality of ${who.en}`) },
});

export const communeField = (key: string, label: Text, ask: Text, more: Partial<Field> = {}): Field => ({
  key,
  label,
  kind: 'area',
  areaLevel: 'commune',
  schema: { type: 'string', pattern: '^[0-9]{5}$' },
  messages: { required: ask },
  ...more,
});

/** The fields of one parent. `prefix` is 'mother' or 'father'. */
export function parentFields(prefix: 'mother' | 'father', who: Text): Field[] {
  return [
    nameField(`${prefix}FullName`, text(`Họ, chữ đệm, tên của ${who.vi}`, `Full name of ${who.en}`), who),
    birthDateField(`${prefix}BirthDate`, text(`Ngày sinh của ${who.vi}`, `Birth date of ${who.en}`), who),
    personalIdField(
      `${prefix}PersonalId`,
      text(`Số định danh cá nhân của ${who.vi}`, `Personal number of ${who.en}`),
      who,
    ),
    ethnicGroupField(`${prefix}EthnicGroup`, text(`Dân tộc của ${who.vi}`, `Ethnic group of ${who.en}`), who),
    nationalityField(`${prefix}Nationality`, text(`Quốc tịch của ${who.vi}`, `Nationality of ${who.en}`), who),
    communeField(
      `${prefix}ResidenceArea`,
      text(`Nơi cư trú của ${who.vi}`, `Residence of ${who.en}`),
      text(`Hãy chọn xã, phường hoặc đặc khu nơi ${who.vi} cư trú`, `Choose the commune where ${who.en} lives`),
      { hint: text('Xã, phường hoặc đặc khu hiện nay', 'The commune, ward or special zone of today') },
    ),
  ];
}
