import { legalAssumption } from '#platform/legal.ts';
import {
  LAST_DAY_BEFORE_REFORM,
  REFORM_DAY,
  type AreaKind,
  type AreaVersion,
  type Confidence,
  type Succession,
} from './model.ts';

/**
 * Public data tell what stood on 30/06/2025, not since when each unit stood so. Hà Tây joined Hà Nội on 01/08/2008,
 * the last change to the list of 63 provinces, so units of before the reform are taken to begin on that day.
 */
export const LEGACY_SINCE = legalAssumption({
  id: 'directory.legacy-since',
  statement:
    'Units of the three-tier system are taken to have stood unchanged from this day to 30/06/2025; changes of communes in between are not known.',
  source: 'QĐ 124/2004/QĐ-TTg and the resolutions on communes of 2008–2025',
  value: '2008-08-01',
  configuredBy: 'src/modules/directory/areas/provinces.ts',
});

const HUE_A_CITY = '2025-01-01';
const SOURCE = 'Liên Thông';

/** The 63, in the order of their codes: code, name, and `city` where run by the centre. */
const OLD: readonly (readonly [string, string, 'city'?])[] = [
  ['01', 'Hà Nội', 'city'],
  ['02', 'Hà Giang'],
  ['04', 'Cao Bằng'],
  ['06', 'Bắc Kạn'],
  ['08', 'Tuyên Quang'],
  ['10', 'Lào Cai'],
  ['11', 'Điện Biên'],
  ['12', 'Lai Châu'],
  ['14', 'Sơn La'],
  ['15', 'Yên Bái'],
  ['17', 'Hòa Bình'],
  ['19', 'Thái Nguyên'],
  ['20', 'Lạng Sơn'],
  ['22', 'Quảng Ninh'],
  ['24', 'Bắc Giang'],
  ['25', 'Phú Thọ'],
  ['26', 'Vĩnh Phúc'],
  ['27', 'Bắc Ninh'],
  ['30', 'Hải Dương'],
  ['31', 'Hải Phòng', 'city'],
  ['33', 'Hưng Yên'],
  ['34', 'Thái Bình'],
  ['35', 'Hà Nam'],
  ['36', 'Nam Định'],
  ['37', 'Ninh Bình'],
  ['38', 'Thanh Hóa'],
  ['40', 'Nghệ An'],
  ['42', 'Hà Tĩnh'],
  ['44', 'Quảng Bình'],
  ['45', 'Quảng Trị'],
  ['46', 'Thừa Thiên Huế'],
  ['48', 'Đà Nẵng', 'city'],
  ['49', 'Quảng Nam'],
  ['51', 'Quảng Ngãi'],
  ['52', 'Bình Định'],
  ['54', 'Phú Yên'],
  ['56', 'Khánh Hòa'],
  ['58', 'Ninh Thuận'],
  ['60', 'Bình Thuận'],
  ['62', 'Kon Tum'],
  ['64', 'Gia Lai'],
  ['66', 'Đắk Lắk'],
  ['67', 'Đắk Nông'],
  ['68', 'Lâm Đồng'],
  ['70', 'Bình Phước'],
  ['72', 'Tây Ninh'],
  ['74', 'Bình Dương'],
  ['75', 'Đồng Nai'],
  ['77', 'Bà Rịa - Vũng Tàu'],
  ['79', 'Hồ Chí Minh', 'city'],
  ['80', 'Long An'],
  ['82', 'Tiền Giang'],
  ['83', 'Bến Tre'],
  ['84', 'Trà Vinh'],
  ['86', 'Vĩnh Long'],
  ['87', 'Đồng Tháp'],
  ['89', 'An Giang'],
  ['91', 'Kiên Giang'],
  ['92', 'Cần Thơ', 'city'],
  ['93', 'Hậu Giang'],
  ['94', 'Sóc Trăng'],
  ['95', 'Bạc Liêu'],
  ['96', 'Cà Mau'],
];

/** The 23 merged units of NQ 202/2025/QH15: code, name, the old codes that formed it. The other 11 went on unchanged. */
const MERGED: readonly (readonly [string, string, readonly string[], 'city'?])[] = [
  ['08', 'Tuyên Quang', ['08', '02']],
  ['15', 'Lào Cai', ['10', '15']],
  ['19', 'Thái Nguyên', ['19', '06']],
  ['24', 'Bắc Ninh', ['27', '24']],
  ['25', 'Phú Thọ', ['25', '26', '17']],
  ['31', 'Hải Phòng', ['31', '30'], 'city'],
  ['33', 'Hưng Yên', ['33', '34']],
  ['37', 'Ninh Bình', ['37', '35', '36']],
  ['44', 'Quảng Trị', ['45', '44']],
  ['48', 'Đà Nẵng', ['48', '49'], 'city'],
  ['51', 'Quảng Ngãi', ['51', '62']],
  ['52', 'Gia Lai', ['64', '52']],
  ['56', 'Khánh Hòa', ['56', '58']],
  ['66', 'Đắk Lắk', ['66', '54']],
  ['68', 'Lâm Đồng', ['68', '67', '60']],
  ['75', 'Đồng Nai', ['75', '70']],
  ['79', 'Hồ Chí Minh', ['79', '74', '77'], 'city'],
  ['80', 'Tây Ninh', ['72', '80']],
  ['82', 'Đồng Tháp', ['87', '82']],
  ['86', 'Vĩnh Long', ['86', '83', '84']],
  ['91', 'An Giang', ['89', '91']],
  ['92', 'Cần Thơ', ['92', '94', '93'], 'city'],
  ['96', 'Cà Mau', ['96', '95']],
];

function province(
  code: string,
  name: string,
  kind: AreaKind,
  validFrom: string,
  validTo: string | null,
  instrument: string,
  confidence: Confidence,
): AreaVersion {
  return {
    code,
    validFrom,
    validTo,
    level: 'province',
    kind,
    name,
    provinceCode: code,
    districtName: null,
    instrument,
    source: SOURCE,
    confidence,
  };
}

/** The provinces up to the reform of 01/07/2025 and on that day, and how the first became the second. Later acts: acts.ts. */
export function provincesThroughTime(): { areas: AreaVersion[]; links: Succession[] } {
  const ended = new Set(MERGED.flatMap(([, , from]) => from));
  const areas: AreaVersion[] = [];
  for (const [code, name, city] of OLD) {
    const last = ended.has(code) ? LAST_DAY_BEFORE_REFORM : code === '46' ? '2024-12-31' : null;
    areas.push(province(code, name, city ?? 'province', LEGACY_SINCE, last, 'QĐ 124/2004/QĐ-TTg', 'code'));
  }
  areas.push(province('46', 'Huế', 'city', HUE_A_CITY, null, 'NQ 175/2024/QH15', 'code'));
  const links: Succession[] = [
    {
      fromCode: '46',
      fromSince: LEGACY_SINCE,
      toCode: '46',
      toSince: HUE_A_CITY,
      kind: 'type-change',
      instrument: 'NQ 175/2024/QH15',
      source: SOURCE,
      confidence: 'code',
    },
  ];
  for (const [code, name, from, city] of MERGED) {
    areas.push(province(code, name, city ?? 'province', REFORM_DAY, null, 'NQ 202/2025/QH15', 'code'));
    for (const old of from)
      links.push({
        fromCode: old,
        fromSince: LEGACY_SINCE,
        toCode: code,
        toSince: REFORM_DAY,
        kind: 'merge',
        instrument: 'NQ 202/2025/QH15',
        source: SOURCE,
        confidence: 'code',
      });
  }
  return { areas, links };
}

/** Full name of a province of before the reform (public spelling, any case and tone place) → code, made with `spell`. */
export function oldProvinceCodes(spell: (text: string) => string): Map<string, string> {
  const codes = new Map<string, string>();
  for (const [code, name, city] of OLD) codes.set(spell(`${city ? 'Thành phố' : 'Tỉnh'} ${name}`), code);
  codes.set(spell('Thành phố Huế'), '46');
  return codes;
}
