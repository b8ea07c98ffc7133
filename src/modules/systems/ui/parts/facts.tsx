import { Checkboxes, TextArea, TextField, type FieldErrors } from '#ui/index.ts';
import { programRights } from '../../access.ts';
import type { SystemFacts } from '../../contract.ts';
import { rightWord, words } from '../words.ts';

/** What was typed about a system, as the form has it. */
export interface TypedFacts {
  name: string;
  about: string;
  contactName: string;
  contactEmail: string;
  rights: string[];
  speaksFor: string;
}

export const noFacts: TypedFacts = {
  name: '',
  about: '',
  contactName: '',
  contactEmail: '',
  rights: [],
  speaksFor: '',
};

export function typedFacts(form: FormData): TypedFacts {
  const text = (name: string): string => String(form.get(name) ?? '').trim();
  return {
    name: text('ten'),
    about: text('mo-ta'),
    contactName: text('dau-moi'),
    contactEmail: text('thu-dau-moi'),
    rights: form.getAll('quyen').map(String),
    speaksFor: text('thay-mat'),
  };
}

/** Codes stand a line each, or with commas between; the same one typed twice counts once. */
export function factsOf({ about, rights, speaksFor, ...typed }: TypedFacts): SystemFacts {
  return {
    ...typed,
    ...(about ? { about } : {}),
    rights: programRights.filter((right) => rights.includes(right)),
    speaksFor: [...new Set(speaksFor.split(/[\s,;]+/u).filter(Boolean))],
  };
}

export function FactsFields({
  typed,
  errors,
  locale,
}: {
  typed: TypedFacts;
  errors: FieldErrors;
  locale: 'vi' | 'en';
}) {
  const t = words(locale);
  return (
    <>
      <TextField name="ten" label={t.name} hint={t.nameHint} value={typed.name} error={errors.of('ten')} width={30} />
      <TextArea name="mo-ta" label={t.about} rows={2} optional value={typed.about} error={errors.of('mo-ta')} />
      <TextField
        name="dau-moi"
        label={t.contactName}
        hint={t.contactHint}
        value={typed.contactName}
        error={errors.of('dau-moi')}
        width={30}
      />
      <TextField
        name="thu-dau-moi"
        label={t.contactEmail}
        kind="email"
        value={typed.contactEmail}
        error={errors.of('thu-dau-moi')}
        width={30}
      />
      <Checkboxes
        name="quyen"
        label={t.rights}
        hint={t.rightsHint}
        small
        values={typed.rights}
        error={errors.of('quyen')}
        options={programRights.map((right) => ({ value: right, label: rightWord(t, right) }))}
      />
      <TextArea
        name="thay-mat"
        label={t.speaksFor}
        hint={t.speaksForHint}
        rows={3}
        optional
        value={typed.speaksFor}
        error={errors.of('thay-mat')}
      />
    </>
  );
}
