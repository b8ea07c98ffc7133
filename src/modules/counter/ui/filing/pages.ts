import { page, type PageEntry } from '#platform/web/page.ts';

/** The citizen's way through any procedure's form. The words at the end of an address are taken: no question may be called so. */
export const filingPages: readonly PageEntry[] = [
  page('nop-ho-so/:id', 'modules/counter/ui/filing/start.tsx'),
  page('nop-ho-so/:id/kiem-tra', 'modules/counter/ui/filing/check.tsx'),
  page('nop-ho-so/:id/dung-lai', 'modules/counter/ui/filing/stopped.tsx'),
  page('nop-ho-so/:id/xong', 'modules/counter/ui/filing/done.tsx'),
  page('nop-ho-so/:id/:pageId', 'modules/counter/ui/filing/question.tsx'),
];
