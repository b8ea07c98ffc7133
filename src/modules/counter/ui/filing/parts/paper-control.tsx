import { Button, FileField } from '#ui/index.ts';
import { say } from '#platform/web/words.ts';
import type { PaperFile } from '../papers.ts';
import { formNames } from '../read-fields.ts';
import type { FieldView } from '../view.ts';
import type { FilingWords } from '../words.ts';

interface PaperControlProps {
  field: FieldView;
  paper: NonNullable<FieldView['paper']>;
  error: string | undefined;
  t: FilingWords;
}

const ACCEPT = 'image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf,.heic,.heif,.pdf';

/** A paper as photos or PDF files: what has been received, and a chooser for more. */
export function PaperControl({ field, paper, error, t }: PaperControlProps) {
  const { key } = field;
  const { files, gone, max } = paper;
  return (
    <div id={`khu-${key}`} data-paper={key} className="lt-filing-paper">
      <input type="hidden" name={key} value={files.map((file) => file.id).join(',')} />
      {gone ? <p className="govuk-body">{t.fileGone}</p> : null}
      {files.length > 0 ? (
        <section aria-label={say(t.received, { count: files.length })}>
          <p className="lt-filing-papers__title">{say(t.received, { count: files.length })}</p>
          <p className="lt-muted">{t.receivedCheck}</p>
          <ul className="lt-filing-papers">
            {files.map((file) => (
              <PaperLine key={file.id} file={file} name={key} t={t} />
            ))}
          </ul>
        </section>
      ) : null}
      {files.length < max ? (
        <>
          <FileField
            name={formNames.files(key)}
            id={key}
            label={files.length > 0 ? t.chooseMore : t.chooseFiles}
            hint={t.chooseHint}
            accept={ACCEPT}
            multiple={max - files.length > 1}
            error={error}
          />
          <div data-send>
            <Button look="secondary" name={formNames.act} value={`gui:${key}`} formAction={`#khu-${key}`}>
              {t.sendFiles}
            </Button>
          </div>
        </>
      ) : error ? (
        <p className="govuk-error-message" id={key} tabIndex={-1}>
          {error}
        </p>
      ) : null}
    </div>
  );
}

function PaperLine({ file, name, t }: { file: PaperFile; name: string; t: FilingWords }) {
  const facts = [file.type, file.size, file.pages === null ? '' : say(t.pagesCount, { count: file.pages })].filter(
    Boolean,
  );
  const showsPicture = file.isPicture && (file.scan === 'clean' || file.scan === 'not-scanned');
  return (
    <li className="lt-filing-papers__paper">
      {showsPicture ? (
        <img
          className="lt-filing-papers__picture"
          src={`/api/files/${file.id}/view`}
          alt={say(t.thumbnail, { name: file.name })}
          loading="lazy"
          height="112"
        />
      ) : (
        <span className="lt-filing-papers__picture lt-filing-papers__picture--none" aria-hidden="true">
          {file.type}
        </span>
      )}
      <div className="lt-filing-papers__text">
        <p className="lt-filing-papers__name">{file.name}</p>
        <p className="lt-muted">{facts.join(' · ')}</p>
        {file.scan === 'pending' ? <p className="lt-muted">{t.scanPending}</p> : null}
        <p className="lt-filing-papers__acts">
          <a className="govuk-link" href={`/api/files/${file.id}/content`} target="_blank" rel="noopener">
            {t.openFile}
            <span className="govuk-visually-hidden"> {file.name}</span>
          </a>
          <Button look="link" name={formNames.act} value={`bo:${name}:${file.id}`} formAction={`#khu-${name}`}>
            {t.remove}
            <span className="govuk-visually-hidden"> {file.name}</span>
          </Button>
        </p>
      </div>
    </li>
  );
}
