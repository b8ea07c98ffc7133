import { useEffect, useState, type FormEvent } from 'react';
import { formatDate } from '#platform/time.ts';
import { say } from '#platform/web/words.ts';
import { StaffForm, Button, ButtonGroup, Notice, SelectField, TextArea } from '#ui/index.ts';
import type { EntryKey } from '../../entry.ts';
import { groups, optional } from '../groups.ts';
import { optionsOf, shownBy, type Locale, type Prepared } from '../options.ts';
import { changedBoxes, typedFromFiled, typedOf, type Typed } from '../read-entry.ts';
import { labels, words } from '../words.ts';
import { EntryBox } from './entry-box.tsx';
import { ParentChecks } from './parent-checks.tsx';

/** What was typed and why it was not registered. */
export type Refused = {
  typed: Typed;
  extra: { similarReason: string; signerOfficerId: string; note: string };
  title: string;
  /** Where the officer proves again who this is, in a tab beside this one; what was typed stays here. */
  confirmHref?: string;
  /** By name of the box. */
  errors: Record<string, string>;
  similar: boolean;
  /** The officer only wanted to look: nothing was refused. */
  checked: boolean;
  morePlaces: { code: string; name: string }[];
  /** The province that they are of, two digits, or ''. */
  morePlacesOf: string;
};

export type EntryFormProps = {
  prepared: Prepared;
  refused: Refused | undefined;
  locale: Locale;
};

/**
 * The act as it will stand in the book, filled in with what the parent filed. Works without JavaScript; with it, each box
 * says at once where it differs from what was filed.
 */
export function EntryForm({ prepared: given, refused, locale }: EntryFormProps) {
  const t = words(locale);
  const prepared = { ...given, places: [...given.places, ...(refused?.morePlaces ?? [])] };
  const first = refused?.typed ?? typedFromFiled(prepared.filed);
  const [typed, setTyped] = useState<Typed>(first);
  const [sent, setSent] = useState(false);
  useEffect(() => {
    // A page that comes back with the browser's back button is as it was left: the button must work again.
    const back = () => setSent(false);
    window.addEventListener('pageshow', back);
    return () => window.removeEventListener('pageshow', back);
  }, []);
  const changed = changedBoxes(prepared.filed, typed);
  const shown = shownBy(prepared, locale);
  const errors = refused?.errors ?? {};
  const similar = refused?.similar === true || prepared.sameMother.length > 0;
  const follow = (event: FormEvent<HTMLFormElement>) => setTyped(typedOf(new FormData(event.currentTarget)));
  const saidBefore = (box: EntryKey) =>
    changed.includes(box)
      ? say(t.changed, { filed: prepared.filed[box] ? shown(box, prepared.filed[box]) : t.leftEmpty })
      : undefined;
  const hint = (box: EntryKey) =>
    box === 'childBirthDate' ? t.dateHint : box.endsWith('BirthDate') ? t.dateOrYearHint : undefined;
  return (
    <StaffForm onInput={follow} onSubmit={() => setSent(true)}>
      <p className="govuk-body">{t.lead}</p>
      {refused && Object.keys(errors).length === 0 && !refused.similar ? (
        <Notice tone={refused.checked ? 'info' : 'bad'} alert title={refused.checked ? refused.title : t.refused}>
          {refused.checked ? say(t.changes, { count: changed.length }) : refused.title}
          {refused.confirmHref ? (
            <>
              {' '}
              <a className="govuk-link" href={refused.confirmHref} target="_blank" rel="noreferrer">
                {t.confirmFirst}
              </a>
            </>
          ) : null}
        </Notice>
      ) : null}
      <ParentChecks parents={prepared.parents} />
      {groups.map((group) => (
        <section key={group.title} aria-labelledby={`nhom-${group.title}`}>
          <h2 className="govuk-heading-m" id={`nhom-${group.title}`}>
            {t[group.title]}
          </h2>
          <div className="lt-grid">
            {group.boxes.map((box) => (
              <EntryBox
                key={box}
                box={box}
                label={labels[box][locale]}
                value={first[box] ?? ''}
                error={errors[box]}
                hint={hint(box)}
                changed={saidBefore(box)}
                options={optionsOf(prepared, box, locale)}
                radios={box === 'childGender' || box === 'fatherDeclared'}
                optional={optional.includes(box)}
                number={box.endsWith('PersonalId')}
              />
            ))}
          </div>
        </section>
      ))}
      <SelectField
        name="morePlacesOf"
        label={t.morePlaces}
        hint={t.morePlacesHint}
        optional
        value={refused?.morePlacesOf}
        options={prepared.places
          .filter(({ code }) => code.length === 2)
          .map(({ code, name }) => ({ value: code, label: name }))}
      />
      <h2 className="govuk-heading-m">{t.signing}</h2>
      {prepared.signers.length > 0 ? (
        <SelectField
          name="signerOfficerId"
          label={t.signer}
          placeholder={null}
          value={refused?.extra.signerOfficerId || prepared.signers[0]?.id}
          error={errors['signerOfficerId']}
          options={prepared.signers.map((one) => ({ value: one.id, label: `${one.name}, ${one.position}` }))}
        />
      ) : (
        <Notice tone="warning" title={t.noSigner}>
          {t.noSignerHint}
        </Notice>
      )}
      <TextArea
        name="note"
        label={t.note}
        rows={2}
        maxLength={500}
        optional
        value={refused?.extra.note}
        error={errors['note']}
      />
      {similar ? (
        <>
          <Notice tone="warning" title={t.similarTitle}>
            <ul className="govuk-list govuk-list--bullet">
              {prepared.sameMother.map((one) => (
                <li key={one.number}>
                  {say(t.similarRow, {
                    number: one.number,
                    name: one.childFullName,
                    date: formatDate(one.registeredOn),
                  })}
                </li>
              ))}
            </ul>
          </Notice>
          <TextArea
            name="similarReason"
            label={t.similarReason}
            hint={t.similarHint}
            rows={2}
            maxLength={500}
            value={refused?.extra.similarReason}
            error={refused?.similar ? refused.title : errors['similarReason']}
          />
        </>
      ) : null}
      <Notice
        tone={changed.length > 0 ? 'warning' : 'info'}
        title={changed.length > 0 ? say(t.changes, { count: changed.length }) : t.noChanges}
      >
        {t.consequence}
      </Notice>
      {/* First in the form, so that the Enter key in a box checks and never registers. */}
      <ButtonGroup>
        <Button look="secondary" name="act" value="check">
          {t.check}
        </Button>
        <Button name="act" value="register" unavailable={sent ? t.registering : undefined}>
          {t.register}
        </Button>
      </ButtonGroup>
    </StaffForm>
  );
}
