import { agencyId } from './ids.ts';
import type { DemoAgency, DemoAgencyCode } from './types.ts';

/*
 * Level-1 codes (G.., H..) are those of QĐ 20/2020. The codes below level 1 are given out by each ministry and province;
 * those here are invented for the demo. What became of the H-codes after the mergers of 01/07/2025 is not yet published
 * in a source we hold, so a merged province is assumed to keep the code of the province whose name it took.
 */
const SINCE_2016 = '2016-04-01';
const SINCE_2020 = '2020-09-07';
const MERGED_ON = '2025-07-01';
const LAST_DAY_BEFORE = '2025-06-30';

const bothForms = (code2016: string, code2020: string, validTo: string | null = null): DemoAgencyCode[] => [
  { form: '2016', code: code2016, validFrom: SINCE_2016, validTo },
  { form: '2020', code: code2020, validFrom: SINCE_2020, validTo },
];

const national = (
  n: number,
  key: string,
  name: string,
  shortName: string,
  code: string,
  address: string,
): DemoAgency => ({
  id: agencyId(n),
  key,
  name,
  shortName,
  level: key === 'van-phong-chinh-phu' ? 'national' : 'ministry',
  parentId: null,
  areaCode: null,
  codes: bothForms(`000.00.00.${code}`, code),
  address,
  phone: `024 000 00${String(n).padStart(2, '0')}`,
  validFrom: SINCE_2016,
  validTo: null,
  successorId: null,
});

const provincial = (
  n: number,
  key: string,
  name: string,
  shortName: string,
  areaCode: string,
  code: string,
  parentId: string | null,
  address: string,
  end: { validTo: string; successorId: string } | null = null,
): DemoAgency => {
  const [head = '', sub] = code.split('.');
  return {
    id: agencyId(n),
    key,
    name,
    shortName,
    level: 'province',
    parentId,
    areaCode,
    codes: bothForms(`000.00.${sub ?? '00'}.${head}`, code, end?.validTo ?? null),
    address,
    phone: `${areaCode === '01' ? '024' : '0208'} 000 0${String(n).padStart(3, '0')}`,
    validFrom: SINCE_2016,
    validTo: end?.validTo ?? null,
    successorId: end?.successorId ?? null,
  };
};

/** Communes as they stand since 01/07/2025: they never had a code of the 2016 form. */
const commune = (
  n: number,
  key: string,
  unit: string,
  areaCode: string,
  code: string,
  parentId: string,
  address: string,
): DemoAgency => ({
  id: agencyId(n),
  key,
  name: `Ủy ban nhân dân ${unit}`,
  shortName: `UBND ${unit}`,
  level: 'commune',
  parentId,
  areaCode,
  codes: [{ form: '2020', code, validFrom: MERGED_ON, validTo: null }],
  address,
  phone: `${code.startsWith('H26') ? '024' : '0208'} 000 0${n}`,
  validFrom: MERGED_ON,
  validTo: null,
  successorId: null,
});

const thaiNguyen = agencyId(21);
const haNoi = agencyId(41);
const ended = (successorId: string): { validTo: string; successorId: string } => ({
  validTo: LAST_DAY_BEFORE,
  successorId,
});

export const demoAgencies: DemoAgency[] = [
  national(
    1,
    'van-phong-chinh-phu',
    'Văn phòng Chính phủ',
    'VPCP',
    'G22',
    'Số 1 phố Hoàng Hoa Thám, phường Ba Đình, thành phố Hà Nội',
  ),
  national(2, 'bo-cong-an', 'Bộ Công an', 'BCA', 'G01', 'Số 47 đường Phạm Văn Đồng, phường Nghĩa Đô, thành phố Hà Nội'),
  national(3, 'bo-tu-phap', 'Bộ Tư pháp', 'BTP', 'G15', 'Số 60 phố Trần Phú, phường Ba Đình, thành phố Hà Nội'),
  national(4, 'bo-noi-vu', 'Bộ Nội vụ', 'BNV', 'G09', 'Số 8 đường Tôn Thất Thuyết, phường Cầu Giấy, thành phố Hà Nội'),
  national(
    5,
    'bo-khoa-hoc-va-cong-nghe',
    'Bộ Khoa học và Công nghệ',
    'BKHCN',
    'G06',
    'Số 113 phố Trần Duy Hưng, phường Yên Hòa, thành phố Hà Nội',
  ),
  national(
    6,
    'bo-tai-chinh',
    'Bộ Tài chính',
    'BTC',
    'G12',
    'Số 28 phố Trần Hưng Đạo, phường Cửa Nam, thành phố Hà Nội',
  ),
  national(7, 'bo-y-te', 'Bộ Y tế', 'BYT', 'G18', 'Số 138A phố Giảng Võ, phường Giảng Võ, thành phố Hà Nội'),

  provincial(
    21,
    'ubnd-tinh-thai-nguyen',
    'Ủy ban nhân dân tỉnh Thái Nguyên',
    'UBND tỉnh Thái Nguyên',
    '19',
    'H55',
    null,
    'Số 18 đường Nha Trang, phường Phan Đình Phùng, tỉnh Thái Nguyên',
  ),
  provincial(
    22,
    'van-phong-ubnd-tinh-thai-nguyen',
    'Văn phòng Ủy ban nhân dân tỉnh Thái Nguyên',
    'VP UBND tỉnh Thái Nguyên',
    '19',
    'H55.01',
    thaiNguyen,
    'Số 18 đường Nha Trang, phường Phan Đình Phùng, tỉnh Thái Nguyên',
  ),
  provincial(
    23,
    'so-tu-phap-thai-nguyen',
    'Sở Tư pháp tỉnh Thái Nguyên',
    'STP Thái Nguyên',
    '19',
    'H55.13',
    thaiNguyen,
    'Đường Phan Đình Phùng, phường Phan Đình Phùng, tỉnh Thái Nguyên',
  ),
  provincial(
    24,
    'so-noi-vu-thai-nguyen',
    'Sở Nội vụ tỉnh Thái Nguyên',
    'SNV Thái Nguyên',
    '19',
    'H55.09',
    thaiNguyen,
    'Số 17 đường Đội Cấn, phường Phan Đình Phùng, tỉnh Thái Nguyên',
  ),
  provincial(
    25,
    'trung-tam-phuc-vu-hanh-chinh-cong-thai-nguyen',
    'Trung tâm Phục vụ hành chính công tỉnh Thái Nguyên',
    'TTPVHCC Thái Nguyên',
    '19',
    'H55.21',
    agencyId(22),
    'Số 17 đường Đội Cấn, phường Phan Đình Phùng, tỉnh Thái Nguyên',
  ),
  provincial(
    31,
    'ubnd-tinh-bac-kan',
    'Ủy ban nhân dân tỉnh Bắc Kạn',
    'UBND tỉnh Bắc Kạn',
    '06',
    'H03',
    null,
    'Đường Hùng Vương, thành phố Bắc Kạn, tỉnh Bắc Kạn',
    ended(thaiNguyen),
  ),
  provincial(
    32,
    'so-tu-phap-bac-kan',
    'Sở Tư pháp tỉnh Bắc Kạn',
    'STP Bắc Kạn',
    '06',
    'H03.13',
    agencyId(31),
    'Đường Trường Chinh, thành phố Bắc Kạn, tỉnh Bắc Kạn',
    ended(agencyId(23)),
  ),
  provincial(
    41,
    'ubnd-thanh-pho-ha-noi',
    'Ủy ban nhân dân thành phố Hà Nội',
    'UBND TP. Hà Nội',
    '01',
    'H26',
    null,
    'Số 12 phố Lê Lai, phường Hoàn Kiếm, thành phố Hà Nội',
  ),
  provincial(
    42,
    'so-tu-phap-ha-noi',
    'Sở Tư pháp thành phố Hà Nội',
    'STP Hà Nội',
    '01',
    'H26.13',
    haNoi,
    'Số 1B phố Trần Phú, phường Ba Đình, thành phố Hà Nội',
  ),

  commune(
    101,
    'phuong-phan-dinh-phung',
    'phường Phan Đình Phùng',
    '05443',
    'H55.201',
    thaiNguyen,
    'Đường Hoàng Văn Thụ, phường Phan Đình Phùng, tỉnh Thái Nguyên',
  ),
  commune(
    102,
    'phuong-duc-xuan',
    'phường Đức Xuân',
    '01840',
    'H55.202',
    thaiNguyen,
    'Đường Kon Tum, phường Đức Xuân, tỉnh Thái Nguyên',
  ),
  commune(103, 'xa-ba-be', 'xã Ba Bể', '01906', 'H55.203', thaiNguyen, 'Trung tâm xã Ba Bể, tỉnh Thái Nguyên'),
  commune(
    104,
    'phuong-bac-kan',
    'phường Bắc Kạn',
    '01843',
    'H55.204',
    thaiNguyen,
    'Đường Trường Chinh, phường Bắc Kạn, tỉnh Thái Nguyên',
  ),
  commune(105, 'xa-cho-don', 'xã Chợ Đồn', '02020', 'H55.205', thaiNguyen, 'Trung tâm xã Chợ Đồn, tỉnh Thái Nguyên'),
  commune(106, 'xa-dinh-hoa', 'xã Định Hóa', '05569', 'H55.206', thaiNguyen, 'Trung tâm xã Định Hóa, tỉnh Thái Nguyên'),
  commune(107, 'xa-vo-nhai', 'xã Võ Nhai', '05716', 'H55.207', thaiNguyen, 'Trung tâm xã Võ Nhai, tỉnh Thái Nguyên'),
  commune(
    108,
    'phuong-song-cong',
    'phường Sông Công',
    '05518',
    'H55.208',
    thaiNguyen,
    'Đường Cách Mạng Tháng Mười, phường Sông Công, tỉnh Thái Nguyên',
  ),
  commune(
    109,
    'phuong-pho-yen',
    'phường Phổ Yên',
    '05860',
    'H55.209',
    thaiNguyen,
    'Đường Tôn Đức Thắng, phường Phổ Yên, tỉnh Thái Nguyên',
  ),
  commune(110, 'xa-dai-tu', 'xã Đại Từ', '05830', 'H55.210', thaiNguyen, 'Trung tâm xã Đại Từ, tỉnh Thái Nguyên'),
  commune(
    121,
    'phuong-ba-dinh',
    'phường Ba Đình',
    '00004',
    'H26.201',
    haNoi,
    'Số 2 phố Trúc Bạch, phường Ba Đình, thành phố Hà Nội',
  ),
  commune(
    122,
    'phuong-hoan-kiem',
    'phường Hoàn Kiếm',
    '00070',
    'H26.202',
    haNoi,
    'Số 126 phố Hàng Trống, phường Hoàn Kiếm, thành phố Hà Nội',
  ),
  commune(
    123,
    'phuong-cau-giay',
    'phường Cầu Giấy',
    '00166',
    'H26.203',
    haNoi,
    'Số 36 đường Cầu Giấy, phường Cầu Giấy, thành phố Hà Nội',
  ),
];

/** @throws Error when no demo agency has that key. */
export function demoAgency(key: string): DemoAgency {
  const agency = demoAgencies.find((a) => a.key === key);
  if (!agency) throw new Error(`The demo world has no agency "${key}".`);
  return agency;
}
