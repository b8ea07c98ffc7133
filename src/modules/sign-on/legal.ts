import { legalAssumption } from '#platform/legal.ts';

/** The rows that migrations/0001 fills sign_on.claim_name with. */
export const claimNames = legalAssumption({
  id: 'sign-on.claim-names',
  statement:
    'Systems that already use the national portal’s sign-on read these claim names; the names and what they hold were seen in practice only.',
  source: 'Hướng dẫn kỹ thuật kết nối xác thực của Cổng Dịch vụ công quốc gia; Nghị định 69/2024/NĐ-CP',
  value: {
    HoVaTen: 'full-name',
    SoDinhDanh: 'personal-id',
    NgayThangNamSinh: 'birth-date',
    SoDienThoai: 'phone',
    LoaiTaiKhoan: 'account-kind',
    MaSoThue: 'tax-number',
  },
  configuredBy: 'table sign_on.claim_name',
});

/** On what a client of the sign-on learns data of a person. */
export const disclosureBasis = legalAssumption({
  id: 'sign-on.disclosure-basis',
  statement:
    'A system of an agency learns a person’s data at sign-in by the person’s consent, given per system and set of data, and each reading is recorded.',
  source: 'Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; Nghị định 69/2024/NĐ-CP',
  value: 'Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, sự đồng ý của chủ thể dữ liệu',
  configuredBy: 'constant in sign-on/legal.ts',
});
