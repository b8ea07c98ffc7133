import type { ReactNode } from 'react';
import iconAddress from '../assets/icon.svg?url&no-inline';
import staffStyles from '../styles/staff.scss?url';
import { ErrorSummary } from '../form/error-summary.tsx';
import type { FieldErrors } from '../form/field-errors.ts';
import { BackLink } from '../show/back-link.tsx';
import { LocaleContext, type Locale } from '../text/language.ts';
import { frameLinks, languageHref } from './links.ts';
import { OtherPosts } from './other-posts.tsx';
import { frameWords } from './words.ts';

export type KeyHint = {
  /** As printed on the keyboard: 'Alt+T'. */
  keys: string;
  does: string;
};

export type StaffFrameProps = {
  title: string;
  locale: Locale;
  /** Name and post of the officer; `api.actor` of an officer fits. */
  actor: { name: string; position?: string | undefined; rights?: readonly string[] | undefined };
  agencyName: string;
  /** The page's own address with its query. */
  path: string;
  children: ReactNode;
  backLink?: { href: string; text?: string } | undefined;
  errors?: FieldErrors | undefined;
  error?: boolean | undefined;
  /** Shortcuts that work on this page, shown at the foot. The page itself listens to them. */
  keys?: readonly KeyHint[] | undefined;
  /** A column to the right of the main one (facts while working). */
  aside?: ReactNode;
};

/** The staff workspace: one dense bar on top with the places of work, the page below at full width. */
export function StaffFrame(props: StaffFrameProps) {
  const { locale, actor, path } = props;
  const t = frameWords[locale];
  const may = (right: string): boolean => actor.rights?.includes(right) ?? true;
  const places = [
    { href: frameLinks.queue, text: t.queue, show: may('counter.view') || may('counter.accept') },
    { href: frameLinks.registerBooks, text: t.books, show: may('civil-status.register') },
    {
      href: frameLinks.axis,
      text: t.axis,
      show: ['send', 'receive', 'operate', 'operate-node', 'statistics'].some((right) => may(`exchange.${right}`)),
    },
    { href: frameLinks.mandates, text: t.mandates, show: may('mandates.record') },
    { href: frameLinks.accountSupport, text: t.accountSupport, show: may('identity.support') },
    {
      href: frameLinks.documents,
      text: t.documents,
      show: ['clerk', 'draft', 'approve', 'sign', 'assign'].some((right) => may(`documents.${right}`)),
    },
    { href: frameLinks.board, text: t.board, show: may('command.view') },
    { href: frameLinks.posts, text: t.posts, show: may('directory.manage') },
    { href: frameLinks.systems, text: t.systems, show: may('systems.manage') },
    { href: frameLinks.nodes, text: t.nodes, show: may('nodes.manage') },
    { href: frameLinks.clients, text: t.clients, show: may('sign-on.clients') || may('sign-on.approve') },
  ];
  const wrong = props.error === true || (props.errors !== undefined && props.errors.items.length > 0);
  return (
    <LocaleContext value={locale}>
      <title>{`${wrong ? t.error : ''}${props.title} – ${t.staffSite}`}</title>
      <link rel="icon" href={iconAddress} type="image/svg+xml" />
      <link rel="stylesheet" href={staffStyles} precedence="default" />
      <a href="#noi-dung" className="govuk-skip-link">
        {t.skip}
      </a>
      <header className="lt-staff-bar">
        <a className="lt-staff-bar__home" href={frameLinks.queue}>
          {t.staffSite}
        </a>
        <nav aria-label={t.staffNav}>
          <ul className="lt-staff-bar__places">
            {places
              .filter((place) => place.show)
              .map((place) => (
                <li key={place.href}>
                  <a href={place.href} aria-current={current(place.href, path) ? 'page' : undefined}>
                    {place.text}
                  </a>
                </li>
              ))}
          </ul>
        </nav>
        <div className="lt-staff-bar__who">
          <p className="lt-staff-bar__person">
            <strong>{actor.name}</strong>
            {actor.position ? <span> · {actor.position}</span> : null}
            <span className="lt-staff-bar__agency">{props.agencyName}</span>
          </p>
          <OtherPosts locale={locale} />
          <a
            className="lt-staff-bar__link"
            href={languageHref(path, locale === 'vi' ? 'en' : 'vi')}
            lang={locale === 'vi' ? 'en' : 'vi'}
          >
            {t.otherLanguage}
          </a>
          <a className="lt-staff-bar__link" href={frameLinks.security}>
            {t.security}
          </a>
          <form method="post" action={frameLinks.signOut}>
            <button className="lt-staff-bar__button" type="submit">
              {t.signOut}
            </button>
          </form>
        </div>
      </header>
      <div className="lt-staff">
        {props.backLink ? (
          <nav aria-label={t.wayBack}>
            <BackLink href={props.backLink.href}>{props.backLink.text}</BackLink>
          </nav>
        ) : null}
        <div className={props.aside ? 'lt-staff__columns' : undefined}>
          <main id="noi-dung" tabIndex={-1} className="lt-staff__main">
            {props.errors ? <ErrorSummary items={props.errors.items} /> : null}
            {props.children}
          </main>
          {props.aside ? <aside className="lt-staff__aside">{props.aside}</aside> : null}
        </div>
      </div>
      {props.keys && props.keys.length > 0 ? (
        <footer className="lt-keys">
          <h2 className="lt-keys__title">{t.keys}</h2>
          <ul className="lt-keys__list">
            {props.keys.map((hint) => (
              <li key={hint.keys}>
                <kbd className="lt-key">{hint.keys}</kbd> {hint.does}
              </li>
            ))}
          </ul>
        </footer>
      ) : null}
    </LocaleContext>
  );
}

/** The queue's address is a prefix of every other staff address, so it is current only on itself and on dossiers. */
function current(href: string, path: string): boolean {
  const pathname = path.split('?')[0] ?? '';
  // The directory of nodes lies under the axis and has a place of its own.
  if (href === frameLinks.axis && pathname === frameLinks.nodes) return false;
  if (href === frameLinks.queue) return pathname === href || pathname.startsWith('/can-bo/ho-so/');
  return pathname === href || pathname.startsWith(`${href}/`);
}
