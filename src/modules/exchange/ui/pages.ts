import { page } from '#platform/web/page.ts';

export const pages = [
  page('can-bo/truc', 'modules/exchange/ui/arrived.tsx'),
  page('can-bo/truc/di', 'modules/exchange/ui/sent.tsx'),
  page('can-bo/truc/van-ban/:consignmentId', 'modules/exchange/ui/consignment.tsx'),
];
