import type { ReactNode } from 'react';
import type { PageApi } from '#platform/web/api.ts';
import { frameData, Places, StaffFrame, type FieldErrors, type KeyHint } from '#ui/index.ts';
import { words } from '../words.ts';

/** What every page of this room tells its frame. The loader has made sure that there is an officer. */
export function deskData(api: PageApi, request: Request) {
  const { actor } = api;
  const officer = actor.kind === 'officer' ? actor : undefined;
  return {
    frame: frameData(api, request),
    officer: { name: officer?.name ?? '', position: officer?.position ?? '', rights: [...(officer?.rights ?? [])] },
    agencyName: officer?.agencyName ?? '',
    agencyId: officer?.agencyId ?? '',
  };
}
export type DeskData = ReturnType<typeof deskData>;

/** The staff frame with the parts of this room under its bar. */
export function DeskFrame(props: {
  desk: DeskData;
  title: string;
  children: ReactNode;
  aside?: ReactNode;
  backLink?: { href: string; text?: string };
  errors?: FieldErrors;
  error?: boolean;
  keys?: readonly KeyHint[];
}) {
  const { desk, title, children, ...frame } = props;
  const { locale, path } = desk.frame;
  const t = words(locale);
  const reads = ['documents.clerk', 'documents.approve', 'documents.assign', 'documents.sign'].some((right) =>
    desk.officer.rights.includes(right),
  );
  const places = [
    { href: '/can-bo/van-ban', text: t.deskTitle },
    { href: '/can-bo/van-ban/den', text: t.incoming },
    { href: '/can-bo/van-ban/di', text: t.outgoing },
    ...(reads ? [{ href: '/can-bo/van-ban/so/den', text: t.registers }] : []),
    ...(desk.officer.rights.includes('documents.clerk')
      ? [{ href: '/can-bo/van-ban/mau-so', text: t.styleTitle }]
      : []),
  ];
  const pathname = path.split('?')[0] ?? '';
  const isHere = (href: string): boolean =>
    href === '/can-bo/van-ban' ? pathname === href : pathname.startsWith(href.replace(/\/so\/den$/, '/so/'));
  return (
    <StaffFrame title={title} locale={locale} path={path} actor={desk.officer} agencyName={desk.agencyName} {...frame}>
      <Places label={t.places} places={places.map((place) => ({ ...place, here: isHere(place.href) }))} />
      <h1 className="govuk-heading-l">{title}</h1>
      {children}
    </StaffFrame>
  );
}
