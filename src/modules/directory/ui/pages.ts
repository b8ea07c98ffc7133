import { page } from '#platform/web/page.ts';

export const pages = [page('dia-ban', 'modules/directory/ui/trace-unit.tsx')];
