import { page } from '#platform/web/page.ts';

export const pages = [
  page('can-bo/ung-dung', 'modules/sign-on/ui/clients/list.tsx'),
  page('can-bo/ung-dung/moi', 'modules/sign-on/ui/clients/register.tsx'),
  page('can-bo/ung-dung/:clientId', 'modules/sign-on/ui/clients/client.tsx'),
  page('can-bo/ung-dung/:clientId/sua', 'modules/sign-on/ui/clients/edit.tsx'),
];
