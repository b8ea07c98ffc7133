import {
  Checkboxes,
  FieldSetGroup,
  Radios,
  SelectField,
  TextArea,
  TextField,
  useLocale,
  type FieldErrors,
} from '#ui/index.ts';
import { dataItemNames, dataItems } from '../../data-items.ts';
import { Command } from './command.tsx';
import { makeKeyPair } from './samples.ts';
import type { Typed } from './read-form.ts';
import type { ClientWords } from './words.ts';

/** Everything that is written down of a client. `fresh`: also what cannot be changed later. */
export function ClientForm({
  typed,
  errors,
  t,
  fresh,
}: {
  typed: Typed;
  errors: FieldErrors;
  t: ClientWords;
  fresh: boolean;
}) {
  const locale = useLocale();
  const text = (name: keyof ClientWords & string, more: { hint?: string; lang?: string } = {}) => ({
    name,
    label: t[name],
    value: typed[name] ?? '',
    error: errors.of(name),
    ...more,
  });
  return (
    <>
      <h2 className="govuk-heading-m">{t.whatItIs}</h2>
      <TextField {...text('nameVi', { hint: t.nameVi_hint })} width={30} />
      <TextField {...text('nameEn')} width={30} lang="en" />
      <TextArea {...text('aboutVi')} rows={2} />
      <TextArea {...text('aboutEn')} rows={2} />
      <TextArea {...text('purposeVi', { hint: t.purpose_hint })} rows={2} />
      <TextArea {...text('purposeEn')} rows={2} />
      <TextField {...text('legalBasis', { hint: t.legalBasis_hint })} />
      <FieldSetGroup field={{ name: 'data', label: t.dataTitle, hint: t.dataLead, error: errors.of('data') }} id="data">
        {dataItemNames.map((item) => (
          <TextField
            key={item}
            name={`data-${item}`}
            label={dataItems[item].name[locale]}
            value={typed[`data-${item}`] ?? ''}
            error={errors.of(`data-${item}`)}
          />
        ))}
      </FieldSetGroup>
      <h2 className="govuk-heading-m">{t.contactTitle}</h2>
      <TextField {...text('contactName')} width={30} />
      <TextField {...text('contactEmail')} kind="email" width={30} spellCheck={false} />
      <TextField {...text('contactPhone')} kind="phone" width={20} />
      <h2 className="govuk-heading-m">{t.technical}</h2>
      {fresh ? (
        <Radios
          name="kind"
          label={t.kindQuestion}
          value={typed['kind'] ?? 'web'}
          error={errors.of('kind') ?? errors.of('authMethod')}
          options={[
            { value: 'web', label: t.kindWeb },
            { value: 'native', label: t.kindNative },
          ]}
          small
        />
      ) : null}
      <TextArea {...text('redirectUris', { hint: t.redirectUris_hint })} rows={3} />
      <TextArea {...text('postLogoutRedirectUris')} rows={2} optional />
      <TextField {...text('backchannelLogoutUri')} spellCheck={false} optional />
      {fresh ? <KeysField typed={typed} errors={errors} t={t} /> : null}
      <SelectField
        name="leastLevel"
        label={t.leastLevel}
        value={typed['leastLevel'] ?? '1'}
        error={errors.of('leastLevel')}
        placeholder={null}
        options={(['1', '2', '3', '4'] as const).map((value) => ({ value, label: t[`level${value}`] }))}
      />
      <Checkboxes
        name="more"
        label={t.more}
        values={(typed['more'] ?? '').split(' ')}
        options={[
          { value: 'actingFor', label: t.actingFor },
          { value: 'secondDevice', label: t.secondDevice },
          ...(fresh ? [{ value: 'sharesSubject', label: t.sharesSubject }] : []),
        ]}
        small
      />
    </>
  );
}

/** Where public keys are pasted, with the command that makes a pair. */
export function KeysField({ typed, errors, t }: { typed: Typed; errors: FieldErrors; t: ClientWords }) {
  return (
    <>
      <TextArea
        name="keys"
        label={t.keysField}
        hint={t.keysField_hint}
        value={typed['keys'] ?? ''}
        error={errors.of('keys')}
        rows={5}
      />
      <Command label={t.makeKeys}>{makeKeyPair}</Command>
    </>
  );
}
