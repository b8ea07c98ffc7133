/** Papers about civil status, its changes, recognition and adoption: to be found and understood; not filed here yet. */
import { everybody, idCard } from './common-papers.ts';
import { informative } from './informative.ts';

export const civilStatusPapers = [
  informative({
    code: '1.001022',
    name: ['Đăng ký nhận cha, mẹ, con', 'Recognition of a father, a mother or a child'],
    sector: 'civilStatus',
    body: 'commune',
    description: [
      'Ghi nhận quan hệ cha, mẹ, con khi các bên đều còn sống và tự nguyện.',
      'Record parenthood where all are living and willing.',
    ],
    subjects: ['Người yêu cầu nhận cha, mẹ, con', 'Those who ask for the recognition'],
    keywords: ['nhận cha', 'nhận con', 'nhận mẹ', 'xác nhận cha con', 'paternity'],
    limit: { unit: 'working-day', amount: 3 },
    limitNote: [
      'Nếu cần xác minh thì không quá 8 ngày làm việc.',
      'At most 8 working days where facts must be verified.',
    ],
    papers: [
      {
        name: ['Tờ khai đăng ký nhận cha, mẹ, con', 'Declaration'],
        why: ['Ghi thông tin vào sổ.', 'What goes into the register.'],
        kind: 'form',
      },
      {
        name: ['Chứng cứ chứng minh quan hệ', 'Evidence of parenthood'],
        why: [
          'Kết quả giám định hoặc văn bản cam đoan có người làm chứng.',
          'An expert’s result or a pledge with witnesses.',
        ],
      },
      idCard,
    ],
    result: ['Trích lục đăng ký nhận cha, mẹ, con', 'Extract of the recognition'],
    law: ['civilStatus', 'civilStatusDecree'],
  }),
  informative({
    code: '1.004873',
    name: ['Cấp Giấy xác nhận tình trạng hôn nhân', 'Certificate of marital status'],
    sector: 'civilStatus',
    body: 'commune',
    description: [
      'Xác nhận đang độc thân, đã kết hôn hoặc đã ly hôn, để kết hôn hoặc làm việc khác.',
      'Says whether a person is single, married or divorced.',
    ],
    subjects: everybody,
    keywords: ['độc thân', 'giấy xác nhận độc thân', 'tình trạng hôn nhân', 'chưa kết hôn', 'single status'],
    limit: { unit: 'working-day', amount: 3 },
    papers: [
      {
        name: ['Tờ khai cấp Giấy xác nhận tình trạng hôn nhân', 'Declaration'],
        why: ['Ghi rõ mục đích sử dụng.', 'States the purpose.'],
        kind: 'form',
      },
      {
        name: [
          'Bản án ly hôn hoặc trích lục khai tử của vợ, chồng (nếu có)',
          'Divorce judgment or death extract of a spouse, if any',
        ],
        why: ['Chứng minh hôn nhân trước đã chấm dứt.', 'Proves that an earlier marriage has ended.'],
        required: false,
      },
      idCard,
    ],
    result: [
      'Giấy xác nhận tình trạng hôn nhân (có giá trị 6 tháng)',
      'Certificate of marital status (valid for 6 months)',
    ],
    law: ['civilStatus', 'civilStatusDecree'],
  }),
  informative({
    code: '2.000635',
    name: ['Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh', 'Certified extracts of civil-status acts'],
    sector: 'civilStatus',
    body: 'commune',
    description: [
      'Xin bản sao giấy khai sinh, kết hôn, khai tử ở bất kỳ cơ quan đăng ký hộ tịch nào.',
      'Copies of birth, marriage and death acts from any registration office.',
    ],
    subjects: everybody,
    keywords: ['trích lục', 'bản sao giấy khai sinh', 'sao lục khai sinh', 'mất giấy khai sinh', 'extract', 'copy'],
    limit: { unit: 'same-day' },
    fees: [{ name: ['Phí', 'Fee'], amount: 8000, note: ['Tính cho một bản sao.', 'For each copy.'] }],
    papers: [
      {
        name: ['Tờ khai cấp bản sao trích lục hộ tịch', 'Declaration'],
        why: ['Cho biết cần bản sao của việc hộ tịch nào.', 'Says which act.'],
        kind: 'form',
      },
      idCard,
    ],
    result: ['Bản sao trích lục hộ tịch', 'Certified extract'],
    law: ['civilStatus', 'civilStatusDecree', 'copyFees'],
  }),
  informative({
    code: '1.004884',
    name: ['Đăng ký lại khai sinh', 'Registering a birth again'],
    sector: 'civilStatus',
    body: 'commune',
    description: [
      'Dành cho người đã được khai sinh nhưng sổ hộ tịch và bản chính đều đã mất.',
      'For those whose birth was registered, but the register and the original are lost.',
    ],
    subjects: everybody,
    keywords: ['đăng ký lại khai sinh', 'mất giấy khai sinh', 'làm lại giấy khai sinh', 'lost birth certificate'],
    limit: { unit: 'working-day', amount: 5 },
    papers: [
      {
        name: ['Tờ khai đăng ký lại khai sinh, có cam đoan', 'Declaration with a pledge'],
        why: [
          'Người yêu cầu cam đoan đã được khai sinh trước đây.',
          'The applicant pledges that the birth was registered before.',
        ],
        kind: 'form',
      },
      {
        name: ['Bản sao giấy tờ có nội dung khai sinh', 'Copies of papers that show the birth data'],
        why: ['Căn cứ để ghi lại thông tin.', 'What the new entry rests on.'],
      },
      idCard,
    ],
    result: ['Giấy khai sinh', 'Birth certificate'],
    law: ['civilStatus', 'civilStatusDecree'],
  }),
  informative({
    code: '1.004859',
    name: [
      'Thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc',
      'Changing, correcting or completing civil-status data',
    ],
    sector: 'civilStatus',
    body: 'commune',
    description: [
      'Đổi họ, tên; sửa sai sót; bổ sung thông tin còn thiếu trong giấy tờ hộ tịch.',
      'Change a name, correct a mistake or add what is missing.',
    ],
    subjects: everybody,
    keywords: ['đổi tên', 'sửa giấy khai sinh', 'cải chính hộ tịch', 'sai ngày sinh', 'change name'],
    limit: { unit: 'working-day', amount: 3 },
    limitNote: [
      'Bổ sung thông tin thì giải quyết ngay trong ngày; nếu cần xác minh thì không quá 6 ngày làm việc.',
      'Additions the same day; at most 6 working days where facts must be verified.',
    ],
    papers: [
      {
        name: ['Tờ khai', 'Declaration'],
        why: ['Ghi rõ nội dung cần thay đổi và lý do.', 'What is to change, and why.'],
        kind: 'form',
      },
      {
        name: ['Giấy tờ làm căn cứ', 'Supporting papers'],
        why: ['Chứng minh nội dung cần thay đổi là đúng.', 'Prove the change.'],
      },
      idCard,
    ],
    result: ['Trích lục thay đổi, cải chính, bổ sung hộ tịch', 'Extract of the change'],
    law: ['civilStatus', 'civilStatusDecree'],
  }),
  informative({
    code: '2.001263',
    name: ['Đăng ký việc nuôi con nuôi trong nước', 'Domestic adoption'],
    sector: 'civilStatus',
    body: 'commune',
    description: ['Nhận nuôi một trẻ em là công dân Việt Nam.', 'Adopt a child who is a citizen of Viet Nam.'],
    subjects: ['Công dân Việt Nam đủ điều kiện nhận con nuôi', 'Citizens who meet the conditions'],
    keywords: ['con nuôi', 'nhận con nuôi', 'adoption'],
    limit: { unit: 'calendar-day', amount: 30 },
    fees: [
      {
        name: ['Lệ phí', 'Fee'],
        amount: 400000,
        note: ['Miễn trong một số trường hợp theo quy định.', 'Waived in some cases.'],
      },
    ],
    papers: [
      {
        name: ['Đơn xin nhận con nuôi và giấy tờ của người nhận', 'Request and papers of the adopter'],
        why: ['Xét điều kiện của người nhận con nuôi.', 'To see whether the conditions are met.'],
      },
      {
        name: ['Giấy tờ của trẻ được nhận làm con nuôi', 'Papers of the child'],
        why: ['Xác định trẻ được cho làm con nuôi.', 'To identify the child.'],
      },
    ],
    result: ['Giấy chứng nhận nuôi con nuôi trong nước', 'Adoption certificate'],
    law: ['adoption'],
  }),
];
