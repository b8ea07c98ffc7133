/** Well-known procedures of citizens, to be found and understood; they are not filed here yet. */
import { informative } from './informative.ts';

const idCard = {
  name: ['Thẻ căn cước hoặc hộ chiếu còn giá trị của người yêu cầu', 'Valid identity card or passport'],
  why: [
    'Để biết đúng người yêu cầu. Nộp trực tuyến thì đăng nhập thay cho giấy này.',
    'To know who asks. Online, signing in takes its place.',
  ],
  kind: 'show',
  required: false,
} as const;

const everybody = ['Công dân Việt Nam', 'Citizens of Viet Nam'] as const;
const free = [{ name: ['Lệ phí', 'Fee'] as const, amount: 0, note: ['Miễn lệ phí.', 'No fee.'] as const }];

export const citizenProcedures = [
  informative({
    code: '1.000894',
    name: ['Đăng ký kết hôn', 'Marriage registration'],
    sector: 'civilStatus',
    body: 'commune',
    description: [
      'Hai bên nam, nữ đủ điều kiện kết hôn cùng đăng ký và nhận Giấy chứng nhận kết hôn.',
      'A man and a woman who may marry register together and receive the marriage certificate.',
    ],
    subjects: [
      'Nam từ đủ 20 tuổi, nữ từ đủ 18 tuổi là công dân Việt Nam cư trú trong nước',
      'Men from 20 and women from 18 years, citizens living in Viet Nam',
    ],
    keywords: ['kết hôn', 'cưới', 'lấy vợ', 'lấy chồng', 'giấy đăng ký kết hôn', 'hôn thú', 'marriage', 'wedding'],
    limit: { unit: 'same-day' },
    limitNote: [
      'Ngay trong ngày; nếu cần xác minh thì không quá 5 ngày làm việc.',
      'The same day; at most 5 working days where facts must be verified.',
    ],
    fees: free,
    papers: [
      {
        name: ['Tờ khai đăng ký kết hôn', 'Marriage declaration'],
        why: [
          'Ghi thông tin hai bên vào sổ; hai người có thể khai chung một tờ.',
          'What goes into the register; one form for both.',
        ],
        kind: 'form',
      },
      {
        name: ['Giấy xác nhận tình trạng hôn nhân', 'Certificate of marital status'],
        why: [
          'Chứng minh chưa có vợ, chồng; không cần nếu tra cứu được trong cơ sở dữ liệu.',
          'Proves that neither is married; not needed where the register shows it.',
        ],
        kind: 'data',
        required: false,
      },
      idCard,
    ],
    result: ['Giấy chứng nhận kết hôn (mỗi bên một bản chính)', 'Marriage certificate (one original each)'],
    law: ['civilStatus', 'civilStatusDecree', 'family'],
    conditions: [['Hai bên cùng có mặt khi ký Giấy chứng nhận kết hôn.', 'Both are present to sign.']],
  }),
  informative({
    code: '1.000656',
    name: ['Đăng ký khai tử', 'Death registration'],
    sector: 'civilStatus',
    body: 'commune',
    description: [
      'Khai tử cho người vừa mất, trong 15 ngày kể từ ngày có người chết.',
      'Register a death, within 15 days.',
    ],
    subjects: [
      'Vợ, chồng, con, cha, mẹ hoặc người thân thích của người chết',
      'Spouse, children, parents or relatives of the deceased',
    ],
    keywords: ['khai tử', 'báo tử', 'giấy chứng tử', 'người mất', 'qua đời', 'death certificate', 'funeral'],
    limit: { unit: 'same-day' },
    limitNote: [
      'Ngay trong ngày; nếu cần xác minh thì không quá 3 ngày làm việc.',
      'The same day; at most 3 working days where facts must be verified.',
    ],
    fees: free,
    papers: [
      {
        name: ['Tờ khai đăng ký khai tử', 'Death declaration'],
        why: ['Ghi thông tin vào Sổ đăng ký khai tử.', 'What goes into the register.'],
        kind: 'form',
      },
      {
        name: ['Giấy báo tử hoặc giấy tờ thay thế', 'Notice of death or a paper in its place'],
        why: ['Chứng minh thời gian, nơi chết và nguyên nhân.', 'Proves when, where and why.'],
      },
      idCard,
    ],
    result: ['Trích lục khai tử', 'Extract of the death act'],
    law: ['civilStatus', 'civilStatusDecree'],
  }),
  informative({
    code: '1.000689',
    name: [
      'Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con',
      'Birth registration with recognition of a father or mother',
    ],
    sector: 'civilStatus',
    body: 'commune',
    description: [
      'Khai sinh cho trẻ khi cha mẹ chưa đăng ký kết hôn và muốn ghi tên người cha.',
      'Register a birth and name the father where the parents are not married.',
    ],
    subjects: ['Cha, mẹ của trẻ', 'The parents of the child'],
    keywords: ['nhận cha cho con', 'chưa kết hôn', 'con ngoài giá thú', 'birth', 'recognition'],
    limit: { unit: 'working-day', amount: 3 },
    limitNote: [
      'Nếu cần xác minh thì không quá 8 ngày làm việc.',
      'At most 8 working days where facts must be verified.',
    ],
    fees: free,
    papers: [
      {
        name: ['Tờ khai đăng ký khai sinh và tờ khai nhận cha, mẹ, con', 'Declarations of birth and of recognition'],
        why: ['Ghi thông tin vào hai sổ hộ tịch.', 'What goes into the two registers.'],
        kind: 'form',
      },
      {
        name: ['Giấy chứng sinh', 'Birth notification'],
        why: ['Chứng minh ngày, nơi sinh và người mẹ.', 'Proves date, place and mother.'],
      },
      {
        name: ['Chứng cứ chứng minh quan hệ cha con, mẹ con', 'Evidence of parenthood'],
        why: [
          'Văn bản của cơ quan giám định, hoặc cam đoan của hai bên có người làm chứng.',
          'An expert’s statement, or the pledge of both with witnesses.',
        ],
      },
    ],
    result: [
      'Giấy khai sinh và trích lục đăng ký nhận cha, mẹ, con',
      'Birth certificate and extract of the recognition',
    ],
    law: ['civilStatus', 'civilStatusDecree'],
  }),
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
    code: '2.000528',
    name: ['Đăng ký khai sinh có yếu tố nước ngoài', 'Birth registration with a foreign element'],
    sector: 'civilStatus',
    body: 'commune',
    description: [
      'Khai sinh cho trẻ có cha hoặc mẹ là người nước ngoài.',
      'Register a child one of whose parents is a foreigner.',
    ],
    subjects: ['Cha, mẹ hoặc người thân thích của trẻ', 'Parents or relatives of the child'],
    keywords: ['cha người nước ngoài', 'mẹ người nước ngoài', 'quốc tịch nước ngoài', 'foreign parent'],
    limit: { unit: 'same-day' },
    fees: [
      {
        name: ['Lệ phí', 'Fee'],
        amount: null,
        note: ['Theo nghị quyết của Hội đồng nhân dân cấp tỉnh.', 'Set by the province.'],
      },
    ],
    papers: [
      {
        name: ['Tờ khai đăng ký khai sinh', 'Declaration'],
        why: ['Ghi thông tin vào sổ.', 'What goes into the register.'],
        kind: 'form',
      },
      {
        name: ['Giấy chứng sinh', 'Birth notification'],
        why: ['Chứng minh ngày, nơi sinh và người mẹ.', 'Proves date, place and mother.'],
      },
      {
        name: ['Văn bản thỏa thuận của cha mẹ về quốc tịch của trẻ', 'Agreement of the parents on the nationality'],
        why: [
          'Cần xác nhận của nước mà người cha hoặc mẹ là công dân, nếu chọn quốc tịch nước ngoài.',
          'With the confirmation of the other State where a foreign nationality is chosen.',
        ],
      },
    ],
    result: ['Giấy khai sinh', 'Birth certificate'],
    law: ['civilStatus', 'civilStatusDecree'],
  }),
  informative({
    code: '3.000722',
    name: [
      'Liên thông điện tử: đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế, cấp thẻ căn cước cho trẻ em dưới 6 tuổi',
      'Linked online: birth, permanent residence, health insurance and identity card for a child under 6',
    ],
    sector: 'civilStatus',
    body: 'commune',
    description: [
      'Một lần khai, nhận giấy khai sinh, đăng ký thường trú, thẻ bảo hiểm y tế và thẻ căn cước cho trẻ.',
      'One declaration for the birth certificate, residence, health insurance and identity card.',
    ],
    subjects: ['Cha, mẹ hoặc người giám hộ của trẻ em dưới 6 tuổi', 'Parents or guardians of a child under 6'],
    keywords: [
      'liên thông khai sinh',
      'bảo hiểm y tế trẻ em',
      'nhập khẩu cho con',
      'thẻ căn cước trẻ em',
      'con mới sinh',
      'newborn',
    ],
    limit: null,
    fees: free,
    papers: [
      {
        name: ['Tờ khai điện tử liên thông', 'Linked electronic declaration'],
        why: ['Dùng chung cho các cơ quan, không phải khai lại.', 'Shared by all bodies; nothing is asked twice.'],
        kind: 'form',
      },
      {
        name: ['Giấy chứng sinh', 'Birth notification'],
        why: ['Chứng minh ngày, nơi sinh và người mẹ.', 'Proves date, place and mother.'],
      },
    ],
    result: [
      'Giấy khai sinh, thông báo đăng ký thường trú, thẻ bảo hiểm y tế, thẻ căn cước',
      'Birth certificate, residence notice, health insurance card, identity card',
    ],
    law: ['linked', 'civilStatus', 'residence'],
  }),
  informative({
    code: '2.002913',
    name: [
      'Liên thông điện tử: đăng ký khai tử, xóa đăng ký thường trú, giải quyết mai táng phí, tử tuất',
      'Linked online: death, end of residence, funeral and survivors’ benefits',
    ],
    sector: 'civilStatus',
    body: 'commune',
    description: [
      'Một lần khai để khai tử, xóa thường trú và nhận các khoản trợ cấp khi người thân qua đời.',
      'One declaration for the death act, the end of residence and the benefits.',
    ],
    subjects: ['Người thân của người đã mất', 'Relatives of the deceased'],
    keywords: ['mai táng phí', 'tử tuất', 'người thân mất', 'death', 'funeral grant'],
    limit: null,
    fees: free,
    papers: [
      {
        name: ['Tờ khai điện tử liên thông', 'Linked electronic declaration'],
        why: ['Dùng chung cho các cơ quan, không phải khai lại.', 'Shared by all bodies; nothing is asked twice.'],
        kind: 'form',
      },
      {
        name: ['Giấy báo tử', 'Notice of death'],
        why: ['Chứng minh thời gian và nơi chết.', 'Proves when and where.'],
      },
    ],
    result: [
      'Trích lục khai tử, thông báo xóa thường trú, quyết định trợ cấp',
      'Extract of the death act, residence notice, decisions on benefits',
    ],
    law: ['linked', 'civilStatus'],
  }),
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
    code: '1.004222',
    name: ['Đăng ký thường trú', 'Registration of permanent residence'],
    sector: 'residence',
    body: 'communePolice',
    description: ['Nhập hộ khẩu: đăng ký nơi sinh sống ổn định, lâu dài.', 'Register where you live for good.'],
    subjects: everybody,
    keywords: ['hộ khẩu', 'nhập khẩu', 'nhập hộ khẩu', 'thường trú', 'chuyển hộ khẩu', 'residence'],
    limit: { unit: 'working-day', amount: 7 },
    fees: [
      { name: ['Nộp trực tiếp', 'In person'], amount: 20000 },
      { name: ['Nộp trực tuyến', 'Online'], amount: 10000 },
    ],
    papers: [
      {
        name: ['Tờ khai thay đổi thông tin cư trú (mẫu CT01)', 'Change of residence form (CT01)'],
        why: ['Ghi nơi ở mới và ý kiến của chủ hộ, chủ nhà.', 'The new address and the consent of the owner.'],
        kind: 'form',
      },
      {
        name: ['Giấy tờ chứng minh chỗ ở hợp pháp', 'Proof of a lawful dwelling'],
        why: ['Không cần nếu đã có trong cơ sở dữ liệu.', 'Not needed where the registers show it.'],
        kind: 'data',
        required: false,
      },
    ],
    result: ['Thông báo kết quả đăng ký cư trú', 'Notice of registration'],
    law: ['residence', 'residenceFees'],
  }),
  informative({
    code: '1.004194',
    name: ['Đăng ký tạm trú', 'Registration of temporary residence'],
    sector: 'residence',
    body: 'communePolice',
    description: [
      'Dành cho người đến ở nơi khác từ 30 ngày trở lên để học tập, làm việc.',
      'For a stay of 30 days or more elsewhere, to study or work.',
    ],
    subjects: everybody,
    keywords: ['tạm trú', 'ở trọ', 'thuê nhà', 'đăng ký tạm trú', 'KT3', 'temporary residence'],
    limit: { unit: 'working-day', amount: 3 },
    fees: [
      { name: ['Nộp trực tiếp', 'In person'], amount: 15000 },
      { name: ['Nộp trực tuyến', 'Online'], amount: 7000 },
    ],
    papers: [
      {
        name: ['Tờ khai thay đổi thông tin cư trú (mẫu CT01)', 'Change of residence form (CT01)'],
        why: ['Ghi nơi tạm trú và thời hạn.', 'The address and for how long.'],
        kind: 'form',
      },
      {
        name: ['Giấy tờ chứng minh chỗ ở hợp pháp', 'Proof of a lawful dwelling'],
        why: ['Hợp đồng thuê, mượn hoặc ở nhờ.', 'A lease or the owner’s consent.'],
      },
    ],
    result: ['Thông báo kết quả đăng ký tạm trú', 'Notice of registration'],
    law: ['residence', 'residenceFees'],
  }),
  informative({
    code: '1.003197',
    name: ['Xóa đăng ký thường trú', 'Ending a registration of permanent residence'],
    sector: 'residence',
    body: 'communePolice',
    description: [
      'Xóa thường trú khi người thân qua đời, ra nước ngoài định cư hoặc không còn ở nơi đó.',
      'Where a person has died, settled abroad or moved away.',
    ],
    subjects: everybody,
    keywords: ['xóa hộ khẩu', 'cắt khẩu', 'xóa thường trú', 'end residence'],
    limit: { unit: 'working-day', amount: 5 },
    fees: free,
    papers: [
      {
        name: ['Tờ khai thay đổi thông tin cư trú (mẫu CT01)', 'Change of residence form (CT01)'],
        why: ['Ghi lý do xóa đăng ký.', 'States the reason.'],
        kind: 'form',
      },
    ],
    result: ['Thông báo kết quả', 'Notice'],
    law: ['residence'],
  }),
  informative({
    code: '2.000200',
    name: ['Cấp thẻ căn cước cho người từ đủ 14 tuổi trở lên', 'Identity card for those aged 14 and over'],
    sector: 'identity',
    body: 'provincePolice',
    description: [
      'Làm thẻ căn cước lần đầu, gồm chụp ảnh và lấy vân tay.',
      'The first identity card, with photograph and fingerprints.',
    ],
    subjects: ['Công dân Việt Nam từ đủ 14 tuổi', 'Citizens from 14 years'],
    keywords: [
      'căn cước',
      'căn cước công dân',
      'CCCD',
      'chứng minh nhân dân',
      'CMND',
      'làm thẻ căn cước',
      'identity card',
    ],
    limit: { unit: 'working-day', amount: 7 },
    fees: [
      {
        name: ['Lệ phí', 'Fee'],
        amount: 0,
        note: [
          'Cấp lần đầu không thu; đổi hoặc cấp lại thu theo quy định.',
          'None for the first card; changes and replacements have a fee.',
        ],
      },
    ],
    papers: [
      {
        name: [
          'Không phải nộp giấy tờ nếu thông tin trong Cơ sở dữ liệu quốc gia về dân cư đã đúng',
          'Nothing, where the population database is right',
        ],
        why: ['Cán bộ tra cứu thông tin.', 'The officer looks it up.'],
        kind: 'data',
        required: false,
      },
    ],
    result: ['Thẻ căn cước', 'Identity card'],
    law: ['identity'],
  }),
  informative({
    code: '3.000333',
    name: [
      'Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam, người nước ngoài đang cư trú tại Việt Nam',
      'Judicial record certificate',
    ],
    sector: 'records',
    body: 'provincePolice',
    description: [
      'Xác nhận có hay không có án tích, thường dùng khi xin việc, du học, định cư.',
      'Says whether a person has a criminal record; often needed for work, study and settling abroad.',
    ],
    subjects: [
      'Công dân Việt Nam, người nước ngoài đang cư trú tại Việt Nam',
      'Citizens, and foreigners living in Viet Nam',
    ],
    keywords: ['lý lịch tư pháp', 'án tích', 'tiền án', 'phiếu lý lịch', 'criminal record', 'police check'],
    limit: null,
    fees: [
      {
        name: ['Phí', 'Fee'],
        amount: null,
        note: ['Theo quy định của Bộ Tài chính.', 'Set by the Ministry of Finance.'],
      },
    ],
    papers: [
      {
        name: ['Tờ khai yêu cầu cấp Phiếu lý lịch tư pháp', 'Request form'],
        why: ['Cho biết cần phiếu số 1 hay số 2.', 'Says which certificate is needed.'],
        kind: 'form',
      },
      idCard,
    ],
    result: ['Phiếu lý lịch tư pháp', 'Judicial record certificate'],
    law: ['records'],
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
    code: '2.000693',
    name: ['Giải quyết hưởng chế độ thai sản', 'Maternity benefit'],
    sector: 'insurance',
    body: 'insurance',
    description: [
      'Nhận tiền thai sản khi sinh con, nhận con nuôi, dành cho người đóng bảo hiểm xã hội.',
      'Paid to insured parents at a birth or an adoption.',
    ],
    subjects: ['Người lao động đóng bảo hiểm xã hội', 'Insured workers'],
    keywords: ['thai sản', 'nghỉ sinh', 'tiền thai sản', 'bảo hiểm thai sản', 'sinh con', 'maternity'],
    limit: { unit: 'working-day', amount: 6 },
    fees: free,
    papers: [
      {
        name: ['Giấy khai sinh hoặc trích lục khai sinh của con', 'Birth certificate of the child'],
        why: ['Chứng minh việc sinh; không cần nếu tra cứu được.', 'Proves the birth; looked up where possible.'],
        kind: 'data',
        required: false,
      },
      {
        name: ['Giấy ra viện hoặc giấy tờ của cơ sở y tế', 'Hospital papers'],
        why: ['Xác định thời gian nghỉ.', 'Determine the time of leave.'],
      },
    ],
    result: ['Tiền trợ cấp thai sản', 'Maternity benefit'],
    law: ['insurance'],
  }),
  informative({
    code: '1.001613',
    name: ['Giải quyết hưởng bảo hiểm xã hội một lần', 'Lump-sum social insurance'],
    sector: 'insurance',
    body: 'insurance',
    description: [
      'Rút bảo hiểm xã hội một lần khi đủ điều kiện.',
      'Take out the contributions at once, where the law allows it.',
    ],
    subjects: ['Người đã đóng bảo hiểm xã hội và đủ điều kiện', 'Insured persons who meet the conditions'],
    keywords: ['rút bảo hiểm', 'bảo hiểm một lần', 'BHXH một lần', 'lump sum'],
    limit: { unit: 'working-day', amount: 7 },
    fees: free,
    papers: [
      {
        name: ['Đơn đề nghị và sổ bảo hiểm xã hội', 'Request and insurance book'],
        why: ['Xác định thời gian đã đóng.', 'Show the time of contributions.'],
      },
    ],
    result: ['Tiền bảo hiểm xã hội một lần', 'Lump sum'],
    law: ['insurance'],
  }),
  informative({
    code: '1.001776',
    name: [
      'Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hằng tháng, hỗ trợ kinh phí chăm sóc, nuôi dưỡng hằng tháng',
      'Monthly social allowance',
    ],
    sector: 'social',
    body: 'commune',
    description: [
      'Trợ cấp hằng tháng cho trẻ mồ côi, người khuyết tật nặng, người cao tuổi khó khăn và đối tượng bảo trợ khác.',
      'For orphans, people with severe disabilities, elderly people in need and others under protection.',
    ],
    subjects: ['Đối tượng bảo trợ xã hội', 'Persons under social protection'],
    keywords: ['trợ cấp xã hội', 'trợ cấp hằng tháng', 'người cao tuổi', 'người khuyết tật', 'mồ côi', 'allowance'],
    limit: { unit: 'working-day', amount: 22 },
    fees: free,
    papers: [
      {
        name: ['Tờ khai đề nghị trợ giúp xã hội', 'Declaration'],
        why: ['Để xét mức trợ cấp.', 'To decide on the allowance.'],
        kind: 'form',
      },
    ],
    result: ['Quyết định trợ cấp xã hội hằng tháng', 'Decision on the allowance'],
    law: ['social'],
  }),
  informative({
    code: '1.001699',
    name: ['Xác định, xác định lại mức độ khuyết tật và cấp Giấy xác nhận khuyết tật', 'Certificate of disability'],
    sector: 'social',
    body: 'commune',
    description: [
      'Hội đồng của xã, phường xác định mức độ khuyết tật và cấp giấy xác nhận.',
      'The commune’s board determines the degree of disability.',
    ],
    subjects: ['Người khuyết tật hoặc người đại diện', 'Persons with a disability, or those who represent them'],
    keywords: ['khuyết tật', 'giấy xác nhận khuyết tật', 'disability'],
    limit: { unit: 'working-day', amount: 25 },
    fees: free,
    papers: [
      {
        name: ['Đơn đề nghị', 'Request'],
        why: ['Nêu dạng tật và giấy tờ khám bệnh nếu có.', 'States the disability, with medical papers if any.'],
        kind: 'form',
      },
    ],
    result: ['Giấy xác nhận khuyết tật', 'Certificate of disability'],
    law: ['disability', 'social'],
  }),
  informative({
    code: '1.014027',
    name: ['Thực hiện, điều chỉnh, thôi hưởng trợ cấp hưu trí xã hội', 'Social pension'],
    sector: 'social',
    body: 'commune',
    description: [
      'Trợ cấp hằng tháng cho người cao tuổi không có lương hưu.',
      'A monthly allowance for elderly people without a pension.',
    ],
    subjects: [
      'Người từ đủ 75 tuổi không có lương hưu; hộ nghèo, cận nghèo từ đủ 70 tuổi',
      'From 75 years without a pension; from 70 in poor and near-poor households',
    ],
    keywords: ['trợ cấp hưu trí xã hội', 'người già', 'người cao tuổi', 'không có lương hưu', '75 tuổi', 'pension'],
    limit: { unit: 'working-day', amount: 10 },
    fees: free,
    papers: [
      {
        name: ['Văn bản đề nghị hưởng trợ cấp hưu trí xã hội', 'Request'],
        why: ['Để xét hưởng trợ cấp.', 'To decide on the allowance.'],
        kind: 'form',
      },
    ],
    result: ['Quyết định hưởng trợ cấp hưu trí xã hội', 'Decision on the social pension'],
    law: ['insurance'],
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
