/**
 * A birth act in the field names of the Ministry of Justice's civil-status gateway (`dangKyHoTich`, module KS), for the
 * exchange that will write them as XML. Dates are `dd.MM.yyyy` there, unlike every other interface of the state.
 */
import { legalAssumption } from '#platform/legal.ts';
import { printedOfAct } from './certificate-data.ts';
import type { FullAct } from './queries.ts';
import { bookName } from './register-book.ts';
import { dateInWords } from './words-of-date.ts';

/** 'YYYY-MM-DD' → 'dd.MM.yyyy'; a bare year stays as it is; nothing becomes ''. */
export function justiceDate(date: string | null): string {
  return date?.length === 10 ? date.split('-').toReversed().join('.') : (date ?? '');
}

/** Values of the gateway's own lists, which are not the same as other gateways' (sex is 1/2 here as for social insurance). */
const codes = legalAssumption({
  id: 'civil-status.justice-gateway-codes',
  statement:
    'In the civil-status gateway of the Ministry of Justice: sex 1 male, 2 female; registration 1 on time, 2 late; identity paper 1 for the personal number; kind of birth 1 with a father, 2 without.',
  source: 'lists of the gateway (danhMuc), to be confirmed with the Ministry of Justice',
  value: {
    sex: { male: '1', female: '2' },
    registration: { 'on-time': '1', late: '2' },
    personalIdPaper: '1',
    kind: { withFather: '1', withoutFather: '2' },
  },
  configuredBy: 'constant in civil-status/justice-fields.ts',
});

const paper = (number: string | null): string => (number ? codes.personalIdPaper : '');

const relations: Readonly<Record<string, string>> = {
  mother: 'Mẹ',
  father: 'Cha',
  grandparent: 'Ông, bà',
  relative: 'Người thân thích khác',
  other: 'Người khác',
};

/** Element name → text, in the order of the gateway's sample. */
export function justiceFields(act: FullAct): Record<string, string> {
  const printed = printedOfAct(act);
  const words = dateInWords(act.child_birth_date);
  return {
    so: String(act.number),
    quyenSo: bookName({ bookNumber: act.book_number, year: act.year }),
    trangSo: String(act.page_number),
    ngayDangKy: justiceDate(act.registered_on),
    loaiDangKy: codes.registration[act.registration_type === 'late' ? 'late' : 'on-time'],
    noiDangKy: printed.registrationPlace,
    nguoiKy: act.signer_name,
    chucVuNguoiKy: act.signer_position,
    nguoiThucHien: act.registrar_name,
    ghiChu: act.note ?? '',
    nksHoTen: act.child_full_name,
    nksGioiTinh: codes.sex[act.child_gender === 'female' ? 'female' : 'male'],
    nksNgaySinh: justiceDate(act.child_birth_date),
    nksNgaySinhBangChu: words.charAt(0).toUpperCase() + words.slice(1),
    nksNoiSinh: printed.birthPlace,
    nksNoiSinhDVHC: act.birth_place_area ?? '',
    nksQueQuan: printed.homeTown,
    nksDanToc: act.child_ethnic_group,
    nksQuocTich: act.child_nationality,
    nksQuocTichKhac: '',
    nksLoaiKhaiSinh: act.father_full_name ? codes.kind.withFather : codes.kind.withoutFather,
    meHoTen: act.mother_full_name,
    meNgaySinh: justiceDate(act.mother_birth_date),
    meDanToc: act.mother_ethnic_group ?? '',
    meQuocTich: act.mother_nationality ?? '',
    meNoiCuTru: printed.motherResidence,
    meLoaiGiayToTuyThan: paper(act.mother_personal_id),
    meSoGiayToTuyThan: act.mother_personal_id ?? '',
    chaHoTen: act.father_full_name ?? '',
    chaNgaySinh: justiceDate(act.father_birth_date),
    chaDanToc: act.father_ethnic_group ?? '',
    chaQuocTich: act.father_nationality ?? '',
    chaNoiCuTru: printed.fatherResidence,
    chaLoaiGiayToTuyThan: paper(act.father_personal_id),
    chaSoGiayToTuyThan: act.father_personal_id ?? '',
    nycHoTen: act.declarant_full_name,
    nycQuanHe: relations[act.declarant_relation] ?? act.declarant_relation,
    nycLoaiGiayToTuyThan: paper(act.declarant_personal_id),
    nycSoGiayToTuyThan: act.declarant_personal_id ?? '',
  };
}
