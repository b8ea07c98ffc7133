import { Places } from '#ui/index.ts';
import { words } from './words.ts';

export type AxisPlace = 'arrived' | 'sent' | 'console' | 'statistics' | 'webhooks' | 'groups' | 'mailbox';

/** The parts of the axis that this officer's rights open. */
export function AxisNav({
  here,
  locale,
  rights,
}: {
  here?: AxisPlace;
  locale: 'vi' | 'en';
  rights: readonly string[];
}) {
  const t = words(locale);
  const any = (...wanted: string[]): boolean => wanted.some((right) => rights.includes(`exchange.${right}`));
  const places = [
    { key: 'arrived', href: '/can-bo/truc', text: t.toArrived, show: any('send', 'receive', 'operate') },
    { key: 'sent', href: '/can-bo/truc/di', text: t.toSent, show: any('send', 'receive', 'operate') },
    { key: 'console', href: '/can-bo/truc/dieu-hanh', text: t.toConsole, show: any('operate', 'operate-node') },
    {
      key: 'statistics',
      href: '/can-bo/truc/thong-ke',
      text: t.toStatistics,
      show: any('operate', 'operate-node', 'statistics'),
    },
    {
      key: 'mailbox',
      href: '/can-bo/truc/hop-thu',
      text: t.toMailbox,
      show: any('receive', 'operate'),
    },
    { key: 'webhooks', href: '/can-bo/truc/webhook', text: t.toWebhooks, show: any('receive') },
    { key: 'groups', href: '/can-bo/truc/nhom', text: t.toGroups, show: any('send') },
  ]
    .filter((place) => place.show)
    .map(({ key, href, text }) => ({ href, text, here: key === here }));
  return <Places label={t.places} places={places} />;
}
