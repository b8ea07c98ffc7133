import { page } from '#platform/web/page.ts';

export const pages = [page('chi-huy', 'modules/command/ui/board.tsx')];
