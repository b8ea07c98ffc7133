import { page } from '#platform/web/page.ts';
import { providerPages } from './provider-pages.ts';

export const pages = [
  ...providerPages,
  page('can-bo/ung-dung', 'modules/sign-on/ui/clients/list.tsx'),
  page('can-bo/ung-dung/moi', 'modules/sign-on/ui/clients/register.tsx'),
  page('can-bo/ung-dung/:clientId', 'modules/sign-on/ui/clients/client.tsx'),
  page('can-bo/ung-dung/:clientId/sua', 'modules/sign-on/ui/clients/edit.tsx'),
  page('cua-toi/ung-dung', 'modules/sign-on/ui/people/my-clients.tsx'),
  page('cua-toi/ung-dung/:clientId/thoi', 'modules/sign-on/ui/people/withdraw.tsx'),
  page('cua-toi/xac-nhan', 'modules/sign-on/ui/approvals/approve.tsx'),
];
