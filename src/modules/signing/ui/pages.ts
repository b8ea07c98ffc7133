import { page } from '#platform/web/page.ts';

export const pages = [page('kiem-tra-chu-ky', 'modules/signing/ui/check-signature.tsx')];
