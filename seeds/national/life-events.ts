/**
 * The 11 life events of citizens and the 11 of businesses, as the national portal groups procedures. The code is the name
 * in upper case without marks and spaces (đ as D).
 */
import type { LifeEvent, LifeEventKind } from '../../src/modules/procedures/index.ts';
import { legalAssumption } from '../../src/platform/legal.ts';
import { fold } from '../../src/platform/text.ts';

export function lifeEventCode(name: string): string {
  return fold(name)
    .toUpperCase()
    .replace(/[^A-Z]/g, '');
}

type Row = [vi: string, en: string, descriptionVi: string, descriptionEn: string, codes: string[]];

const citizen: Row[] = [
  [
    'Có con nhỏ',
    'Having a small child',
    'Khai sinh, bảo hiểm y tế, thai sản và những việc cần làm khi gia đình có thêm em bé.',
    'Birth registration, health insurance, maternity and what else a new baby needs.',
    ['1.001193', '3.000722', '1.000689', '2.000528', '2.000693', '1.001022', '2.001263', '2.000635'],
  ],
  [
    'Học tập',
    'Studying',
    'Nhập học, tuyển sinh và giấy tờ học tập.',
    'Enrolment and school papers.',
    ['3.000182', '2.000815'],
  ],
  [
    'Việc làm',
    'Employment',
    'Giấy tờ xin việc, bảo hiểm xã hội và quyền lợi của người lao động.',
    'Papers for a job, social insurance and workers’ benefits.',
    ['3.000333', '2.000884', '2.000815', '2.000693', '1.001613'],
  ],
  [
    'Cư trú và giấy tờ tùy thân',
    'Residence and identity papers',
    'Thường trú, tạm trú, thẻ căn cước và giấy tờ cá nhân.',
    'Residence, identity card and personal papers.',
    ['1.004222', '1.004194', '1.003197', '2.000200', '3.000333', '2.000635', '1.004859', '1.004884'],
  ],
  [
    'Hôn nhân và gia đình',
    'Marriage and family',
    'Kết hôn, xác nhận tình trạng hôn nhân, nhận cha, mẹ, con và nuôi con nuôi.',
    'Marriage, marital status, recognition and adoption.',
    ['1.000894', '1.004873', '1.001022', '2.001263', '1.004859'],
  ],
  [
    'Điện lực, nhà ở, đất đai',
    'Electricity, housing, land',
    'Xây nhà, đất đai và điện sinh hoạt.',
    'Building a house, land and electricity.',
    ['1.013225', '1.004222'],
  ],
  [
    'Sức khỏe và y tế',
    'Health and medical care',
    'Bảo hiểm y tế, xác nhận khuyết tật và trợ giúp khi đau ốm.',
    'Health insurance, disability and help in illness.',
    ['3.000722', '1.001699', '1.001776', '2.000693'],
  ],
  [
    'Phương tiện và người lái',
    'Vehicles and drivers',
    'Đăng ký xe và giấy phép lái xe.',
    'Vehicle registration and driving licences.',
    [],
  ],
  [
    'Hưu trí',
    'Retirement',
    'Lương hưu, trợ cấp cho người cao tuổi.',
    'Pensions and allowances for the elderly.',
    ['1.014027', '1.001776', '1.001613'],
  ],
  [
    'Người thân qua đời',
    'Death of a relative',
    'Khai tử, mai táng phí và những việc cần làm khi gia đình có người mất.',
    'Death registration, funeral grant and what else has to be done.',
    ['1.000656', '2.002913', '1.003197', '2.000635'],
  ],
  [
    'Giải quyết khiếu kiện',
    'Complaints and litigation',
    'Gặp cán bộ tiếp dân, gửi đơn khiếu nại, kiến nghị.',
    'Meet an officer, send a complaint or a proposal.',
    ['2.001909', '2.002409'],
  ],
];

const business: Row[] = [
  [
    'Khởi sự kinh doanh',
    'Starting a business',
    'Thành lập hộ kinh doanh hoặc doanh nghiệp.',
    'Found a household business or an enterprise.',
    ['1.001612', '2.001610', '2.001583', '2.001199', '2.002043'],
  ],
  [
    'Lao động và bảo hiểm xã hội',
    'Labour and social insurance',
    'Tuyển dụng, nội quy lao động và bảo hiểm cho người lao động.',
    'Hiring, work rules and insurance.',
    ['2.001955', '2.000693'],
  ],
  [
    'Tài chính doanh nghiệp',
    'Corporate finance',
    'Thuế, kế toán và vốn của doanh nghiệp.',
    'Taxes, accounting and capital.',
    [],
  ],
  [
    'Điện lực, đất đai, xây dựng',
    'Electricity, land, construction',
    'Mặt bằng, điện sản xuất và giấy phép xây dựng.',
    'Premises, power and building permits.',
    ['1.013225'],
  ],
  [
    'Thương mại, quảng cáo',
    'Trade, advertising',
    'Mua bán, khuyến mại, quảng cáo.',
    'Trading, promotion and advertising.',
    [],
  ],
  [
    'Sở hữu trí tuệ, đăng ký tài sản',
    'Intellectual property, asset registration',
    'Nhãn hiệu, sáng chế và đăng ký tài sản.',
    'Trade marks, patents and assets.',
    [],
  ],
  [
    'Thành lập chi nhánh, văn phòng đại diện',
    'Branches and representative offices',
    'Mở thêm chi nhánh, văn phòng, địa điểm kinh doanh.',
    'Open a branch, an office or a place of business.',
    [],
  ],
  [
    'Đấu thầu, mua sắm công',
    'Tendering, public procurement',
    'Tham gia đấu thầu và bán hàng cho cơ quan nhà nước.',
    'Bid for and sell to the State.',
    [],
  ],
  [
    'Tái cấu trúc doanh nghiệp',
    'Restructuring',
    'Thay đổi đăng ký, chia tách, sáp nhập, chuyển đổi loại hình.',
    'Changes, divisions, mergers and conversions.',
    ['2.000720'],
  ],
  [
    'Giải quyết tranh chấp hợp đồng',
    'Contract disputes',
    'Khi hai bên không thống nhất về hợp đồng.',
    'When the parties do not agree.',
    ['2.000884'],
  ],
  [
    'Tạm dừng, chấm dứt hoạt động',
    'Suspension, closing',
    'Tạm ngừng hoặc đóng cửa kinh doanh.',
    'Pause or close a business.',
    ['1.001570', '1.001266'],
  ],
];

const eventsOf = (kind: LifeEventKind, rows: Row[]): LifeEvent[] =>
  rows.map(([vi, en, descriptionVi, descriptionEn, procedureCodes], index) => ({
    code: lifeEventCode(vi),
    kind,
    position: index + 1,
    name: { vi, en },
    description: { vi: descriptionVi, en: descriptionEn },
    procedureCodes,
  }));

export const lifeEvents: LifeEvent[] = [...eventsOf('citizen', citizen), ...eventsOf('business', business)];

legalAssumption({
  id: 'procedures.life-event-codes',
  statement:
    'The code of a life event is its name in upper case without marks and spaces; four codes are known to be so, the others follow the pattern.',
  source: 'Catalogue of life events of the National Public Service Portal',
  value: 'upper case, no diacritics, no spaces',
  configuredBy: 'the catalogue that is loaded (seeds/national/life-events.ts)',
});
