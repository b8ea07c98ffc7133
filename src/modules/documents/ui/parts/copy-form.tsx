import { StaffForm, Button, Details, SelectField, TextArea, TextField, useLocale } from '#ui/index.ts';
import type { CopyLine } from '../../shapes.ts';
import { words } from '../words.ts';

/** The copies there are, and the form for another. `copyId` makes a second click the same copy. */
export function Copies({ copies, may, copyId }: { copies: readonly CopyLine[]; may: boolean; copyId: string }) {
  const t = words(useLocale());
  return (
    <>
      {copies.length > 0 ? (
        <>
          <h2 className="govuk-heading-m">{t.copies}</h2>
          <ul className="govuk-list">
            {copies.map((copy) => (
              <li key={copy.id}>
                {copy.signed ? (
                  <a className="govuk-link lt-code" href={`/api/documents/copies/${copy.id}/file`}>
                    {copy.notation}
                  </a>
                ) : (
                  <span className="lt-code">{`${copy.notation} (${t.unsigned})`}</span>
                )}{' '}
                · {copy.signerName}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {may ? (
        <Details summary={t.copy}>
          <StaffForm>
            <input type="hidden" name="sao-id" value={copyId} />
            <SelectField
              name="sao-loai"
              label={t.copyKind}
              placeholder={null}
              options={(['SY', 'SL', 'TrS'] as const).map((value) => ({ value, label: t[value] }))}
            />
            <TextArea name="sao-trich" label={t.excerpt} rows={4} optional />
            <TextArea name="sao-noi-nhan" label={t.receivers} rows={2} optional />
            <TextField name="sao-chuc-vu" label={t.signerTitle} />
            <Button name="viec" value="copy">
              {t.makeCopy}
            </Button>
          </StaffForm>
        </Details>
      ) : null}
    </>
  );
}

/** What the form says, for the operation. */
export function copyWish(form: FormData, of: { outgoingId: string } | { incomingId: string }) {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  const excerpt = text('sao-trich').trim();
  return {
    id: text('sao-id'),
    kind: text('sao-loai') as 'SY' | 'SL' | 'TrS',
    ...of,
    ...(excerpt ? { excerpt } : {}),
    recipients: text('sao-noi-nhan')
      .split(/\r?\n/u)
      .map((line) => line.trim())
      .filter(Boolean),
    signerTitle: text('sao-chuc-vu'),
  };
}
