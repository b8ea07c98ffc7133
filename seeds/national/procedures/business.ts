/** Well-known procedures of businesses, to be found and understood; they are not filed here yet. */
import { informative, type Informative } from './informative.ts';

const registrationFees: NonNullable<Informative['fees']> = [
  { name: ['Lệ phí đăng ký', 'Registration'], amount: 50000, note: ['Miễn khi nộp trực tuyến.', 'Free online.'] },
  { name: ['Phí công bố nội dung đăng ký', 'Announcement'], amount: 100000 },
];
const householdFees: NonNullable<Informative['fees']> = [
  {
    name: ['Lệ phí', 'Fee'],
    amount: null,
    note: ['Theo nghị quyết của Hội đồng nhân dân cấp tỉnh.', 'Set by the province.'],
  },
];
const request = {
  name: ['Giấy đề nghị đăng ký', 'Request'],
  why: ['Nội dung ghi trên giấy chứng nhận.', 'What the certificate will say.'],
  kind: 'form',
} as const;
const identity = {
  name: ['Giấy tờ pháp lý của cá nhân, tổ chức liên quan', 'Identity papers of the persons concerned'],
  why: [
    'Xác định người thành lập; không cần nếu đã có số định danh cá nhân.',
    'Identify the founders; not needed where the personal number is given.',
  ],
  kind: 'data',
  required: false,
} as const;
const charter = {
  name: ['Điều lệ công ty và danh sách thành viên hoặc cổ đông', 'Charter and list of members or shareholders'],
  why: ['Cho biết ai góp vốn và công ty được quản lý thế nào.', 'Who contributes, and how the company is run.'],
} as const;

function enterprise(code: string, vi: string, en: string, keywords: string[], company: boolean) {
  return informative({
    code,
    name: [`Đăng ký thành lập ${vi}`, `Registering ${en}`],
    sector: 'enterprise',
    audiences: ['business', 'citizen'],
    body: 'businessRegistry',
    description: [
      `Thành lập ${vi} và nhận Giấy chứng nhận đăng ký doanh nghiệp, đồng thời là mã số thuế.`,
      `Found ${en}; the certificate also gives the tax number.`,
    ],
    subjects: [
      'Cá nhân, tổ chức có quyền thành lập doanh nghiệp',
      'Persons and organisations that may found an enterprise',
    ],
    keywords: [
      'thành lập công ty',
      'mở công ty',
      'đăng ký doanh nghiệp',
      'khởi nghiệp',
      'start a company',
      ...keywords,
    ],
    limit: { unit: 'working-day', amount: 3 },
    fees: registrationFees,
    papers: company ? [request, charter, identity] : [request, identity],
    result: ['Giấy chứng nhận đăng ký doanh nghiệp', 'Enterprise registration certificate'],
    law: ['enterprise', 'registration', 'registrationFees'],
  });
}

function household(
  code: string,
  name: Informative['name'],
  description: Informative['description'],
  keywords: string[],
  result: Informative['result'],
) {
  return informative({
    code,
    name,
    sector: 'household',
    audiences: ['business', 'citizen'],
    body: 'commune',
    description,
    subjects: ['Cá nhân, thành viên hộ gia đình', 'Persons and members of a family household'],
    keywords: ['hộ kinh doanh', 'kinh doanh cá thể', 'household business', ...keywords],
    limit: { unit: 'working-day', amount: 3 },
    fees: householdFees,
    papers: [request, identity],
    result,
    law: ['registration'],
  });
}

export const businessProcedures = [
  enterprise('2.001610', 'doanh nghiệp tư nhân', 'a private enterprise', ['doanh nghiệp tư nhân', 'DNTN'], false),
  enterprise(
    '2.001583',
    'công ty trách nhiệm hữu hạn một thành viên',
    'a single-member limited liability company',
    ['công ty TNHH', 'TNHH một thành viên', 'limited company'],
    true,
  ),
  enterprise(
    '2.001199',
    'công ty trách nhiệm hữu hạn hai thành viên trở lên',
    'a limited liability company with two or more members',
    ['công ty TNHH', 'TNHH hai thành viên', 'limited company'],
    true,
  ),
  enterprise('2.002043', 'công ty cổ phần', 'a joint-stock company', ['công ty cổ phần', 'CTCP', 'joint stock'], true),
  household(
    '1.001612',
    ['Đăng ký thành lập hộ kinh doanh', 'Registering a household business'],
    [
      'Mở cửa hàng, quán ăn, dịch vụ nhỏ do cá nhân hoặc gia đình làm chủ.',
      'Open a shop, an eatery or a small service of your own.',
    ],
    ['mở cửa hàng', 'mở quán', 'bán hàng', 'giấy phép kinh doanh', 'open a shop'],
    ['Giấy chứng nhận đăng ký hộ kinh doanh', 'Household business certificate'],
  ),
  household(
    '2.000720',
    ['Đăng ký thay đổi nội dung đăng ký hộ kinh doanh', 'Changing the registration of a household business'],
    ['Đổi tên, địa chỉ, ngành nghề hoặc chủ hộ kinh doanh.', 'Another name, address, trade or owner.'],
    ['đổi địa chỉ', 'đổi ngành nghề', 'change'],
    ['Giấy chứng nhận đăng ký hộ kinh doanh mới', 'New household business certificate'],
  ),
  household(
    '1.001570',
    [
      'Tạm ngừng kinh doanh, tiếp tục kinh doanh trước thời hạn đã thông báo của hộ kinh doanh',
      'Suspending a household business',
    ],
    ['Báo tạm nghỉ kinh doanh một thời gian, hoặc mở lại sớm hơn.', 'Announce a pause, or an earlier return.'],
    ['tạm ngừng', 'tạm nghỉ bán', 'mở lại', 'suspend'],
    ['Giấy xác nhận tạm ngừng kinh doanh', 'Confirmation of the suspension'],
  ),
  household(
    '1.001266',
    ['Chấm dứt hoạt động hộ kinh doanh', 'Closing a household business'],
    ['Đóng hẳn hộ kinh doanh sau khi đã nộp đủ thuế.', 'Close for good, once the taxes are paid.'],
    ['đóng cửa hàng', 'nghỉ kinh doanh', 'chấm dứt', 'close'],
    ['Thông báo chấm dứt hoạt động hộ kinh doanh', 'Notice of closing'],
  ),
  informative({
    code: '2.001955',
    name: ['Đăng ký nội quy lao động của doanh nghiệp', 'Registering work rules'],
    sector: 'labour',
    audiences: ['business'],
    body: 'home',
    description: [
      'Doanh nghiệp có từ 10 người lao động đăng ký nội quy lao động.',
      'For enterprises with 10 workers or more.',
    ],
    subjects: ['Người sử dụng lao động có từ 10 người lao động trở lên', 'Employers of 10 or more'],
    keywords: ['nội quy lao động', 'người lao động', 'work rules'],
    limit: { unit: 'working-day', amount: 7 },
    fees: [{ name: ['Lệ phí', 'Fee'], amount: 0, note: ['Không thu.', 'None.'] }],
    papers: [
      {
        name: ['Văn bản đề nghị đăng ký và nội quy lao động', 'Request and the rules'],
        why: ['Để kiểm tra nội dung có đúng luật.', 'To see whether they agree with the law.'],
      },
      {
        name: [
          'Văn bản góp ý của tổ chức đại diện người lao động (nếu có)',
          'Comments of the workers’ organisation, if any',
        ],
        why: ['Người lao động được hỏi ý kiến.', 'Workers are to be consulted.'],
        required: false,
      },
    ],
    result: ['Nội quy lao động có hiệu lực', 'Work rules in force'],
    law: ['labour'],
  }),
];
