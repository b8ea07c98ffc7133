import type { Static } from 'typebox';
import type { officersWanted } from '#modules/notices/events.ts';
import type { Alarm } from './alarms.ts';

/** In one line each what an officer reads in the inbox; the page says more, and what to do. */
const SAID: Record<Alarm, { vi: string; en: string }> = {
  'grace-over': {
    vi: 'Danh bạ các nút đã quá hạn lâu: nút này không gửi và không nhận văn bản với nút khác nữa.',
    en: 'The directory of nodes is long over: this node exchanges nothing with others.',
  },
  over: {
    vi: 'Danh bạ các nút đã quá hạn, nút này đang dùng tạm bản cũ.',
    en: 'The directory of nodes is over, and this node goes on with its old copy for a while.',
  },
  'ends-soon': {
    vi: 'Danh bạ các nút sắp hết hạn mà chưa có bản mới.',
    en: 'The directory of nodes ends soon and there is no newer one.',
  },
  refused: {
    vi: 'Một danh bạ các nút vừa nhận được đã bị từ chối.',
    en: 'A directory of nodes was offered and not believed.',
  },
  'not-secure': {
    vi: 'Không lập được kết nối bảo mật với một nút khác: chứng thư không được tin, hoặc nút ấy không dùng HTTPS.',
    en: 'No secure connection to another node came about: its certificate is not believed, or it does not speak HTTPS.',
  },
  'not-refreshed': {
    vi: 'Hơn một giờ chưa liên lạc được với nút giữ danh bạ.',
    en: 'The registrar could not be reached for more than an hour.',
  },
  'not-joined': {
    vi: 'Nút này không có trong danh bạ các nút.',
    en: 'This node is not in the directory of nodes.',
  },
  'no-directory': {
    vi: 'Nút này chưa lấy được danh bạ các nút lần nào.',
    en: 'This node has never had a directory of nodes.',
  },
};

export function alarmNotice(alarms: readonly Alarm[]): Static<(typeof officersWanted)['payload']> {
  const lines = (locale: 'vi' | 'en'): string => alarms.map((alarm) => SAID[alarm][locale]).join('\n\n');
  return {
    right: 'nodes.manage',
    subject: {
      vi: 'Liên thông giữa các nút cần ông/bà xem lại',
      en: 'The federation of nodes needs you to look',
    },
    body: { vi: lines('vi'), en: lines('en') },
    link: '/can-bo/truc/nut',
  };
}
