// The script is bundled into a file of its own; the page gets its address.
// oxlint-disable-next-line import/default
import enhanceAddress from '../enhance/enhance.client.ts?worker&url';
import styles from '../filing.scss?url';
import { Button, Details, Notice, PageFrame, signInHref, type FieldErrors, type FrameData } from '#ui/index.ts';
import { say } from '#platform/web/words.ts';
import { paths } from '../paths.ts';
import { formNames, type FieldShape } from '../read-fields.ts';
import type { PageError, QuestionView } from '../view.ts';
import { words, type FilingWords } from '../words.ts';
import { ConflictTable } from './conflict-table.tsx';
import { FieldControl } from './field-control.tsx';

/** One question: a plain form that needs no script. The script only adds saving while typing, progress and searching. */
export function QuestionPage({ frame, view }: { frame: FrameData; view: QuestionView }) {
  const t = words(frame.locale);
  const errors = toFieldErrors(view.errors);
  const alone = view.fields.length === 1 && view.fields[0]?.kind !== 'paper' ? view.fields[0] : undefined;
  const hasPaper = view.fields.some((field) => field.kind === 'paper');
  const back = { href: view.backHref, text: view.changing ? t.backToCheck : t.back };
  return (
    <PageFrame
      {...frame}
      title={view.heading}
      errors={errors}
      error={view.conflict !== null || view.refusal !== null}
      backLink={back}
    >
      <link rel="stylesheet" href={styles} precedence="default" />
      <Notices frame={frame} view={view} t={t} />
      <p className="lt-filing-progress">
        <span className="govuk-visually-hidden">{view.procedureName}: </span>
        {say(t.progress, { number: view.number, total: view.total })}
        <progress value={view.number} max={view.total + 1} aria-hidden="true" />
      </p>
      <form
        method="post"
        action={frame.path}
        noValidate
        encType={hasPaper ? 'multipart/form-data' : undefined}
        data-filing={view.draftId ?? ''}
        data-page={view.pageId}
        data-fields={JSON.stringify(view.fields.map(({ key, kind }): FieldShape => ({ key, kind })))}
        data-words={JSON.stringify(scriptWords(t))}
        data-sign-in={signInHref(frame.path)}
      >
        {/* Enter presses the first button of a form: it must be the one that goes on. */}
        <button type="submit" className="govuk-visually-hidden" tabIndex={-1} aria-hidden="true">
          {t.continue}
        </button>
        <input type="hidden" name={formNames.version} value={view.version ?? ''} />
        <input type="hidden" name={formNames.versionId} value={view.versionId} />
        <input type="hidden" name={formNames.seen} value={view.seen} />
        {alone ? null : <h1 className="govuk-heading-l">{view.heading}</h1>}
        {view.hint && !alone ? <p className="govuk-hint">{view.hint}</p> : null}
        {view.fields.map((field) => (
          <FieldControl
            key={field.key}
            field={alone ? { ...field, label: view.heading, hint: joined(view.hint, field.hint) } : field}
            asHeading={alone !== undefined}
            error={errors.of(field.key)}
            t={t}
          />
        ))}
        {view.why ? (
          <Details summary={t.why}>
            <p>{view.why}</p>
          </Details>
        ) : null}
        <output className="lt-filing-status lt-muted" id="tinh-trang-luu">
          {view.savedAt ? say(t.savedAt, { at: view.savedAt }) : ''}
        </output>
        <Button>{view.changing ? t.saveChange : t.continue}</Button>
      </form>
      {view.draftId && !view.changing ? (
        <Details summary={t.later}>
          <p>{t.laterText}</p>
        </Details>
      ) : null}
      <script type="module" src={enhanceAddress} />
    </PageFrame>
  );
}

function Notices({ frame, view, t }: { frame: FrameData; view: QuestionView; t: FilingWords }) {
  return (
    <>
      {view.signedOut ? (
        <Notice tone="warning" title={t.signedOutTitle} alert>
          <p>{t.signedOutText}</p>
          <p>
            <a className="govuk-link" href={signInHref(frame.path)} target="_blank" rel="noopener">
              {t.signInAgain}
            </a>
          </p>
        </Notice>
      ) : null}
      {view.refusal ? (
        <Notice tone="bad" title={view.refusal.text} alert>
          {view.refusal.startHref ? (
            <a className="govuk-link" href={view.refusal.startHref}>
              {t.tooManyDrafts}
            </a>
          ) : null}
        </Notice>
      ) : null}
      {view.conflict ? (
        <Notice tone="warning" title={t.conflictTitle} alert>
          <p>{t.conflictText}</p>
          <ConflictTable rows={view.conflict.rows} t={t} />
          <p>
            <a className="govuk-link" href={paths.question(view.id, view.pageId, view.changing)}>
              {t.conflictTakeStored}
            </a>
          </p>
        </Notice>
      ) : null}
    </>
  );
}

/** One hint for a control that is asked alone: the page's, and the field's own after it. */
function joined(first: string | undefined, second: string | undefined): string | undefined {
  return [first, second].filter(Boolean).join(' ') || undefined;
}

function toFieldErrors(errors: readonly PageError[]): FieldErrors {
  return {
    items: errors.map(({ path, message }) => ({ href: `#${path}`, text: message })),
    of: (name) => errors.find((error) => error.path === name)?.message,
  };
}

/** What the script says; it has no words of its own. */
function scriptWords(t: FilingWords): Record<ScriptWord, string> {
  return Object.fromEntries(SCRIPT_WORDS.map((word) => [word, t[word]])) as Record<ScriptWord, string>;
}

const SCRIPT_WORDS = [
  'saving',
  'savedAt',
  'keptHere',
  'restored',
  'failNetwork',
  'failSignIn',
  'failServer',
  'failElsewhere',
  'signInAgain',
  'uploading',
  'uploadWaiting',
  'uploadDone',
  'uploadLost',
  'uploadRetry',
  'uploadCancel',
  'uploadFailed',
  'optionsCount',
  'optionsNone',
] as const;
export type ScriptWord = (typeof SCRIPT_WORDS)[number];
