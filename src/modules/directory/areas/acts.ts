import { legalAssumption } from '#platform/legal.ts';
import type { AreaKind, AreaLevel, Confidence } from './model.ts';

/** A dated act that changes the type or the name of units whose code stays. */
export interface Act {
  on: string;
  level: AreaLevel;
  codes: readonly string[];
  kind: AreaKind;
  instrument: string;
  confidence: Confidence;
}

const DONG_NAI_WARDS_ON = legalAssumption({
  id: 'directory.dong-nai-wards',
  statement: 'The ten communes of Đồng Nai became wards on the day Đồng Nai became a centrally-run city.',
  source: 'NQ 237/NQ-UBTVQH16 (day of effect)',
  value: '2026-04-30',
  configuredBy: 'lienthong import areas (a file of acts)',
});

const BAC_NINH_WARDS_ON = legalAssumption({
  id: 'directory.bac-ninh-wards',
  statement: 'The twelve communes of Bắc Ninh became wards on the day Bắc Ninh became a centrally-run city.',
  source: 'NQ 388/NQ-UBTVQH16 (day of effect)',
  value: '2026-09-20',
  configuredBy: 'lienthong import areas (a file of acts)',
});

/** What has been decided since the code list of QĐ 19/2025, in order of time. The public package stands at July 2025. */
export const ACTS_SINCE_THE_REFORM: readonly Act[] = [
  {
    on: '2026-04-30',
    level: 'province',
    codes: ['75'],
    kind: 'city',
    instrument: 'NQ 30/2026/QH16',
    confidence: 'code',
  },
  {
    on: DONG_NAI_WARDS_ON,
    level: 'commune',
    // Lộc Ninh, Tân Khai, Đồng Phú, Tân Phú, Trị An, Trảng Bom, Dầu Giây, Long Thành, Xuân Lộc, Nhơn Trạch
    codes: ['25270', '25357', '25363', '26116', '26170', '26248', '26326', '26368', '26425', '26485'],
    kind: 'ward',
    instrument: 'NQ 237/NQ-UBTVQH16',
    confidence: 'unverified',
  },
  {
    on: '2026-09-01',
    level: 'province',
    codes: ['22'],
    kind: 'city',
    instrument: 'NQ 36/2026/QH16',
    confidence: 'code',
  },
  {
    on: '2026-09-20',
    level: 'province',
    codes: ['24'],
    kind: 'city',
    instrument: 'NQ 39/2026/QH16',
    confidence: 'code',
  },
  {
    on: BAC_NINH_WARDS_ON,
    level: 'commune',
    // Bố Hạ, Lạng Giang, Kép, Lục Nam, Hiệp Hòa, Yên Phong, Phù Lãng, Chi Lăng, Tiên Du, Gia Bình, Nhân Thắng, Lương Tài
    codes: ['07294', '07375', '07399', '07444', '07840', '09193', '09292', '09313', '09319', '09454', '09475', '09496'],
    kind: 'ward',
    instrument: 'NQ 388/NQ-UBTVQH16',
    confidence: 'unverified',
  },
];

/** Districts that became special zones at once: no commune ever stood on them. Code, name, old province, new commune code. */
export const DISTRICTS_TO_SPECIAL_ZONES: readonly (readonly [string, string, string, string])[] = [
  ['318', 'Bạch Long Vĩ', '31', '11948'],
  ['471', 'Cồn Cỏ', '45', '19742'],
  ['498', 'Hoàng Sa', '48', '20333'],
  ['536', 'Lý Sơn', '51', '21548'],
  ['755', 'Côn Đảo', '77', '26732'],
];
