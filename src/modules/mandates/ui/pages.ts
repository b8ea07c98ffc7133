import { page } from '#platform/web/page.ts';

export const pages = [
  page('cua-toi/uy-quyen', 'modules/mandates/ui/my-mandates.tsx'),
  page('cua-toi/uy-quyen/moi', 'modules/mandates/ui/give.tsx'),
  page('cua-toi/uy-quyen/:mandateId', 'modules/mandates/ui/mandate.tsx'),
  page('can-bo/uy-quyen', 'modules/mandates/ui/staff/find.tsx'),
  page('can-bo/uy-quyen/giam-ho', 'modules/mandates/ui/staff/guardianship.tsx'),
  page('can-bo/uy-quyen/to-chuc', 'modules/mandates/ui/staff/organisation.tsx'),
  page('can-bo/uy-quyen/to-chuc/:organisationId', 'modules/mandates/ui/staff/representative.tsx'),
];
