/**
 * The form of *Đăng ký khai sinh* (1.001193). What it asks follows the declaration form of the Ministry of Justice
 * (Thông tư 04/2020/TT-BTP, as amended) and the birth record that the ministry exchanges; one question per page.
 */
import type { FormDefinition, Rule } from '../../../src/modules/forms/index.ts';
import { birthChecks, birthEligibility } from './birth-checks.ts';
import {
  answer,
  birthDateField,
  childNameField,
  communeField,
  ethnicGroupField,
  nameField,
  nationalityField,
  parentFields,
  personalIdField,
  text,
} from './birth-form-parts.ts';

const child = text('trẻ', 'the child');
const mother = text('người mẹ', 'the mother');
const father = text('người cha', 'the father');
const declarant = text('người đi khai', 'the declarant');

/** The mother and the father are already described, so their names are not asked a second time. */
const declarantIsNotParent: Rule = { in: [answer('declarantRelation'), ['grandparent', 'relative', 'other']] };

export const birthRegistrationForm: FormDefinition = {
  id: 'birth-registration',
  version: 1,
  pages: [
    {
      id: 'noi-dang-ky',
      question: text('Đăng ký khai sinh tại xã, phường nào?', 'Where do you want to register the birth?'),
      hint: text(
        'Chọn xã, phường hoặc đặc khu nơi cha hoặc mẹ của trẻ cư trú.',
        'Choose the commune, ward or special zone where the father or the mother lives.',
      ),
      why: text(
        'Hồ sơ sẽ được gửi thẳng đến Ủy ban nhân dân của xã, phường này.',
        'The dossier goes straight to the People’s Committee of this commune.',
      ),
      fields: [
        communeField(
          'registerArea',
          text('Nơi đăng ký khai sinh', 'Place of registration'),
          text(
            'Hãy chọn xã, phường hoặc đặc khu nơi đăng ký khai sinh',
            'Choose the commune where the birth is to be registered',
          ),
        ),
      ],
    },
    {
      id: 'ho-ten-con',
      question: text('Họ, chữ đệm, tên của trẻ là gì?', 'What is the child’s full name?'),
      why: text(
        'Tên này được ghi vào Sổ đăng ký khai sinh và Giấy khai sinh. Họ của trẻ theo họ cha hoặc họ mẹ, do cha mẹ thỏa thuận.',
        'This name goes into the birth register and on to the certificate. The child takes the family name of the father or of the mother, as the parents agree.',
      ),
      fields: [childNameField],
    },
    {
      id: 'ngay-sinh',
      question: text('Trẻ sinh ngày nào?', 'When was the child born?'),
      hint: text('Ghi theo ngày dương lịch trên Giấy chứng sinh.', 'The solar date on the birth notification.'),
      fields: [
        birthDateField('childBirthDate', text('Ngày, tháng, năm sinh của trẻ', 'Birth date of the child'), child),
      ],
    },
    {
      id: 'gioi-tinh',
      question: text('Trẻ là nam hay nữ?', 'Is the child a boy or a girl?'),
      fields: [
        {
          key: 'childGender',
          label: text('Giới tính của trẻ', 'Gender of the child'),
          kind: 'choice',
          schema: { type: 'string', maxLength: 10 },
          options: [
            { value: 'male', label: text('Nam', 'Male') },
            { value: 'female', label: text('Nữ', 'Female') },
          ],
          messages: { required: text('Hãy chọn trẻ là nam hay nữ', 'Choose whether the child is a boy or a girl') },
        },
      ],
    },
    {
      id: 'noi-sinh',
      question: text('Trẻ sinh ở đâu?', 'Where was the child born?'),
      why: text(
        'Nơi sinh được ghi trong Giấy khai sinh, gồm tên cơ sở y tế và địa danh hành chính.',
        'The certificate names the place of birth: the medical facility and the administrative area.',
      ),
      fields: [
        {
          key: 'birthPlaceName',
          label: text('Tên bệnh viện, trạm y tế hoặc địa chỉ nơi sinh', 'Hospital, health station or address of birth'),
          kind: 'text',
          hint: text(
            'Ví dụ: Bệnh viện Trung ương Thái Nguyên. Nếu sinh tại nhà, ghi tên thôn, tổ dân phố hoặc số nhà.',
            'For example: Bệnh viện Trung ương Thái Nguyên. For a birth at home, the hamlet or the house number.',
          ),
          schema: { type: 'string', minLength: 2, maxLength: 200 },
          messages: {
            required: text(
              'Hãy nhập tên cơ sở y tế hoặc địa chỉ nơi trẻ sinh ra',
              'Enter the medical facility or the address where the child was born',
            ),
          },
        },
        communeField(
          'birthPlaceArea',
          text('Xã, phường nơi sinh', 'Commune of birth'),
          text('Hãy chọn xã, phường hoặc đặc khu nơi trẻ sinh ra', 'Choose the commune where the child was born'),
        ),
      ],
    },
    {
      id: 'dan-toc',
      question: text('Dân tộc và quốc tịch của trẻ', 'Ethnic group and nationality of the child'),
      hint: text(
        'Dân tộc của trẻ theo dân tộc của cha hoặc mẹ, do cha mẹ thỏa thuận.',
        'The child takes the ethnic group of the father or of the mother, as the parents agree.',
      ),
      fields: [
        ethnicGroupField('childEthnicGroup', text('Dân tộc của trẻ', 'Ethnic group of the child'), child),
        nationalityField('childNationality', text('Quốc tịch của trẻ', 'Nationality of the child'), child),
      ],
    },
    {
      id: 'que-quan',
      question: text('Quê quán của trẻ ở đâu?', 'What is the child’s home town?'),
      hint: text(
        'Theo quê quán của cha hoặc mẹ. Chọn xã, phường; nếu không rõ thì chọn tỉnh, thành phố.',
        'That of the father or of the mother. Choose the commune, or the province if the commune is not known.',
      ),
      fields: [
        {
          key: 'childHomeTown',
          label: text('Quê quán của trẻ', 'Home town of the child'),
          kind: 'area',
          areaLevel: 'any',
          schema: { type: 'string', pattern: '^([0-9]{5}|[0-9]{2})$' },
          messages: { required: text('Hãy chọn quê quán của trẻ', 'Choose the child’s home town') },
        },
      ],
    },
    {
      id: 'me',
      question: text('Thông tin về người mẹ', 'About the mother'),
      hint: text('Ghi theo giấy tờ của người mẹ.', 'As on the mother’s papers.'),
      fields: parentFields('mother', mother),
    },
    {
      id: 'khai-cha',
      question: text('Có khai thông tin về người cha không?', 'Do you want to name the father?'),
      hint: text(
        'Nếu cha mẹ chưa đăng ký kết hôn và muốn ghi tên cha, hãy làm thủ tục “Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con” (1.000689).',
        'If the parents are not married and the father is to be named, use the procedure “Birth registration with recognition of a father or mother” (1.000689).',
      ),
      why: text(
        'Nếu chưa xác định được cha thì phần ghi về cha trong Giấy khai sinh để trống; họ, dân tộc, quê quán của trẻ theo mẹ.',
        'Where the father is not determined, his part of the certificate stays empty, and the child’s family name, ethnic group and home town follow the mother.',
      ),
      fields: [
        {
          key: 'fatherDeclared',
          label: text('Khai thông tin về người cha', 'Naming the father'),
          kind: 'choice',
          schema: { type: 'string', maxLength: 3 },
          options: [
            {
              value: 'yes',
              label: text('Có, cha và mẹ đã đăng ký kết hôn', 'Yes, the father and the mother are married'),
            },
            { value: 'no', label: text('Không, chưa xác định được cha', 'No, the father is not determined') },
          ],
          messages: {
            required: text(
              'Hãy chọn có hay không khai thông tin về người cha',
              'Choose whether you want to name the father',
            ),
          },
        },
      ],
    },
    {
      id: 'cha',
      question: text('Thông tin về người cha', 'About the father'),
      hint: text('Ghi theo giấy tờ của người cha.', 'As on the father’s papers.'),
      when: { eq: [answer('fatherDeclared'), { value: 'yes' }] },
      fields: parentFields('father', father),
    },
    {
      id: 'nguoi-khai',
      question: text('Ai là người đi khai sinh cho trẻ?', 'Who declares the birth?'),
      why: text(
        'Cha hoặc mẹ có trách nhiệm khai sinh cho con. Nếu cha mẹ không thể đi khai thì ông bà, người thân thích hoặc người đang nuôi dưỡng trẻ đi khai.',
        'The father or the mother has the duty to declare. If neither can, a grandparent, another relative or the person who raises the child does.',
      ),
      fields: [
        {
          key: 'declarantRelation',
          label: text('Quan hệ với trẻ', 'Relation to the child'),
          kind: 'choice',
          schema: { type: 'string', maxLength: 20 },
          options: [
            { value: 'mother', label: text('Mẹ của trẻ', 'Mother') },
            { value: 'father', label: text('Cha của trẻ', 'Father') },
            { value: 'grandparent', label: text('Ông hoặc bà của trẻ', 'Grandparent') },
            { value: 'relative', label: text('Người thân thích khác', 'Another relative') },
            { value: 'other', label: text('Người đang nuôi dưỡng trẻ', 'The person who raises the child') },
          ],
          messages: {
            required: text(
              'Hãy chọn quan hệ của người đi khai với trẻ',
              'Choose how the declarant is related to the child',
            ),
          },
        },
        nameField(
          'declarantFullName',
          text('Họ, chữ đệm, tên của người đi khai', 'Full name of the declarant'),
          declarant,
          {
            // Whoever is signed in and is not a parent usually declares in person: their name stands in the box already.
            autocomplete: 'name',
            when: declarantIsNotParent,
            hint: text(
              'Chỉ điền khi người đi khai không phải là cha hoặc mẹ.',
              'Only if it is not the mother or the father.',
            ),
          },
        ),
        personalIdField(
          'declarantPersonalId',
          text('Số định danh cá nhân của người đi khai', 'Personal number of the declarant'),
          declarant,
          {
            when: declarantIsNotParent,
            optional: false,
            hint: text(
              '12 chữ số in trên thẻ căn cước. Chỉ điền khi người đi khai không phải là cha hoặc mẹ.',
              'The 12 digits on the identity card. Only if it is not the mother or the father.',
            ),
          },
        ),
      ],
    },
    {
      id: 'lien-he',
      question: text('Liên hệ với người đi khai bằng cách nào?', 'How can we reach the declarant?'),
      why: text(
        'Cơ quan chỉ dùng để báo tình hình giải quyết hồ sơ này.',
        'It is only used to tell you how this dossier goes.',
      ),
      fields: [
        {
          key: 'phone',
          label: text('Số điện thoại', 'Telephone number'),
          kind: 'phone',
          hint: text('Ví dụ: 0912 345 678', 'For example: 0912 345 678'),
          autocomplete: 'tel',
          schema: { type: 'string', pattern: '^0[0-9]{9,10}$' },
          messages: { required: text('Hãy nhập số điện thoại để liên hệ khi cần', 'Enter a telephone number') },
        },
        {
          key: 'email',
          label: text('Địa chỉ thư điện tử (email)', 'E-mail address'),
          kind: 'email',
          optional: true,
          autocomplete: 'email',
          schema: { type: 'string', format: 'email', maxLength: 254 },
        },
      ],
    },
    {
      id: 'giay-chung-sinh',
      question: text('Chụp hoặc tải lên Giấy chứng sinh', 'Photograph or upload the birth notification'),
      hint: text(
        'Chụp rõ cả bốn góc của giấy. Nhận ảnh chụp bằng điện thoại hoặc tệp PDF, nhiều nhất 4 tệp.',
        'All four corners must be visible. A phone photo or a PDF file, at most 4 files.',
      ),
      why: text(
        'Giấy chứng sinh do cơ sở y tế cấp, là căn cứ để ghi ngày sinh, nơi sinh và tên người mẹ. Nếu không có, nộp văn bản của người làm chứng hoặc giấy cam đoan về việc sinh.',
        'The medical facility issues it; it proves the date and place of birth and the mother. Without it, a witness’s statement or a written pledge about the birth is accepted.',
      ),
      fields: [
        {
          key: 'birthNotification',
          label: text('Giấy chứng sinh', 'Birth notification'),
          kind: 'paper',
          paper: { component: 'KS-GCS', min: 1, max: 4 },
          schema: {
            type: 'array',
            minItems: 1,
            maxItems: 4,
            uniqueItems: true,
            items: { type: 'string', maxLength: 36, pattern: '^[0-9a-fA-F-]{36}$' },
          },
          messages: {
            required: text('Hãy chụp hoặc tải lên Giấy chứng sinh', 'Photograph or upload the birth notification'),
            'too-many-files': text('Chỉ nhận nhiều nhất 4 tệp. Hãy bỏ bớt tệp', 'At most 4 files. Remove some files'),
          },
        },
      ],
    },
    {
      id: 'ban-sao',
      question: text(
        'Cần thêm bao nhiêu bản sao trích lục khai sinh?',
        'How many extra certified extracts do you need?',
      ),
      hint: text(
        'Bản chính Giấy khai sinh được cấp một bản. Bản sao trích lục là bản giấy có thu phí, cơ quan cấp riêng và trao tại Bộ phận Một cửa. Nếu không cần bản sao, ghi số 0.',
        'One original certificate is issued. Extracts are on paper, carry a fee and are handed over at the one-stop counter. If you need none, enter 0.',
      ),
      fields: [
        {
          key: 'copies',
          label: text('Số bản sao trích lục', 'Number of certified extracts'),
          kind: 'number',
          schema: { type: 'integer', minimum: 0, maximum: 20 },
          messages: {
            required: text(
              'Hãy nhập số bản sao; ghi 0 nếu không cần',
              'Enter the number of extracts; 0 if you need none',
            ),
            'too-large': text('Mỗi lần được yêu cầu nhiều nhất 20 bản sao', 'At most 20 extracts each time'),
          },
        },
      ],
    },
  ],
  eligibility: birthEligibility,
  checks: birthChecks,
  derived: [
    {
      key: 'declarantFullName',
      label: text('Họ, chữ đệm, tên của người đi khai', 'Full name of the declarant'),
      cases: [
        { when: { eq: [answer('declarantRelation'), { value: 'mother' }] }, from: 'motherFullName' },
        { when: { eq: [answer('declarantRelation'), { value: 'father' }] }, from: 'fatherFullName' },
      ],
    },
    {
      key: 'declarantPersonalId',
      label: text('Số định danh cá nhân của người đi khai', 'Personal number of the declarant'),
      cases: [
        { when: { eq: [answer('declarantRelation'), { value: 'mother' }] }, from: 'motherPersonalId' },
        { when: { eq: [answer('declarantRelation'), { value: 'father' }] }, from: 'fatherPersonalId' },
      ],
    },
  ],
};
