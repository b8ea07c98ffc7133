import { demoAgency } from './agencies.ts';
import { officerId, personId } from './ids.ts';
import type { DemoAppointment, DemoOfficer, DemoRight } from './types.ts';

const SINCE = '2025-07-01';

const post = (
  agency: string,
  position: string,
  rights: DemoRight[],
  validFrom = SINCE,
  validTo: string | null = null,
  more: Pick<DemoAppointment, 'unit' | 'leadsUnit' | 'kind'> = {},
): DemoAppointment => ({
  agencyId: demoAgency(agency).id,
  position,
  rights,
  validFrom,
  validTo,
  decision: `${validFrom.slice(8)}${validFrom.slice(5, 7)}/QĐ-UBND`,
  ...more,
});

const officer = (
  n: number,
  key: string,
  name: string,
  appointments: DemoAppointment[],
  person: number | null = null,
): DemoOfficer => ({
  id: officerId(n),
  key,
  name,
  // People count from 001 (see people.ts): the last three digits tell every phone of this world apart.
  phone: `0900000${500 + n}`,
  personId: person === null ? null : personId(person),
  appointments,
});

const reception: DemoRight[] = ['counter.accept', 'counter.view', 'identity.support'];
const registrar: DemoRight[] = ['civil-status.register', 'counter.view', 'mandates.record'];
/** In a small commune one civil servant both receives dossiers and keeps the registers. */
const bothDesks: DemoRight[] = [
  'counter.accept',
  'counter.view',
  'civil-status.register',
  'mandates.record',
  'identity.support',
];
const leader: DemoRight[] = ['command.view', 'counter.view'];
/** Chairpersons of communes and their deputies sign what the commune issues, and decide whether a person is asked again. */
const signer: DemoRight[] = [...leader, 'civil-status.sign', 'counter.approve-second-supplement'];

/** Clerks who send and take in documents on the axis. */
const onTheAxis: DemoRight[] = ['exchange.send', 'exchange.receive', 'exchange.operate'];
/** The registers of documents: who keeps them, and who approves, assigns and signs. */
const keepsDocuments: DemoRight[] = ['documents.clerk', 'documents.draft'];
const leadsDocuments: DemoRight[] = ['documents.approve', 'documents.sign', 'documents.assign', 'exchange.statistics'];

const CHAIR = 'Chủ tịch Ủy ban nhân dân';
const DEPUTY = 'Phó Chủ tịch Ủy ban nhân dân';
const CIVIL_MATTERS = 'Phòng Hành chính tư pháp';
const RECEIVES = 'Công chức Trung tâm Phục vụ hành chính công';
const REGISTERS = 'Công chức tư pháp – hộ tịch';

export const demoOfficers: DemoOfficer[] = [
  officer(1, 'truong-my-dung', 'Trương Mỹ Dung', [
    post('van-phong-chinh-phu', 'Chuyên viên chính Cục Kiểm soát thủ tục hành chính', [
      'command.view',
      'directory.manage',
      'calendar.national',
      'procedures.publish',
      'evidence.view',
      'evidence.national',
      'sign-on.clients',
      'sign-on.approve',
      'exchange.operate',
      'exchange.operate-node',
      'nodes.manage',
    ]),
  ]),
  officer(2, 'nguyen-khac-hung', 'Nguyễn Khắc Hưng', [
    post('bo-tu-phap', 'Chuyên viên chính Cục Hành chính tư pháp', [
      'command.view',
      'sign-on.clients',
      'systems.manage',
      ...onTheAxis,
    ]),
  ]),
  officer(4, 'do-thi-mai', 'Đỗ Thị Mai', [post('bo-tu-phap', 'Văn thư Bộ', [...keepsDocuments, ...onTheAxis])]),
  officer(3, 'ta-quang-vinh', 'Tạ Quang Vinh', [
    post('bo-cong-an', 'Cán bộ Cục Cảnh sát quản lý hành chính về trật tự xã hội', ['command.view']),
  ]),

  officer(11, 'vuong-quoc-thai', 'Vương Quốc Thái', [
    post('ubnd-tinh-thai-nguyen', `${CHAIR} tỉnh Thái Nguyên`, [...leader, 'exchange.statistics']),
  ]),
  officer(12, 'dinh-van-khoa', 'Đinh Văn Khoa', [
    post('so-noi-vu-thai-nguyen', 'Trưởng phòng Tổ chức, biên chế', ['directory.manage', 'command.view']),
  ]),
  officer(13, 'pham-thi-ngoc-diep', 'Phạm Thị Ngọc Diệp', [
    post('so-tu-phap-bac-kan', 'Phó Giám đốc Sở Tư pháp', ['counter.view'], '2019-03-01', '2025-06-30'),
    post('so-tu-phap-thai-nguyen', 'Giám đốc Sở Tư pháp', [...leader, ...leadsDocuments]),
  ]),
  officer(14, 'le-anh-tu', 'Lê Anh Tú', [
    post('trung-tam-phuc-vu-hanh-chinh-cong-thai-nguyen', 'Giám đốc Trung tâm Phục vụ hành chính công tỉnh', [
      ...leader,
      'sign-on.clients',
    ]),
  ]),

  officer(21, 'le-minh-quang', 'Lê Minh Quang', [
    post('phuong-phan-dinh-phung', `${CHAIR} phường`, [...signer, ...leadsDocuments]),
  ]),
  officer(22, 'nguyen-thi-hong-van', 'Nguyễn Thị Hồng Vân', [
    post('phuong-phan-dinh-phung', `${DEPUTY} phường`, [...signer, 'civil-status.register']),
  ]),
  officer(23, 'trinh-thu-phuong', 'Trịnh Thu Phương', [
    post('phuong-phan-dinh-phung', `${RECEIVES} phường`, [...reception, ...onTheAxis]),
  ]),
  officer(24, 'ha-thi-thanh-tam', 'Hà Thị Thanh Tâm', [post('phuong-phan-dinh-phung', REGISTERS, registrar)], 61),
  officer(25, 'dao-quang-huy', 'Đào Quang Huy', [
    post('phuong-phan-dinh-phung', 'Phó Giám đốc Trung tâm Phục vụ hành chính công phường', [
      ...bothDesks,
      'command.view',
    ]),
  ]),

  officer(31, 'hoang-thi-diem', 'Hoàng Thị Diễm', [
    post('phuong-duc-xuan', `${CHAIR} phường`, [...signer, ...leadsDocuments]),
  ]),
  officer(32, 'be-van-hau', 'Bế Văn Hậu', [
    post('phuong-duc-xuan', `${RECEIVES} phường`, [...reception, ...onTheAxis, 'systems.manage']),
  ]),
  officer(33, 'nong-thi-duyen', 'Nông Thị Duyên', [
    post('phuong-duc-xuan', REGISTERS, [...registrar, 'documents.draft']),
  ]),
  officer(34, 'ban-thi-lan', 'Bàn Thị Lan', [
    post('phuong-duc-xuan', 'Công chức văn phòng – thống kê', [...keepsDocuments, 'exchange.send', 'exchange.receive']),
  ]),
  officer(16, 'la-van-dong', 'La Văn Đồng', [
    post('so-tu-phap-thai-nguyen', 'Văn thư Sở Tư pháp', [...keepsDocuments, ...onTheAxis]),
  ]),
  officer(17, 'vi-thi-kieu', 'Vi Thị Kiều', [
    post('so-tu-phap-thai-nguyen', 'Chuyên viên Phòng Hành chính tư pháp', ['documents.draft'], SINCE, null, {
      unit: CIVIL_MATTERS,
    }),
  ]),
  // Holds two posts, so that changing between them can be seen.
  officer(18, 'luong-thi-nhung', 'Lường Thị Nhung', [
    post('so-tu-phap-thai-nguyen', 'Phó Trưởng phòng Hành chính tư pháp', ['documents.draft'], SINCE, null, {
      unit: CIVIL_MATTERS,
    }),
    post(
      'so-tu-phap-thai-nguyen',
      'Trưởng phòng Hành chính tư pháp',
      ['documents.draft', 'documents.assign'],
      '2026-09-01',
      null,
      { unit: CIVIL_MATTERS, leadsUnit: true, kind: 'acting' },
    ),
  ]),
  officer(26, 'phung-thi-nhai', 'Phùng Thị Nhài', [
    post('phuong-phan-dinh-phung', 'Công chức văn phòng – thống kê', keepsDocuments),
  ]),
  // Stands in for the clerk of the ward: see src/worlds/load-posts.ts.
  officer(27, 'trieu-van-quy', 'Triệu Văn Quý', [
    post('phuong-phan-dinh-phung', 'Công chức văn hóa – xã hội', ['documents.draft']),
  ]),

  officer(41, 'duong-van-thuan', 'Dương Văn Thuấn', [post('xa-ba-be', `${CHAIR} xã`, signer)]),
  officer(42, 'dong-thi-hue', 'Đồng Thị Huệ', [post('xa-ba-be', REGISTERS, bothDesks)]),
  officer(43, 'cao-van-thinh', 'Cao Văn Thịnh', [post('phuong-bac-kan', REGISTERS, bothDesks)]),
  officer(51, 'ly-thi-hanh', 'Lý Thị Hạnh', [post('phuong-bac-kan', `${CHAIR} phường`, signer)]),
  officer(44, 'ma-van-tung', 'Ma Văn Tùng', [post('xa-cho-don', REGISTERS, bothDesks)]),
  officer(52, 'nong-quoc-chinh', 'Nông Quốc Chính', [post('xa-cho-don', `${CHAIR} xã`, signer)]),
  officer(45, 'loc-thi-thom', 'Lộc Thị Thơm', [post('xa-dinh-hoa', REGISTERS, bothDesks)]),
  officer(53, 'tran-van-hiep', 'Trần Văn Hiệp', [post('xa-dinh-hoa', `${CHAIR} xã`, signer)]),
  officer(46, 'hoang-thi-men', 'Hoàng Thị Mến', [post('xa-vo-nhai', REGISTERS, bothDesks)]),
  officer(54, 'trieu-thi-nga', 'Triệu Thị Nga', [post('xa-vo-nhai', `${CHAIR} xã`, signer)]),
  officer(47, 'nguyen-the-anh', 'Nguyễn Thế Anh', [post('phuong-song-cong', REGISTERS, bothDesks)]),
  officer(55, 'pham-duy-hung', 'Phạm Duy Hưng', [post('phuong-song-cong', `${CHAIR} phường`, signer)]),
  officer(48, 'duong-thi-thuy-linh', 'Dương Thị Thùy Linh', [post('phuong-pho-yen', REGISTERS, bothDesks)]),
  officer(56, 'ta-thi-kim-dung', 'Tạ Thị Kim Dung', [post('phuong-pho-yen', `${CHAIR} phường`, signer)]),
  officer(49, 'luu-van-chien', 'Lưu Văn Chiến', [post('xa-dai-tu', REGISTERS, bothDesks)]),
  officer(57, 'ngo-xuan-hoa', 'Ngô Xuân Hòa', [post('xa-dai-tu', `${CHAIR} xã`, signer)]),

  officer(61, 'bui-huong-giang', 'Bùi Hương Giang', [
    post('ubnd-thanh-pho-ha-noi', `${CHAIR} thành phố Hà Nội`, leader),
  ]),
  officer(62, 'nguyen-duc-trung', 'Nguyễn Đức Trung', [post('phuong-ba-dinh', `${CHAIR} phường`, signer)]),
  officer(63, 'tran-thi-minh-chau', 'Trần Thị Minh Châu', [post('phuong-ba-dinh', REGISTERS, bothDesks)]),
  officer(64, 'hoang-anh-dung', 'Hoàng Anh Dũng', [post('phuong-hoan-kiem', REGISTERS, bothDesks)]),
  officer(66, 'vu-thi-bich-hang', 'Vũ Thị Bích Hằng', [post('phuong-hoan-kiem', `${CHAIR} phường`, signer)]),
  officer(65, 'mai-thi-lan-anh', 'Mai Thị Lan Anh', [post('phuong-cau-giay', REGISTERS, bothDesks)]),
  officer(67, 'dang-tien-dat', 'Đặng Tiến Đạt', [post('phuong-cau-giay', `${CHAIR} phường`, signer)]),
];

/** @throws Error when no demo officer has that key. */
export function demoOfficer(key: string): DemoOfficer {
  const found = demoOfficers.find((o) => o.key === key);
  if (!found) throw new Error(`The demo world has no officer "${key}".`);
  return found;
}
