import { page } from '#platform/web/page.ts';

export const pages = [
  page('can-bo/ho-tich/khai-sinh/:dossierId', 'modules/civil-status/ui/register-birth.tsx'),
  page('can-bo/so-ho-tich', 'modules/civil-status/ui/register-book.tsx'),
  page('tra-cuu/giay-khai-sinh', 'modules/civil-status/ui/check-certificate.tsx'),
];
