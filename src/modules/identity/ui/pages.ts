import { page } from '#platform/web/page.ts';

export const pages = [
  page('dang-nhap', 'modules/identity/ui/sign-in.tsx'),
  page('can-bo/dang-nhap', 'modules/identity/ui/sign-in-staff.tsx'),
  page('dang-nhap/buoc-hai', 'modules/identity/ui/second-step.tsx'),
  page('dang-nhap/xac-nhan', 'modules/identity/ui/step-up.tsx'),
  page('dang-xuat', 'modules/identity/ui/sign-out.tsx'),
  page('thu-nghiem/tin-nhan', 'modules/identity/ui/demo-messages.tsx'),
  page('dang-nhap/cong-khac', 'modules/identity/ui/upstream/start.tsx'),
  page('dang-nhap/cong-khac/ve', 'modules/identity/ui/upstream/return.tsx'),
];
