/** Residence, identity cards and judicial records: to be found and understood; not filed here yet. */
import { everybody, free, idCard } from './common-papers.ts';
import { informative } from './informative.ts';

export const residenceAndIdentity = [
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
];
