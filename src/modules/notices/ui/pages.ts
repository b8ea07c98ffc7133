import { page } from '#platform/web/page.ts';

export const pages = [
  page('cua-toi/thong-bao', 'modules/notices/ui/inbox.tsx'),
  page('cua-toi/thong-bao/thu-dien-tu', 'modules/notices/ui/mail-address.tsx'),
  page('cua-toi/thong-bao/xac-nhan', 'modules/notices/ui/confirm-address.tsx'),
  page('cua-toi/thong-bao/:noticeId', 'modules/notices/ui/notice.tsx'),
];
