/**
 * Administrative areas through time. The key of a unit is (code, version), the version being its first day:
 * seven two-digit codes (15, 24, 44, 52, 80, 82, 91) meant another province before 01/07/2025.
 */
export type AreaLevel = 'province' | 'district' | 'commune';

/** `city`: run by the centre. `commune`, `ward`, `township`, `special-zone`: xã, phường, thị trấn, đặc khu. */
export type AreaKind = 'province' | 'city' | 'district' | 'commune' | 'ward' | 'township' | 'special-zone';

/** `law`: the legal text was read. `code`: seen in public data. `unverified`: an assumption that an import may correct. */
export type Confidence = 'law' | 'code' | 'unverified';

export interface AreaVersion {
  /** Two digits for a province, three for a district, five for a commune. */
  code: string;
  /** First day, YYYY-MM-DD. Half of the key. */
  validFrom: string;
  /** Last day, YYYY-MM-DD; null while in force. */
  validTo: string | null;
  level: AreaLevel;
  kind: AreaKind;
  /** Without the word of its kind: 'Ba Bể', '12'. NFC. */
  name: string;
  /** Its own code for a province. */
  provinceCode: string;
  /** Full name of the district of a commune of before July 2025. */
  districtName: string | null;
  /** The legal act that made this version. */
  instrument: string;
  /** Where the row was read. */
  source: string;
  confidence: Confidence;
}

/**
 * `merge`: several became one. `split`: one was divided over several. `rename`, `type-change`, `transfer` (to another
 * province): one became one. `carried-over`: same name, type and province in the new code list.
 */
export type SuccessionKind = 'merge' | 'split' | 'rename' | 'type-change' | 'transfer' | 'carried-over';

export interface Succession {
  fromCode: string;
  fromSince: string;
  toCode: string;
  /** First day of the successor: the day of the change. */
  toSince: string;
  kind: SuccessionKind;
  instrument: string;
  source: string;
  confidence: Confidence;
}

/** A unit that ended before the code list of 2025 and is known by name only. */
export interface FormerName {
  fullName: string;
  districtName: string;
  provinceName: string;
  /** The commune of 01/07/2025 that holds its land. */
  areaCode: string;
  source: string;
}

/** What others see of a unit. */
export interface Area {
  code: string;
  name: string;
  /** 'Xã Ba Bể', 'Tỉnh Thái Nguyên', 'Thành phố Hà Nội'. */
  fullName: string;
  /** 'Xã Ba Bể, tỉnh Thái Nguyên'; with the district for units of before July 2025. */
  path: string;
  kind: AreaKind;
  level: AreaLevel;
  provinceCode: string;
  provinceName: string;
  validFrom: string;
  validTo: string | null;
}

/** The day on which 63 provinces became 34 and districts ended (NQ 202/2025/QH15). */
export const REFORM_DAY = '2025-07-01';
export const LAST_DAY_BEFORE_REFORM = '2025-06-30';

export const versionKey = (code: string, since: string): string => `${code}@${since}`;
