import type { Right } from '../../shapes.ts';

/** What a right lets somebody do, as the administrator of an agency reads it. */
export const rightWords: Record<Right, { vi: string; en: string }> = {
  'documents.clerk': {
    vi: 'Văn thư: vào sổ, cấp số, phát hành văn bản',
    en: 'Registers, numbers and issues documents',
  },
  'documents.draft': { vi: 'Soạn văn bản', en: 'Drafts documents' },
  'documents.approve': { vi: 'Duyệt văn bản', en: 'Approves documents' },
  'documents.sign': { vi: 'Ký văn bản', en: 'Signs documents' },
  'documents.assign': { vi: 'Phân công văn bản đến', en: 'Assigns incoming documents' },
  'exchange.send': { vi: 'Gửi văn bản trên trục liên thông', en: 'Sends on the axis' },
  'exchange.receive': { vi: 'Nhận văn bản trên trục liên thông', en: 'Receives on the axis' },
  'exchange.operate': { vi: 'Theo dõi việc gửi, nhận của cơ quan', en: 'Watches the agency’s sending and receiving' },
  'exchange.statistics': { vi: 'Xem thống kê gửi, nhận văn bản', en: 'Sees statistics of the axis' },
  'exchange.operate-node': { vi: 'Vận hành trục của nút', en: 'Operates the axis of this node' },
  'counter.accept': { vi: 'Tiếp nhận hồ sơ', en: 'Accepts dossiers' },
  'counter.view': { vi: 'Xem hồ sơ của cơ quan', en: 'Sees the agency’s dossiers' },
  'counter.approve-second-supplement': {
    vi: 'Duyệt yêu cầu bổ sung hồ sơ lần hai',
    en: 'Approves a second request for documents',
  },
  'civil-status.register': { vi: 'Đăng ký hộ tịch', en: 'Registers civil status' },
  'civil-status.sign': { vi: 'Ký giấy tờ hộ tịch', en: 'Signs civil status papers' },
  'command.view': { vi: 'Xem bảng điều hành', en: 'Sees the command board' },
  'mandates.record': { vi: 'Ghi nhận ủy quyền tại quầy', en: 'Records mandates at the counter' },
  'identity.support': { vi: 'Hỗ trợ tài khoản của người dân', en: 'Supports people’s accounts' },
  'evidence.view': { vi: 'Xem chứng cứ của cơ quan', en: 'Sees the agency’s evidence' },
  'evidence.national': { vi: 'Xem chứng cứ của cả nước', en: 'Sees evidence of the whole country' },
  'calendar.national': { vi: 'Công bố lịch nghỉ của cả nước', en: 'Announces national holidays' },
  'procedures.publish': { vi: 'Công bố thủ tục hành chính', en: 'Publishes procedures' },
  'directory.manage': { vi: 'Quản lý vị trí công tác và nhân sự', en: 'Manages posts and who holds them' },
  'systems.manage': { vi: 'Quản lý hệ thống của cơ quan', en: 'Manages the agency’s systems' },
  'sign-on.clients': { vi: 'Đăng ký ứng dụng đăng nhập tập trung', en: 'Registers clients of the sign-on' },
  'sign-on.approve': { vi: 'Duyệt ứng dụng đăng nhập tập trung', en: 'Approves clients of the sign-on' },
  'nodes.manage': { vi: 'Quản lý danh bạ các nút', en: 'Manages the directory of nodes' },
};
