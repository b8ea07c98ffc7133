import { formatDateTime } from '#platform/time.ts';
import { Notice } from '#ui/index.ts';
import { words } from './words.ts';

/** Shown once, to be printed and handed over. */
export function PaperCode({ code, expiresAt, locale }: { code: string; expiresAt: string; locale: 'vi' | 'en' }) {
  const t = words(locale);
  return (
    <Notice tone="ok" title={t.codeTitle}>
      <p className="govuk-heading-l lt-code" id="ma-tren-giay">
        {code}
      </p>
      <p className="govuk-body">
        {t.codeHint} {formatDateTime(expiresAt)}
      </p>
    </Notice>
  );
}
