import { demoPerson } from './people.ts';

const idOf = (key: string): string => demoPerson(key).id;

/** Who acts for whom besides parents, whom the birth acts make known by themselves. Organisations and numbers are invented. */
export const demoMandates = {
  organisations: [
    {
      id: '0197c000-0000-7d00-8000-000000000001',
      taxNumber: '4700999001',
      name: 'Hợp tác xã Chè Bản Tàn',
      kind: 'cooperative',
      activeFrom: '2023-03-15',
      entry: 'Giấy chứng nhận đăng ký hợp tác xã số 4700999001',
      representative: { personId: idOf('luc-trung-kien'), entryOn: '2023-03-15' },
      staff: [{ personId: idOf('hua-thi-le-quyen'), scope: ['client:*', 'dossier:1.001193'], days: 365 }],
    },
    {
      id: '0197c000-0000-7d00-8000-000000000002',
      taxNumber: '4600999002',
      name: 'Công ty TNHH Cơ khí Sông Cầu',
      kind: 'enterprise',
      activeFrom: '2019-08-01',
      entry: 'Giấy chứng nhận đăng ký doanh nghiệp số 4600999002',
      representative: { personId: idOf('ngo-minh-tuan'), entryOn: '2019-08-01' },
      staff: [],
    },
  ],
  guardians: [
    {
      wardId: idOf('trieu-van-son'),
      guardianId: idOf('trieu-mui-pham'),
      decisionNumber: '15/QĐ-UBND',
      decisionOn: '2024-04-22',
      validTo: '2032-06-01',
    },
  ],
  /** An old mother to her son. */
  authorities: [{ principalId: idOf('dang-thi-nay'), agentId: idOf('ban-van-phuc'), scope: ['dossier:*'], days: 365 }],
} as const;
