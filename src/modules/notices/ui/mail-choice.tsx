import { say } from '#platform/web/words.ts';
import { Button, ButtonGroup, type Locale } from '#ui/index.ts';
import type { MailAddress } from '../contract.ts';
import { words } from './words.ts';

/** At the foot of the inbox: whether mails point to new notices. Nothing on a node that sends no mail. */
export function MailChoice({ locale, mail }: { locale: Locale; mail: MailAddress }) {
  if (mail.state === 'not-available') return null;
  const t = words(locale);
  const text = {
    none: t.mailNone,
    waiting: t.mailWaiting,
    confirmed: t.mailConfirmed,
    refused: t.mailRefused,
  }[mail.state];
  return (
    <section aria-labelledby="thu-dien-tu">
      <h2 className="govuk-heading-m" id="thu-dien-tu">
        {t.mailTitle}
      </h2>
      <p>{say(text, { email: mail.email ?? '' })}</p>
      <form method="post">
        <ButtonGroup>
          <Button look="secondary" href="/cua-toi/thong-bao/thu-dien-tu">
            {mail.state === 'none' ? t.mailSet : t.mailChange}
          </Button>
          {mail.state === 'none' ? null : (
            <Button look="link" name="do" value="stop-mail">
              {t.mailStop}
            </Button>
          )}
        </ButtonGroup>
      </form>
    </section>
  );
}
