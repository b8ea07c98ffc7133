/** Births, marriages and deaths: to be found and understood; not filed here yet. */
import { free, idCard } from './common-papers.ts';
import { informative } from './informative.ts';

export const bornMarriedDied = [
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
];
