/**
 * What must hold between the answers of the birth form, and who may go on. The ages are settings, not law: they catch
 * slips of the pen, and are declared as assumptions of the room `procedures`. The youngest age is that of the register's own
 * check (`civil-status.least-parent-age`): what a parent may file, an officer can enter.
 */
import type { Check, Eligibility } from '../../../src/modules/forms/index.ts';
import { answer, text } from './birth-form-parts.ts';

/** Full years. A parent outside these bounds is almost certainly a wrong year on the form. */
export const birthFormAges = { youngestParent: 10, oldestMother: 70, oldestFather: 100, oldestChild: 100 };

const parentAge = (prefix: 'mother' | 'father') => ({
  yearsBetween: [answer(`${prefix}BirthDate`), answer('childBirthDate')] as [{ answer: string }, { answer: string }],
});

const mother = 'motherBirthDate';
const father = 'fatherBirthDate';

export const birthChecks: Check[] = [
  {
    id: 'child-born-by-today',
    rule: { notAfter: [answer('childBirthDate'), { today: true }] },
    fields: ['childBirthDate'],
    message: text(
      'Ngày sinh của trẻ đang là một ngày chưa đến. Hãy xem lại ngày, tháng, năm trên Giấy chứng sinh',
      'The child’s birth date is in the future. Check the day, month and year on the birth notification',
    ),
  },
  {
    id: 'child-not-too-old',
    rule: { notAfter: [{ plus: { today: true }, years: -birthFormAges.oldestChild }, answer('childBirthDate')] },
    fields: ['childBirthDate'],
    message: text(
      'Năm sinh của trẻ đã quá lâu. Hãy xem lại năm sinh, ghi đủ bốn chữ số',
      'The year of birth is too long ago. Check the year and enter all four digits',
    ),
  },
  {
    id: 'mother-old-enough',
    rule: { atLeast: [parentAge('mother'), { value: birthFormAges.youngestParent }] },
    fields: [mother, 'childBirthDate'],
    message: text(
      `Theo ngày sinh đã nhập, người mẹ chưa đủ ${birthFormAges.youngestParent} tuổi khi sinh trẻ. Hãy xem lại ngày sinh của người mẹ và của trẻ`,
      `By these dates the mother was younger than ${birthFormAges.youngestParent} at the birth. Check the birth dates of the mother and of the child`,
    ),
  },
  {
    id: 'mother-not-too-old',
    rule: { atMost: [parentAge('mother'), { value: birthFormAges.oldestMother }] },
    fields: [mother, 'childBirthDate'],
    message: text(
      `Theo ngày sinh đã nhập, người mẹ hơn ${birthFormAges.oldestMother} tuổi khi sinh trẻ. Hãy xem lại năm sinh của người mẹ và của trẻ`,
      `By these dates the mother was older than ${birthFormAges.oldestMother} at the birth. Check the years of birth of the mother and of the child`,
    ),
  },
  {
    id: 'father-old-enough',
    rule: { atLeast: [parentAge('father'), { value: birthFormAges.youngestParent }] },
    fields: [father, 'childBirthDate'],
    message: text(
      `Theo ngày sinh đã nhập, người cha chưa đủ ${birthFormAges.youngestParent} tuổi khi trẻ sinh ra. Hãy xem lại ngày sinh của người cha và của trẻ`,
      `By these dates the father was younger than ${birthFormAges.youngestParent} at the birth. Check the birth dates of the father and of the child`,
    ),
  },
  {
    id: 'father-not-too-old',
    rule: { atMost: [parentAge('father'), { value: birthFormAges.oldestFather }] },
    fields: [father, 'childBirthDate'],
    message: text(
      `Theo ngày sinh đã nhập, người cha hơn ${birthFormAges.oldestFather} tuổi khi trẻ sinh ra. Hãy xem lại năm sinh của người cha và của trẻ`,
      `By these dates the father was older than ${birthFormAges.oldestFather} at the birth. Check the years of birth of the father and of the child`,
    ),
  },
  {
    id: 'parents-are-two-people',
    rule: { not: { eq: [answer('motherPersonalId'), answer('fatherPersonalId')] } },
    fields: ['fatherPersonalId'],
    message: text(
      'Số định danh của người cha đang trùng với số của người mẹ. Hãy nhập số trên thẻ căn cước của người cha',
      'The father’s personal number is the same as the mother’s. Enter the number on the father’s identity card',
    ),
  },
  {
    id: 'declaring-father-is-named',
    rule: {
      any: [
        { not: { eq: [answer('declarantRelation'), { value: 'father' }] } },
        { eq: [answer('fatherDeclared'), { value: 'yes' }] },
      ],
    },
    fields: ['declarantRelation'],
    message: text(
      'Người đi khai là cha của trẻ nhưng chưa khai thông tin về người cha. Hãy khai thông tin về người cha, hoặc chọn người đi khai khác',
      'The declarant is the father, but the father has not been named. Name the father, or choose another declarant',
    ),
  },
];

const foreign = text(
  'Thủ tục này dành cho trẻ có cha và mẹ đều là công dân Việt Nam. Nếu trẻ, cha hoặc mẹ có quốc tịch nước ngoài, hãy làm thủ tục “Đăng ký khai sinh có yếu tố nước ngoài” (2.000528). Những gì đã điền vẫn được giữ lại.',
  'This procedure is for children whose parents are both citizens of Viet Nam. If the child or a parent has a foreign nationality, use “Birth registration with a foreign element” (2.000528). What you filled in is kept.',
);

const isVietnamese = (key: string): Eligibility => ({
  rule: { eq: [answer(key), { value: 'VN' }] },
  stop: foreign,
  insteadProcedure: '2.000528',
});

export const birthEligibility: Eligibility[] = [
  isVietnamese('childNationality'),
  isVietnamese('motherNationality'),
  isVietnamese('fatherNationality'),
];
