import { page } from '#platform/web/page.ts';

export const pages = [page('can-bo/truc/nut', 'modules/nodes/ui/federation.tsx')];
