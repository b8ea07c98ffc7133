import { page, type PageEntry } from '#platform/web/page.ts';
import { filingPages } from './filing/pages.ts';

export const pages: readonly PageEntry[] = [
  ...filingPages,
  page('cua-toi/ho-so', 'modules/counter/ui/citizen/my-dossiers.tsx'),
  page('cua-toi/ho-so/:dossierId', 'modules/counter/ui/citizen/my-dossier.tsx'),
  page('cua-toi/ho-so/:dossierId/bo-sung', 'modules/counter/ui/citizen/answer-supplement.tsx'),
  page('cua-toi/ho-so/:dossierId/rut', 'modules/counter/ui/citizen/withdraw.tsx'),
  page('can-bo', 'modules/counter/ui/staff/queue.tsx'),
  page('can-bo/ho-so/:dossierId', 'modules/counter/ui/staff/dossier.tsx'),
];
