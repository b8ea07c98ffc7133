import { page } from '#platform/web/page.ts';

export const pages = [
  page('', 'modules/portal/ui/home.tsx'),
  page('tim', 'modules/portal/ui/search.tsx'),
  page('su-kien/:code', 'modules/portal/ui/life-event.tsx'),
  page('thu-tuc/:code', 'modules/portal/ui/procedure.tsx'),
  page('tra-cuu', 'modules/portal/ui/tracking.tsx'),
  page('gioi-thieu', 'modules/portal/ui/about.tsx'),
  page('tro-giup', 'modules/portal/ui/help.tsx'),
  page('loi-tiep-can', 'modules/portal/ui/accessibility.tsx'),
  page('api-doc', 'modules/portal/ui/api.tsx'),
  page('problems/:code', 'modules/portal/ui/problem.tsx'),
  page('loi/:code', 'modules/portal/ui/refusal.tsx'),
  page('ngon-ngu/:locale', 'modules/portal/ui/language.ts'),
  page('robots.txt', 'modules/portal/ui/robots.ts'),
  // Last: every address that no room has.
  page('*', 'modules/portal/ui/not-found.tsx'),
];
