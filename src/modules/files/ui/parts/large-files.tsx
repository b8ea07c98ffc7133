// The script is bundled into a file of its own; the page gets its address.
// oxlint-disable-next-line import/default
import enhanceAddress from '../enhance/large-files.client.ts?worker&url';
import { say } from '#platform/web/words.ts';
import { FileField } from '#ui/index.ts';
import { sizeInWords } from './size-in-words.ts';
import { words } from './words.ts';

/** A file that was sent before the form was. */
export interface SentFile {
  id: string;
  name: string;
  bytes: number;
}

/**
 * A field for files of the document axis. With JavaScript each goes at once by the resumable upload, with its progress, and its id stands
 * in the form (`<name>-da-gui`, once for each file); without, files up to the node's limit for people come with the form. Put it in a
 * form with `encType="multipart/form-data"`, and read it with `receiveForm` and `sentIds`.
 */
export function LargeFiles(props: {
  name: string;
  label: string;
  hint?: string;
  locale: 'vi' | 'en';
  sent: readonly SentFile[];
  /** Bytes of one file, with JavaScript and without. */
  limits: { large: number; small: number };
}) {
  const { name, label, locale, sent, limits } = props;
  const t = words(locale);
  const large = sizeInWords(limits.large, locale);
  const script = Object.fromEntries(
    (
      [
        'waiting',
        'sending',
        'checking',
        'done',
        'lost',
        'again',
        'giveUp',
        'failed',
        'signIn',
        'remove',
        'stillSending',
        'tooLarge',
      ] as const
    ).map((key) => [key, t[key]]),
  );
  return (
    <div
      data-large-files={name}
      data-words={JSON.stringify(script)}
      data-most={limits.large}
      data-locale={locale}
      data-most-words={large}
    >
      <FileField
        name={name}
        label={label}
        hint={[props.hint, say(t.largeHint, { large })].filter(Boolean).join(' ')}
        multiple
        optional
      />
      <noscript>
        <p className="govuk-hint">{say(t.plainHint, { small: sizeInWords(limits.small, locale) })}</p>
      </noscript>
      {sent.length > 0 ? (
        <fieldset className="govuk-fieldset">
          <legend className="govuk-fieldset__legend">{t.sent}</legend>
          <div className="govuk-checkboxes govuk-checkboxes--small" data-module="govuk-checkboxes">
            {sent.map((file) => (
              <div className="govuk-checkboxes__item" key={file.id}>
                <input
                  className="govuk-checkboxes__input"
                  id={`${name}-${file.id}`}
                  name={`${name}-da-gui:${file.id}`}
                  type="checkbox"
                  value={file.id}
                  defaultChecked
                />
                <label className="govuk-label govuk-checkboxes__label" htmlFor={`${name}-${file.id}`}>
                  {file.name} ({sizeInWords(file.bytes, locale)})
                </label>
              </div>
            ))}
          </div>
        </fieldset>
      ) : null}
      <ul className="govuk-list" data-sending aria-live="polite" />
      <script type="module" src={enhanceAddress} async />
    </div>
  );
}

/** The ids of the files that the field had sent before, from the form's text fields. */
export function sentIds(fields: Readonly<Record<string, string>>, name: string): string[] {
  return Object.keys(fields).flatMap((key) => (key.startsWith(`${name}-da-gui:`) && fields[key] ? [fields[key]] : []));
}
