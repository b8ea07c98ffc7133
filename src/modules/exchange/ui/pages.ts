import { page } from '#platform/web/page.ts';

export const pages = [
  page('can-bo/truc', 'modules/exchange/ui/arrived.tsx'),
  page('can-bo/truc/di', 'modules/exchange/ui/sent.tsx'),
  page('can-bo/truc/van-ban/:consignmentId', 'modules/exchange/ui/consignment.tsx'),
  page('can-bo/truc/van-ban/:consignmentId/de-nghi', 'modules/exchange/ui/ask-change.tsx'),
  page('can-bo/truc/theo-so/:documentId', 'modules/exchange/ui/of-document.tsx'),
  page('can-bo/truc/dieu-hanh', 'modules/exchange/ui/console/console.tsx'),
  page('can-bo/truc/dieu-hanh/:deliveryId', 'modules/exchange/ui/console/path.tsx'),
  page('can-bo/truc/thong-ke', 'modules/exchange/ui/console/statistics.tsx'),
  page('can-bo/truc/webhook', 'modules/exchange/ui/machines/webhooks.tsx'),
  page('can-bo/truc/webhook/:webhookId', 'modules/exchange/ui/machines/webhook.tsx'),
  page('can-bo/truc/hop-thu', 'modules/exchange/ui/mailbox/mailbox.tsx'),
  page('can-bo/truc/nhom', 'modules/exchange/ui/groups/groups.tsx'),
  page('can-bo/truc/nhom/:ref', 'modules/exchange/ui/groups/group.tsx'),
];
