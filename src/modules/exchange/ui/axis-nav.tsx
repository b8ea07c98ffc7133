import { words } from './words.ts';

/** The two halves of the axis: what came, what went. */
export function AxisNav({ here, locale }: { here: 'arrived' | 'sent'; locale: 'vi' | 'en' }) {
  const t = words(locale);
  const places = [
    { key: 'arrived', href: '/can-bo/truc', text: t.toArrived },
    { key: 'sent', href: '/can-bo/truc/di', text: t.toSent },
  ];
  return (
    <nav aria-label={t.places}>
      <p className="govuk-body">
        {places.map(({ key, href, text }, index) => (
          <span key={key}>
            {index > 0 ? ' · ' : null}
            <a className="govuk-link" href={href} aria-current={key === here ? 'page' : undefined}>
              {text}
            </a>
          </span>
        ))}
      </p>
    </nav>
  );
}
