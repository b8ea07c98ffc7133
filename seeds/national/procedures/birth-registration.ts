/**
 * *Đăng ký khai sinh*, 1.001193: the full record as announced for the civil-status sector, for the commune level.
 * Fees of late registration are set by each province's People's Council.
 */
import type { Component, FilingWay, ProcedureRecord } from '../../../src/modules/procedures/index.ts';
import { birthRegistrationForm } from './birth-form.ts';
import { text } from './birth-form-parts.ts';

const sameDay = text(
  'Ngay trong ngày tiếp nhận hồ sơ; nhận sau 15 giờ mà không giải quyết được ngay thì trả kết quả trong ngày làm việc tiếp theo.',
  'On the day of receipt; what comes after 15:00 and cannot be settled at once is returned on the next working day.',
);

const fees: FilingWay['fees'] = [
  {
    name: text(
      'Lệ phí đăng ký khai sinh đúng hạn (trong 60 ngày kể từ ngày sinh)',
      'Birth registered on time (within 60 days)',
    ),
    amount: 0,
    note: text('Miễn lệ phí.', 'No fee.'),
  },
  {
    name: text('Lệ phí đăng ký khai sinh quá hạn', 'Birth registered late'),
    amount: null,
    note: text(
      'Theo nghị quyết của Hội đồng nhân dân cấp tỉnh. Miễn cho gia đình có công với cách mạng, hộ nghèo và người khuyết tật.',
      'Set by the People’s Council of the province. Free for families with revolutionary merit, poor households and people with a disability.',
    ),
  },
  {
    name: text('Phí cấp bản sao trích lục khai sinh, nếu có yêu cầu', 'Certified extract, on request'),
    amount: 8000,
    note: text('Tính cho một bản.', 'For each copy.'),
  },
];

const components: Component[] = [
  {
    code: 'KS-TK',
    name: text('Tờ khai đăng ký khai sinh', 'Birth registration declaration'),
    why: text(
      'Thông tin trên tờ khai được ghi vào Sổ đăng ký khai sinh. Khi nộp trực tuyến, hệ thống lập tờ khai từ những câu trả lời, không phải viết tay.',
      'What it says goes into the birth register. Online, it is made from your answers.',
    ),
    case: null,
    originals: 1,
    copies: 0,
    electronic: true,
    required: true,
    kind: 'form',
    formName: text(
      'Tờ khai đăng ký khai sinh (mẫu điện tử tương tác)',
      'Birth registration declaration (interactive form)',
    ),
  },
  {
    code: 'KS-GCS',
    name: text(
      'Giấy chứng sinh; nếu không có thì nộp văn bản của người làm chứng xác nhận về việc sinh, hoặc giấy cam đoan về việc sinh',
      'Birth notification; without it a witness’s statement, or a written pledge about the birth',
    ),
    why: text(
      'Giấy này chứng minh ngày sinh, nơi sinh và người mẹ của trẻ. Cơ sở y tế đã liên thông dữ liệu thì cán bộ tự tra cứu, không yêu cầu nộp lại.',
      'It proves when and where the child was born and who the mother is. Where the hospital shares its data, the officer looks it up instead.',
    ),
    case: null,
    originals: 1,
    copies: 0,
    electronic: true,
    required: true,
    kind: 'file',
  },
  {
    code: 'KS-BR',
    name: text(
      'Biên bản về việc trẻ bị bỏ rơi do cơ quan có thẩm quyền lập',
      'Record of the abandonment, drawn up by the competent authority',
    ),
    why: text('Xác định nơi và ngày phát hiện trẻ.', 'It says where and when the child was found.'),
    case: text('Trẻ em bị bỏ rơi', 'Abandoned child'),
    originals: 1,
    copies: 0,
    electronic: true,
    required: true,
    kind: 'file',
  },
  {
    code: 'KS-MTH',
    name: text(
      'Văn bản của cơ sở y tế xác nhận đã thực hiện kỹ thuật hỗ trợ sinh sản cho việc mang thai hộ',
      'Statement of the medical facility about assisted reproduction for surrogacy',
    ),
    why: text(
      'Xác định cha, mẹ của trẻ sinh ra do mang thai hộ.',
      'It determines the parents of a child born to a surrogate mother.',
    ),
    case: text('Trẻ em sinh ra do mang thai hộ', 'Child of a surrogate mother'),
    originals: 1,
    copies: 0,
    electronic: true,
    required: true,
    kind: 'file',
  },
  {
    code: 'KS-UQ',
    name: text('Văn bản ủy quyền đã được chứng thực', 'Authenticated power of attorney'),
    why: text(
      'Chỉ cần khi ủy quyền cho người khác đi khai. Ông, bà, cha, mẹ, con, vợ, chồng, anh, chị, em ruột được ủy quyền thì không phải chứng thực, nhưng phải chứng minh quan hệ.',
      'Only when somebody else is authorised to declare. Close relatives need no authentication, but prove the relation.',
    ),
    case: text('Ủy quyền đăng ký khai sinh', 'Declaration by an authorised person'),
    originals: 1,
    copies: 0,
    electronic: true,
    required: true,
    kind: 'file',
  },
  {
    code: 'KS-GTTT',
    name: text(
      'Hộ chiếu, thẻ căn cước hoặc giấy tờ khác có ảnh và thông tin cá nhân của người yêu cầu, còn giá trị sử dụng',
      'Valid passport, identity card or another paper with photograph of the declarant',
    ),
    why: text(
      'Để biết đúng người đi khai. Khi nộp trực tuyến, việc đăng nhập bằng tài khoản định danh điện tử thay cho giấy tờ này.',
      'To know who declares. Online, signing in with the electronic identity takes its place.',
    ),
    case: null,
    originals: 1,
    copies: 0,
    electronic: true,
    required: false,
    kind: 'show',
  },
  {
    code: 'KS-CTKH',
    name: text(
      'Giấy chứng nhận kết hôn của cha, mẹ trẻ (nếu đã đăng ký kết hôn)',
      'Marriage certificate of the parents, if married',
    ),
    why: text(
      'Để ghi người cha vào Giấy khai sinh. Cán bộ tra cứu trong Cơ sở dữ liệu hộ tịch điện tử; chỉ hỏi khi không có dữ liệu.',
      'To name the father on the certificate. The officer looks it up in the civil-status register and asks only when it is not there.',
    ),
    case: null,
    originals: 1,
    copies: 0,
    electronic: true,
    required: false,
    kind: 'data',
  },
  {
    code: 'KS-CT',
    name: text('Thông tin về nơi cư trú của cha, mẹ', 'Residence of the parents'),
    why: text(
      'Để xác định nơi đăng ký. Cán bộ tra cứu trong Cơ sở dữ liệu quốc gia về dân cư, không yêu cầu nộp giấy.',
      'To determine the place of registration. The officer looks it up in the national population database; no paper is asked for.',
    ),
    case: null,
    originals: 0,
    copies: 0,
    electronic: true,
    required: false,
    kind: 'data',
  },
];

export const birthRegistration: ProcedureRecord = {
  code: '1.001193',
  name: text('Đăng ký khai sinh', 'Birth registration'),
  sector: { code: 'HT', name: text('Hộ tịch', 'Civil status') },
  level: 'fullProcess',
  executingLevel: 'commune',
  audiences: ['citizen'],
  subjects: text(
    'Cha, mẹ; ông, bà hoặc người thân thích khác; cá nhân, tổ chức đang nuôi dưỡng trẻ em là công dân Việt Nam cư trú trong nước.',
    'The father or mother; grandparents or other relatives; the person or organisation that raises the child, for children who are citizens living in Viet Nam.',
  ),
  description: text(
    'Khai sinh cho trẻ mới sinh để được cấp Giấy khai sinh và số định danh cá nhân. Cha, mẹ có trách nhiệm đăng ký trong 60 ngày kể từ ngày sinh con.',
    'Register a newborn child and receive the birth certificate and the personal number. Parents register within 60 days of the birth.',
  ),
  keywords: [
    'khai sinh',
    'giấy khai sinh',
    'làm giấy khai sinh',
    'khai sinh cho con',
    'con mới sinh',
    'trẻ sơ sinh',
    'sinh con',
    'em bé',
    'giấy chứng sinh',
    'số định danh cho trẻ',
    'birth certificate',
    'newborn',
  ],
  steps: [
    {
      case: text('Nộp hồ sơ trực tuyến', 'Online'),
      steps: [
        text(
          'Đăng nhập, trả lời các câu hỏi và chụp Giấy chứng sinh. Phần đã điền được lưu lại, có thể dừng và làm tiếp sau.',
          'Sign in, answer the questions and photograph the birth notification. What you fill in is kept, so that you can stop and go on later.',
        ),
        text(
          'Xem lại thông tin rồi nộp. Hệ thống cấp mã hồ sơ và giấy xác nhận đã nộp.',
          'Check the answers and file. You receive a dossier code and a receipt.',
        ),
        text(
          'Cán bộ một cửa kiểm tra hồ sơ. Nếu đủ thì tiếp nhận và gửi giấy hẹn trả kết quả; nếu thiếu thì hướng dẫn bổ sung một lần, ghi rõ nội dung cần bổ sung.',
          'The officer at the one-stop counter checks the dossier: complete, it is accepted with an appointment slip; incomplete, you are told once and in full what is missing.',
        ),
        text(
          'Công chức tư pháp – hộ tịch ghi nội dung khai sinh vào Sổ đăng ký khai sinh và Cơ sở dữ liệu hộ tịch điện tử, lấy số định danh cá nhân từ Cơ sở dữ liệu quốc gia về dân cư.',
          'The civil-status officer enters the birth in the register and obtains the personal number from the national population database.',
        ),
        text(
          'Chủ tịch Ủy ban nhân dân cấp xã ký Giấy khai sinh. Người yêu cầu nhận bản điện tử có ký số và bản giấy tại bộ phận một cửa hoặc qua bưu chính.',
          'The chair of the commune’s People’s Committee signs the certificate. You receive it electronically, and on paper at the counter or by post.',
        ),
      ],
    },
    {
      case: text('Nộp hồ sơ trực tiếp hoặc qua bưu chính', 'In person or by post'),
      steps: [
        text(
          'Nộp tờ khai và giấy tờ tại bộ phận một cửa của Ủy ban nhân dân cấp xã, hoặc gửi qua dịch vụ bưu chính công ích.',
          'Hand in the declaration and the papers at the one-stop counter of the commune, or send them by public post.',
        ),
        text(
          'Cán bộ kiểm tra ngay khi nhận. Hồ sơ đủ thì viết giấy tiếp nhận và hẹn trả kết quả; chưa đủ thì hướng dẫn bổ sung bằng văn bản.',
          'The officer checks at once: complete, you receive an appointment slip; incomplete, a written note of what is missing.',
        ),
        text(
          'Công chức tư pháp – hộ tịch ghi vào Sổ đăng ký khai sinh. Người đi khai kiểm tra và ký vào sổ, rồi nhận Giấy khai sinh.',
          'The civil-status officer enters the birth. The declarant checks and signs the register, and receives the certificate.',
        ),
      ],
    },
  ],
  filingWays: [
    {
      channel: 'online',
      limit: { unit: 'same-day' },
      limitNote: sameDay,
      fees,
      description: text(
        'Nộp tại đây, bằng điện thoại hoặc máy tính, bất cứ lúc nào. Hồ sơ gửi ngoài giờ làm việc được xem xét vào ngày làm việc tiếp theo.',
        'File here, by phone or computer, at any time. What is filed outside working hours is looked at on the next working day.',
      ),
    },
    {
      channel: 'inPerson',
      limit: { unit: 'same-day' },
      limitNote: sameDay,
      fees,
      description: text(
        'Tại bộ phận một cửa của xã, phường, đặc khu, trong giờ làm việc.',
        'At the one-stop counter of the commune, during working hours.',
      ),
    },
    {
      channel: 'publicPost',
      limit: { unit: 'same-day' },
      limitNote: sameDay,
      fees,
      description: text(
        'Qua bưu điện, bằng dịch vụ bưu chính công ích. Thời hạn tính từ khi Ủy ban nhân dân cấp xã nhận đủ hồ sơ.',
        'By public post. The limit counts from the day on which the commune has received everything.',
      ),
    },
  ],
  components,
  sets: 1,
  conditions: [
    text(
      'Cha hoặc mẹ đăng ký khai sinh cho con trong 60 ngày kể từ ngày sinh con; nếu không thể thì ông, bà, người thân thích hoặc người đang nuôi dưỡng trẻ đi đăng ký.',
      'The father or mother registers within 60 days of the birth; if neither can, a grandparent, another relative or the person who raises the child does.',
    ),
    text(
      'Họ, dân tộc, quê quán của trẻ theo thỏa thuận của cha mẹ; nếu chưa xác định được cha thì theo mẹ.',
      'Family name, ethnic group and home town follow the parents’ agreement; where the father is not determined they follow the mother.',
    ),
    text(
      'Tên của trẻ phải bằng tiếng Việt hoặc tiếng dân tộc khác của Việt Nam; không đặt tên bằng số hoặc bằng một ký tự không phải là chữ.',
      'The name is in Vietnamese or another language of Viet Nam’s peoples; it is not a number or a sign that is no letter.',
    ),
  ],
  results: [
    { code: 'KS-KQ-GKS', name: text('Giấy khai sinh (bản chính)', 'Birth certificate (original)') },
    {
      code: 'KS-KQ-TL',
      name: text('Bản sao trích lục khai sinh, nếu có yêu cầu', 'Certified extract of the birth act, on request'),
    },
  ],
  legalGrounds: [
    { number: '60/2014/QH13', name: text('Luật Hộ tịch năm 2014', 'Law on Civil Status 2014'), issuer: 'Quốc hội' },
    { number: '91/2015/QH13', name: text('Bộ luật Dân sự năm 2015', 'Civil Code 2015'), issuer: 'Quốc hội' },
    {
      number: '26/2023/QH15',
      name: text('Luật Căn cước năm 2023', 'Law on Identity 2023'),
      issuer: 'Quốc hội',
    },
    {
      number: '123/2015/NĐ-CP',
      name: text(
        'Nghị định quy định chi tiết một số điều và biện pháp thi hành Luật Hộ tịch',
        'Decree detailing the Law on Civil Status',
      ),
      issuer: 'Chính phủ',
    },
    {
      number: '87/2020/NĐ-CP',
      name: text(
        'Nghị định về Cơ sở dữ liệu hộ tịch điện tử, đăng ký hộ tịch trực tuyến',
        'Decree on the electronic civil-status database and online registration',
      ),
      issuer: 'Chính phủ',
    },
    {
      number: '07/2025/NĐ-CP',
      name: text(
        'Nghị định sửa đổi, bổ sung các nghị định về hộ tịch, quốc tịch, chứng thực',
        'Decree amending decrees on civil status, nationality and authentication',
      ),
      issuer: 'Chính phủ',
    },
    {
      number: '120/2025/NĐ-CP',
      name: text(
        'Nghị định về phân định thẩm quyền của chính quyền địa phương hai cấp trong lĩnh vực tư pháp',
        'Decree on the powers of the two-tier local government in justice',
      ),
      issuer: 'Chính phủ',
    },
    {
      number: '118/2025/NĐ-CP',
      name: text(
        'Nghị định về thực hiện thủ tục hành chính theo cơ chế một cửa, một cửa liên thông',
        'Decree on administrative procedures at the one-stop shop',
      ),
      issuer: 'Chính phủ',
    },
    {
      number: '04/2020/TT-BTP',
      name: text(
        'Thông tư quy định chi tiết thi hành một số điều của Luật Hộ tịch và Nghị định 123/2015/NĐ-CP',
        'Circular detailing the Law on Civil Status and Decree 123/2015',
      ),
      issuer: 'Bộ Tư pháp',
    },
    {
      number: '04/2024/TT-BTP',
      name: text('Thông tư sửa đổi, bổ sung một số thông tư về hộ tịch', 'Circular amending circulars on civil status'),
      issuer: 'Bộ Tư pháp',
    },
    {
      number: '281/2016/TT-BTC',
      name: text('Thông tư về phí khai thác dữ liệu hộ tịch', 'Circular on fees for civil-status data'),
      issuer: 'Bộ Tài chính',
    },
  ],
  executingBodies: [
    { name: text('Ủy ban nhân dân xã, phường, đặc khu', 'People’s Committee of the commune, ward or special zone') },
  ],
  competentBody: text('Ủy ban nhân dân xã, phường, đặc khu', 'People’s Committee of the commune, ward or special zone'),
  coordinatingBodies: [{ name: text('Công an cấp xã (cấp số định danh cá nhân)', 'Commune police (personal number)') }],
  intakeAddress: text(
    'Bộ phận một cửa của Ủy ban nhân dân xã, phường, đặc khu nơi cư trú của cha hoặc mẹ',
    'One-stop counter of the commune where the father or the mother lives',
  ),
  form: birthRegistrationForm,
  sameDayCutoff: '15:00',
  handlerPath: '/can-bo/ho-tich/khai-sinh/:dossierId',
  checked: 'full',
};
