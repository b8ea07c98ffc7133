import type { ReactNode } from 'react';
import iconAddress from '../assets/icon.svg?url&no-inline';
import latinFont from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-400-normal.woff2?url';
import vietnameseFont from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-400-normal.woff2?url';
import wordmarkAddress from '../assets/wordmark.svg?url&no-inline';
import citizenStyles from '../styles/citizen.scss?url';
import { ErrorSummary } from '../form/error-summary.tsx';
import type { FieldErrors } from '../form/field-errors.ts';
import { BackLink } from '../show/back-link.tsx';
import { LocaleContext, type Locale } from '../text/language.ts';
import type { FrameActor } from './actor.ts';
import { actForHref, frameLinks, languageHref, signInHref } from './links.ts';
import { frameWords } from './words.ts';

export type PageFrameProps = {
  /** What the page is, for the browser tab; "Lỗi: " and the site's name are added here. */
  title: string;
  locale: Locale;
  actor: FrameActor;
  /** The page's own address with its query, for coming back after signing in and for the other language. */
  path: string;
  children: ReactNode;
  backLink?: { href: string; text?: string } | undefined;
  /** What was wrong with what was sent: shows the summary above the heading and puts "Lỗi: " in the title. */
  errors?: FieldErrors | undefined;
  /** Puts "Lỗi: " in the title of a page that shows its error itself. */
  error?: boolean | undefined;
  /** Unread notices of a signed-in citizen. */
  unread?: number | undefined;
  /** A band across the page above the main column (the home page's search). It holds the h1 then. */
  hero?: ReactNode;
  /** The whole width instead of a reading column. */
  wide?: boolean | undefined;
  /** One sentence for search engines; public pages only. */
  description?: string | undefined;
};

/** The page that citizens see around everything: skip link, header, one column, footer. Sends no JavaScript. */
export function PageFrame(props: PageFrameProps) {
  const { locale } = props;
  const t = frameWords[locale];
  const wrong = props.error === true || (props.errors !== undefined && props.errors.items.length > 0);
  return (
    <LocaleContext value={locale}>
      <title>{`${wrong ? t.error : ''}${props.title} – ${t.site}`}</title>
      {props.description ? <meta name="description" content={props.description} /> : null}
      <link rel="icon" href={iconAddress} type="image/svg+xml" />
      <link rel="stylesheet" href={citizenStyles} precedence="default" />
      {[vietnameseFont, latinFont].map((font) => (
        <link key={font} rel="preload" href={font} as="font" type="font/woff2" crossOrigin="anonymous" />
      ))}
      <a href="#noi-dung" className="govuk-skip-link">
        {t.skip}
      </a>
      <Header {...props} />
      {props.backLink ? (
        <nav className="govuk-width-container" aria-label={t.wayBack}>
          <BackLink href={props.backLink.href}>{props.backLink.text}</BackLink>
        </nav>
      ) : null}
      <main id="noi-dung" tabIndex={-1}>
        {props.hero ? <div className="lt-hero">{props.hero}</div> : null}
        <div className="govuk-width-container govuk-main-wrapper">
          <div className={props.wide ? 'lt-wide' : 'lt-column'}>
            {props.errors ? <ErrorSummary items={props.errors.items} /> : null}
            {props.children}
          </div>
        </div>
      </main>
      <Footer locale={locale} />
    </LocaleContext>
  );
}

function Header({ locale, actor, path, unread = 0 }: PageFrameProps) {
  const t = frameWords[locale];
  return (
    <header className="lt-header">
      <div className="govuk-width-container lt-header__row">
        <a className="lt-header__home" href={frameLinks.home}>
          <img src={wordmarkAddress} alt={t.site} width="176" height="34" />
          <span className="lt-header__tagline">{t.tagline}</span>
        </a>
        <nav className="lt-header__account" aria-label={t.account}>
          <a
            className="lt-header__link"
            href={languageHref(path, locale === 'vi' ? 'en' : 'vi')}
            lang={locale === 'vi' ? 'en' : 'vi'}
            hrefLang={locale === 'vi' ? 'en' : 'vi'}
          >
            {t.otherLanguage}
          </a>
          {actor.kind === 'anonymous' ? (
            <a className="lt-header__link lt-header__link--strong" href={signInHref(path)}>
              {t.signIn}
            </a>
          ) : (
            <form className="lt-header__out" method="post" action={frameLinks.signOut}>
              <span className="lt-header__who">
                <span className="govuk-visually-hidden">{t.signedInAs} </span>
                {actor.name}
              </span>
              <button className="lt-header__button" type="submit">
                {t.signOut}
              </button>
            </form>
          )}
        </nav>
      </div>
      <nav className="lt-nav" aria-label={t.mainNav}>
        <ul className="govuk-width-container lt-nav__list">
          <NavLink href={frameLinks.search} path={path}>
            {t.find}
          </NavLink>
          <NavLink href={frameLinks.tracking} path={path}>
            {t.track}
          </NavLink>
          {actor.kind === 'citizen' ? (
            <>
              <NavLink href={frameLinks.myDossiers} path={path}>
                {t.mine}
              </NavLink>
              <NavLink href={frameLinks.inbox} path={path}>
                {t.inbox}
                {unread > 0 ? <span className="lt-count"> {t.unread(unread)}</span> : null}
              </NavLink>
              <NavLink href={frameLinks.myMandates} path={path}>
                {t.myMandates}
              </NavLink>
            </>
          ) : null}
          {actor.kind === 'officer' ? (
            <NavLink href={frameLinks.queue} path={path}>
              {t.queue}
            </NavLink>
          ) : null}
          {actor.kind === 'citizen' || actor.kind === 'officer' ? (
            <NavLink href={frameLinks.security} path={path}>
              {t.security}
            </NavLink>
          ) : null}
          <NavLink href={frameLinks.help} path={path}>
            {t.help}
          </NavLink>
        </ul>
      </nav>
      {actor.kind === 'citizen' && actor.actingFor ? (
        <section className="lt-acting" aria-label={t.actingFor}>
          <p className="govuk-width-container lt-acting__inside">
            <span>
              {t.actingFor} <strong>{actor.actingFor}</strong>
            </span>
            <a className="govuk-link" href={actForHref(path)}>
              {t.switchBack}
            </a>
          </p>
        </section>
      ) : null}
    </header>
  );
}

function NavLink({ href, path, children }: { href: string; path: string; children: ReactNode }) {
  const here = path === href || path.startsWith(`${href}/`) || path.startsWith(`${href}?`);
  return (
    <li className="lt-nav__item">
      <a className="lt-nav__link" href={href} aria-current={here ? 'page' : undefined}>
        {children}
      </a>
    </li>
  );
}

function Footer({ locale }: { locale: Locale }) {
  const t = frameWords[locale];
  return (
    <footer className="lt-footer">
      <div className="govuk-width-container lt-footer__inside">
        <p className="lt-footer__place">{t.footerPlace}</p>
        <nav aria-label={t.footerNav}>
          <ul className="lt-footer__links">
            <li>
              <a href={frameLinks.about}>{t.about}</a>
            </li>
            <li>
              <a href={frameLinks.help}>{t.help}</a>
            </li>
            <li>
              <a href={frameLinks.accessibility}>{t.accessibility}</a>
            </li>
            <li>
              <a href={frameLinks.staffSignIn}>{t.staff}</a>
            </li>
          </ul>
        </nav>
        <p className="lt-footer__small">{t.footer}</p>
      </div>
    </footer>
  );
}
