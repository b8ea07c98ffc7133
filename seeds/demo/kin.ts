import { demoPerson } from './people.ts';
import type { DemoKin } from './types.ts';

const idOf = (key: string): string => demoPerson(key).id;

/** A wife, a husband, the day their marriage was registered, and their children. */
function family(wife: string, husband: string, since: string, children: string[] = []): DemoKin[] {
  return [
    { kind: 'spouse', from: idOf(wife), to: idOf(husband), since },
    ...children.flatMap((child): DemoKin[] => [
      { kind: 'mother', from: idOf(wife), to: idOf(child), since: null },
      { kind: 'father', from: idOf(husband), to: idOf(child), since: null },
    ]),
  ];
}

export const demoKin: DemoKin[] = [
  ...family('nguyen-thi-thu-ha', 'tran-duc-manh', '2020-11-15', ['tran-nguyen-gia-han']),
  ...family('le-thi-hoa', 'nguyen-van-binh', '1993-02-18', ['nguyen-thi-thu-ha']),
  ...family('pham-thi-lien', 'tran-duc-thang', '1990-10-06', ['tran-duc-manh']),

  ...family('nong-thi-bich-ngoc', 'hoang-van-nong', '2025-01-12'),
  ...family('ma-thi-nhinh', 'hoang-van-thuc', '1992-12-20', ['hoang-van-nong']),
  ...family('luong-thi-hieu', 'nong-van-kinh', '1996-01-08', ['nong-thi-bich-ngoc']),

  ...family('giang-thi-do', 'ly-a-sung', '2021-03-30', ['ly-thi-may']),
  ...family('vu-thi-my', 'ly-a-chu', '1998-02-14', ['ly-a-sung']),

  ...family('trieu-mui-pham', 'ban-van-phuc', '2018-04-09', ['ban-minh-khoi', 'ban-thi-hoai-an']),
  { kind: 'mother', from: idOf('dang-thi-nay'), to: idOf('ban-van-phuc'), since: null },

  ...family('luong-thi-hong-nhung', 'vi-van-thanh', '2024-12-28'),
  ...family('chu-thi-phuong', 'vi-van-loc', '1994-11-02', ['vi-van-thanh']),

  ...family('ma-thi-huyen-trang', 'luong-van-duy', '2018-10-21', ['luong-bao-nam']),
  ...family('lo-thi-mai', 'pham-quoc-khanh', '2025-05-17'),
  ...family('do-thi-kim-oanh', 'duong-van-hung', '2022-02-22', ['duong-minh-anh', 'duong-minh-duc']),
  ...family('diep-thi-van', 'on-van-tu', '2021-12-19', ['on-hai-dang']),
  ...family('hua-thi-le-quyen', 'luc-trung-kien', '2025-09-06'),
  ...family('ha-thi-thanh-tam', 'ngo-minh-tuan', '2025-11-22'),

  ...family('vu-ngoc-lan', 'dang-hoang-long', '2019-06-02', ['dang-vu-khanh-linh']),
  ...family('bui-thi-minh-nguyet', 'vu-dinh-toan', '1989-12-09', ['vu-ngoc-lan']),
  ...family('trinh-hoai-thuong', 'ho-sy-nguyen', '2022-10-10', ['ho-trinh-bao-chau']),
];
