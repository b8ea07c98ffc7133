import { Button, Details, Inset, TextField, type FieldErrors, type Locale } from '#ui/index.ts';
import type { Offer } from '../../verification/kind.ts';
import { proofWords } from '../proof-words.ts';
import { PasskeyForm } from './passkey-form.tsx';

export interface ProofFormProps {
  locale: Locale;
  /** The way that is open now. */
  chosen: Offer;
  /** The other ways, as links that change `cach`. */
  others: readonly Offer[];
  /** Address of the page with another way chosen. */
  hrefOf(kind: Offer['kind']): string;
  /** A code has been sent already, so it can be entered. */
  sent: boolean;
  /** Nothing has been proved yet: the page must not tell whether there is an account. */
  first: boolean;
  /** For a key: what the device is to sign. */
  challenge: { ticket: string; options: Record<string, unknown> } | undefined;
  /** Messages are shown on a page, not sent. */
  demo: boolean;
  errors: FieldErrors;
}

type Words = ReturnType<typeof proofWords>;

export const isSent = (kind: Offer['kind']): boolean => kind === 'sms-code' || kind === 'email-code';

export function ProofForm({ locale, chosen, others, hrefOf, sent, first, challenge, demo, errors }: ProofFormProps) {
  const t = proofWords(locale);
  const mustSend = isSent(chosen.kind) && !sent;
  return (
    <>
      {chosen.kind === 'passkey' && challenge ? (
        <>
          <h1 className="govuk-heading-l">{t.passkey}</h1>
          <PasskeyForm locale={locale} does="prove" {...challenge} button={t.usePasskey}>
            <input type="hidden" name="kind" value="passkey" />
          </PasskeyForm>
        </>
      ) : null}
      {chosen.kind === 'passkey' ? null : (
        <form method="post" noValidate>
          <input type="hidden" name="kind" value={chosen.kind} />
          {mustSend ? (
            <>
              <h1 className="govuk-heading-l">
                {withHint(chosen.kind === 'sms-code' ? t['sms-code'] : t['email-code'], chosen)}
              </h1>
              <Button name="intent" value="send">
                {withHint(chosen.kind === 'sms-code' ? t.send_sms : t.send_email, chosen)}
              </Button>
            </>
          ) : (
            <>
              <TextField
                name="proof"
                label={ask(t, chosen, first)}
                asHeading
                hint={isSent(chosen.kind) ? (first ? t.unknownHint : t.codeHint) : undefined}
                error={errors.of('proof')}
                {...boxOf(chosen.kind)}
              />
              {demo && isSent(chosen.kind) ? (
                <Inset>
                  {t.demo}{' '}
                  <a className="govuk-link" href="/thu-nghiem/tin-nhan" target="_blank" rel="noreferrer">
                    {t.demoPage}
                  </a>
                  .
                </Inset>
              ) : null}
              <Button name="intent" value="confirm">
                {t.confirm}
              </Button>
            </>
          )}
        </form>
      )}
      {isSent(chosen.kind) && sent ? (
        <form method="post">
          <input type="hidden" name="kind" value={chosen.kind} />
          <Button look="link" name="intent" value="send">
            {t.again}
          </Button>
        </form>
      ) : null}
      {others.length > 0 ? (
        <Details summary={t.others}>
          <ul className="govuk-list">
            {others.map((offer) => (
              <li key={offer.kind}>
                <a className="govuk-link" href={hrefOf(offer.kind)}>
                  {withHint(t[offer.kind], offer)}
                </a>
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
    </>
  );
}

const withHint = (text: string, { hint }: Offer): string => text.replace('{hint}', hint ?? '').trimEnd();

function ask(t: Words, offer: Offer, first: boolean): string {
  switch (offer.kind) {
    case 'sms-code':
      return first ? t.ask_unknown : withHint(t.ask_sms, offer);
    case 'email-code':
      return first ? t.ask_unknown : withHint(t.ask_email, offer);
    case 'totp':
      return t.ask_totp;
    case 'recovery-code':
      return t.ask_recovery;
    case 'counter-code':
      return t.ask_counter;
    case 'password':
      return t.ask_password;
    case 'passkey':
      return t.passkey;
  }
}

function boxOf(kind: Offer['kind']) {
  if (kind === 'password') return { kind: 'password', autoComplete: 'current-password', width: 20 } as const;
  if (kind === 'recovery-code' || kind === 'counter-code') return { autoComplete: 'off', width: 20 } as const;
  return { kind: 'number', autoComplete: 'one-time-code', width: 10 } as const;
}
