/** Answers to the birth form: one good set to change in tests, and a generator of good and of wild ones. */
import * as fc from 'fast-check';
import { birthRegistrationForm } from '#seeds/national/procedures/birth-form.ts';
import type { Answers } from '../types.ts';

export const form = birthRegistrationForm;
export const today = '2026-11-23';
export const fileId = '0199b3a2-7c1e-7000-8000-00000000000a';

export const goodAnswers: Answers = {
  registerArea: '05443',
  childFullName: 'Hoàng Nông Minh Khôi',
  childBirthDate: '2026-11-10',
  childGender: 'male',
  birthPlaceName: 'Bệnh viện Trung ương Thái Nguyên',
  birthPlaceArea: '05443',
  childEthnicGroup: '02',
  childNationality: 'VN',
  childHomeTown: '19',
  motherFullName: 'Nông Thị Bích Ngọc',
  motherBirthDate: '1997-03-27',
  motherPersonalId: '006197001234',
  motherEthnicGroup: '02',
  motherNationality: 'VN',
  motherResidenceArea: '05443',
  fatherDeclared: 'yes',
  fatherFullName: 'Hoàng Văn Nông',
  fatherBirthDate: '1994-08-02',
  fatherPersonalId: '006094005678',
  fatherEthnicGroup: '07',
  fatherNationality: 'VN',
  fatherResidenceArea: '05443',
  declarantRelation: 'father',
  phone: '0912345678',
  birthNotification: [fileId],
  copies: 2,
};

const name = fc.constantFrom('Lò Thị Mai', 'Phạm Quốc Khánh', "Y'Nguyên Êban", 'Đặng Thị Ánh');
const commune = fc.constantFrom('05443', '00070', '26734');

/** Complete, consistent answers of every shape that the form allows: with and without a father, any declarant. */
export const completeAnswers: fc.Arbitrary<Answers> = fc
  .record({
    child: name,
    hasFather: fc.boolean(),
    relation: fc.constantFrom('mother', 'father', 'grandparent', 'relative', 'other'),
    declarant: name,
    area: commune,
    homeTown: fc.constantFrom('19', '01', '05443'),
    copies: fc.integer({ min: 0, max: 20 }),
    email: fc.option(fc.constant('mai.lo@example.vn'), { nil: undefined }),
    motherNumber: fc.option(fc.constant('014197001111'), { nil: undefined }),
    files: fc.integer({ min: 1, max: 4 }),
    childBirthDate: fc.constantFrom('2026-11-23', '2024-02-29', '2026-01-01'),
  })
  .map((one) => {
    const relation = one.relation === 'father' && !one.hasFather ? 'mother' : one.relation;
    const other = relation !== 'mother' && relation !== 'father';
    return prune({
      ...goodAnswers,
      ...(one.hasFather ? {} : Object.fromEntries(fatherKeys.map((key) => [key, undefined]))),
      fatherDeclared: one.hasFather ? 'yes' : 'no',
      childFullName: one.child,
      childBirthDate: one.childBirthDate,
      registerArea: one.area,
      childHomeTown: one.homeTown,
      copies: one.copies,
      email: one.email,
      motherPersonalId: one.motherNumber,
      declarantRelation: relation,
      declarantFullName: other ? one.declarant : undefined,
      declarantPersonalId: other ? '014062009999' : undefined,
      birthNotification: Array.from({ length: one.files }, (_, index) => fileId.slice(0, -1) + index),
    });
  });

const fatherKeys = Object.keys(goodAnswers).filter((key) => key.startsWith('father') && key !== 'fatherDeclared');

const prune = (answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined));

/** Any subset of the good answers with some values replaced by rubbish: what a draft may look like at any moment. */
export const wildAnswers: fc.Arbitrary<Answers> = fc
  .record({
    base: completeAnswers,
    dropped: fc.subarray(Object.keys(goodAnswers)),
    changed: fc.dictionary(
      fc.constantFrom(...Object.keys(goodAnswers), 'declarantFullName', 'unknownKey'),
      fc.oneof(fc.string(), fc.integer(), fc.constantFrom('no', 'yes', 'mother', 'other', 'LA', '2036-01-01')),
    ),
  })
  .map(({ base, dropped, changed }) => {
    const answers: Answers = { ...base };
    for (const key of dropped) delete answers[key];
    return { ...answers, ...changed };
  });
