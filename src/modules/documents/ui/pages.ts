import { page, type PageEntry } from '#platform/web/page.ts';

export const pages: readonly PageEntry[] = [
  page('can-bo/van-ban', 'modules/documents/ui/desk.tsx'),
  page('can-bo/van-ban/di', 'modules/documents/ui/outgoing-list.tsx'),
  page('can-bo/van-ban/di/soan', 'modules/documents/ui/write-draft.tsx'),
  page('can-bo/van-ban/di/:documentId', 'modules/documents/ui/outgoing.tsx'),
  page('can-bo/van-ban/di/:documentId/phat-hanh', 'modules/documents/ui/issue.tsx'),
  page('can-bo/van-ban/di/:documentId/sua', 'modules/documents/ui/write-draft.tsx'),
  page('can-bo/van-ban/den', 'modules/documents/ui/incoming-list.tsx'),
  page('can-bo/van-ban/den/vao-so', 'modules/documents/ui/enter-incoming.tsx'),
  page('can-bo/van-ban/den/:documentId', 'modules/documents/ui/incoming.tsx'),
  page('can-bo/van-ban/mau-so', 'modules/documents/ui/style.tsx'),
  page('can-bo/van-ban/so/:book', 'modules/documents/ui/register.tsx'),
];
