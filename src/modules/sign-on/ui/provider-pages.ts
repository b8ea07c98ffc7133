import { page } from '#platform/web/page.ts';

/** What people see of the provider; the pages of its clients' register are in pages.ts. */
export const providerPages = [
  page('dang-nhap/ung-dung', 'modules/sign-on/ui/sign-in/ask-consent.tsx'),
  page('dang-nhap/ung-dung/dang-xuat', 'modules/sign-on/ui/sign-in/ask-sign-out.tsx'),
  page('dang-nhap/ung-dung/da-dang-xuat', 'modules/sign-on/ui/sign-in/signed-out.tsx'),
  page('dang-nhap/dung-lai', 'modules/sign-on/ui/sign-in/stopped.tsx'),
];
