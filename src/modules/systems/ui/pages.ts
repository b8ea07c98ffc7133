import { page } from '#platform/web/page.ts';

export const pages = [
  page('can-bo/he-thong', 'modules/systems/ui/systems.tsx'),
  page('can-bo/he-thong/moi', 'modules/systems/ui/register.tsx'),
  page('can-bo/he-thong/kiem-tra-chu-ky', 'modules/systems/ui/check.tsx'),
  page('can-bo/he-thong/:systemId', 'modules/systems/ui/system.tsx'),
];
