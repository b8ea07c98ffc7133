/** Authentication, school, building and petitions: to be found and understood; not filed here yet. */
import { free, idCard } from './common-papers.ts';
import { informative } from './informative.ts';

export const everydayMatters = [
  informative({
    code: '2.000815',
    name: ['Chứng thực bản sao từ bản chính giấy tờ, văn bản', 'Authentication of a copy'],
    sector: 'authentication',
    body: 'commune',
    description: [
      'Đóng dấu xác nhận bản sao đúng với bản chính, tại bất kỳ xã, phường nào.',
      'Confirms that a copy agrees with its original, at any commune.',
    ],
    subjects: ['Cá nhân, tổ chức có nhu cầu', 'Anyone'],
    keywords: ['công chứng', 'sao y', 'sao y bản chính', 'chứng thực bản sao', 'photo công chứng', 'certified copy'],
    limit: { unit: 'same-day' },
    fees: [
      {
        name: ['Phí', 'Fee'],
        amount: 2000,
        note: [
          'Một trang; từ trang thứ ba 1.000 đồng một trang, nhiều nhất 200.000 đồng một bản.',
          'A page; 1,000 from the third page on, at most 200,000 a copy.',
        ],
      },
    ],
    papers: [
      {
        name: ['Bản chính và bản cần sao', 'The original and the copy'],
        why: ['Cán bộ đối chiếu hai bản.', 'The officer compares the two.'],
        kind: 'show',
      },
    ],
    result: ['Bản sao đã được chứng thực', 'Authenticated copy'],
    law: ['authentication', 'authenticationFees'],
  }),
  informative({
    code: '2.000884',
    name: ['Chứng thực chữ ký trong giấy tờ, văn bản', 'Authentication of a signature'],
    sector: 'authentication',
    body: 'commune',
    description: [
      'Xác nhận chữ ký trong giấy tờ đúng là của người yêu cầu.',
      'Confirms that a signature is the applicant’s.',
    ],
    subjects: ['Cá nhân, tổ chức có nhu cầu', 'Anyone'],
    keywords: ['chứng thực chữ ký', 'giấy ủy quyền', 'sơ yếu lý lịch', 'signature'],
    limit: { unit: 'same-day' },
    fees: [{ name: ['Phí', 'Fee'], amount: 10000, note: ['Một trường hợp.', 'For each case.'] }],
    papers: [
      {
        name: ['Giấy tờ cần ký', 'The paper to sign'],
        why: ['Ký trước mặt cán bộ.', 'It is signed before the officer.'],
        kind: 'show',
      },
      { ...idCard, required: true },
    ],
    result: ['Giấy tờ đã được chứng thực chữ ký', 'Paper with the authenticated signature'],
    law: ['authentication', 'authenticationFees'],
  }),
  informative({
    code: '3.000182',
    name: ['Tuyển sinh trung học cơ sở', 'Enrolment in lower secondary school'],
    sector: 'education',
    body: 'school',
    description: ['Đăng ký cho con vào lớp 6.', 'Enrol a child in grade 6.'],
    subjects: [
      'Cha, mẹ, người giám hộ của học sinh đã học xong tiểu học',
      'Parents and guardians of children who have finished primary school',
    ],
    keywords: ['vào lớp 6', 'tuyển sinh lớp 6', 'nhập học', 'đăng ký học', 'school enrolment'],
    limit: null,
    fees: free,
    papers: [
      {
        name: ['Hồ sơ tuyển sinh theo thông báo của trường', 'Papers named by the school'],
        why: ['Trường xét theo nơi cư trú và kết quả tiểu học.', 'The school looks at residence and primary results.'],
      },
    ],
    result: ['Kết quả tuyển sinh', 'Result of enrolment'],
    law: ['education'],
  }),
  informative({
    code: '1.013225',
    name: [
      'Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV và nhà ở riêng lẻ',
      'Building permit for smaller works and private houses',
    ],
    sector: 'construction',
    body: 'commune',
    description: ['Xin phép trước khi xây nhà ở.', 'Permission before a house is built.'],
    subjects: ['Chủ nhà, chủ đầu tư', 'Owners'],
    keywords: ['xây nhà', 'giấy phép xây dựng', 'xin phép xây nhà', 'building permit'],
    limit: null,
    fees: [
      {
        name: ['Lệ phí', 'Fee'],
        amount: null,
        note: ['Theo nghị quyết của Hội đồng nhân dân cấp tỉnh.', 'Set by the province.'],
      },
    ],
    papers: [
      {
        name: ['Đơn đề nghị cấp giấy phép xây dựng', 'Request'],
        why: ['Nêu vị trí, quy mô công trình.', 'Place and size of the works.'],
        kind: 'form',
      },
      {
        name: ['Giấy tờ về quyền sử dụng đất', 'Land-use papers'],
        why: ['Chứng minh được xây trên đất đó.', 'Prove the right to build there.'],
      },
      { name: ['Bản vẽ thiết kế', 'Drawings'], why: ['Kiểm tra an toàn và quy hoạch.', 'For safety and planning.'] },
    ],
    result: ['Giấy phép xây dựng', 'Building permit'],
    law: ['construction'],
  }),
  informative({
    code: '2.001909',
    name: ['Tiếp công dân tại cấp xã', 'Reception of citizens at the commune'],
    sector: 'petitions',
    body: 'commune',
    description: [
      'Gặp cán bộ để trình bày khiếu nại, tố cáo, kiến nghị, phản ánh.',
      'Meet an officer to bring a complaint, a denunciation or a proposal.',
    ],
    subjects: ['Mọi công dân', 'Everyone'],
    keywords: ['tiếp dân', 'tiếp công dân', 'gặp cán bộ', 'kiến nghị', 'phản ánh', 'petition'],
    limit: null,
    fees: free,
    papers: [
      {
        name: ['Đơn hoặc trình bày trực tiếp', 'A letter, or what is said'],
        why: ['Ghi nhận nội dung để giải quyết.', 'So that it can be acted on.'],
        required: false,
      },
    ],
    result: ['Phiếu hẹn hoặc văn bản trả lời', 'An appointment or a written answer'],
    law: ['reception'],
  }),
  informative({
    code: '2.002409',
    name: ['Giải quyết khiếu nại lần đầu tại cấp xã', 'First complaint at the commune'],
    sector: 'petitions',
    body: 'commune',
    description: [
      'Khiếu nại quyết định, việc làm của cán bộ xã, phường mà người dân cho là trái pháp luật.',
      'Against a decision or an act of the commune that is thought unlawful.',
    ],
    subjects: ['Công dân, cơ quan, tổ chức', 'Citizens, bodies, organisations'],
    keywords: ['khiếu nại', 'đơn khiếu nại', 'complaint'],
    limit: { unit: 'calendar-day', amount: 30 },
    limitNote: [
      'Kể từ ngày thụ lý; vụ việc phức tạp không quá 45 ngày, vùng sâu, vùng xa được kéo dài hơn.',
      'From acceptance; at most 45 days for complex cases, longer in remote areas.',
    ],
    fees: free,
    papers: [
      {
        name: ['Đơn khiếu nại và tài liệu kèm theo', 'Complaint and supporting papers'],
        why: ['Nêu rõ quyết định, việc làm bị khiếu nại.', 'Says what it is about.'],
      },
    ],
    result: ['Quyết định giải quyết khiếu nại', 'Decision on the complaint'],
    law: ['complaints'],
  }),
];
