import type { ReactNode } from 'react';
import { DateField, Radios, SelectField, TextField, type TextFieldProps } from '#ui/index.ts';
import type { FieldView } from '../view.ts';
import type { FilingWords } from '../words.ts';
import { PaperControl } from './paper-control.tsx';
import { PlaceControl } from './place-control.tsx';

export interface ControlProps {
  field: FieldView;
  asHeading: boolean;
  error: string | undefined;
  t: FilingWords;
}

/** More answers than this are a list to open, not boxes to tick. */
const MOST_RADIOS = 7;

const textKinds: { [kind in FieldView['kind']]?: TextFieldProps['kind'] } = {
  text: 'text',
  'person-number': 'personal-number',
  phone: 'phone',
  email: 'email',
  number: 'number',
};

const widths: { [kind in FieldView['kind']]?: TextFieldProps['width'] } = { 'person-number': 20, phone: 20, number: 5 };

/** The control of a field, by its kind. */
export function FieldControl(props: ControlProps) {
  const { field } = props;
  const control = controlOf(props);
  if (!field.shownFor) return control;
  return (
    <div data-shown-for={field.shownFor.key} data-shown-values={field.shownFor.values.join(',')}>
      {control}
    </div>
  );
}

function controlOf({ field, asHeading, error, t }: ControlProps): ReactNode {
  const common = {
    name: field.key,
    label: field.label,
    hint: field.prefilled ? [field.hint, t.prefilled].filter(Boolean).join(' ') : field.hint,
    optional: field.optional,
    asHeading,
    error,
  };
  const text = typeof field.value === 'string' ? field.value : '';
  switch (field.kind) {
    case 'date':
      return (
        <DateField
          {...common}
          value={typeof field.value === 'object' && 'day' in field.value ? field.value : undefined}
        />
      );
    case 'choice':
      return field.choices.length > MOST_RADIOS ? (
        <SelectField {...common} options={field.choices} value={text} />
      ) : (
        <Radios {...common} options={field.choices} value={text} />
      );
    case 'area':
      return field.place ? (
        <PlaceControl field={field} place={field.place} asHeading={asHeading} error={error} t={t} />
      ) : null;
    case 'paper':
      return field.paper ? <PaperControl field={field} paper={field.paper} error={error} t={t} /> : null;
    default:
      return (
        <TextField
          {...common}
          value={text}
          kind={textKinds[field.kind]}
          width={widths[field.kind]}
          autoComplete={field.autocomplete ?? 'off'}
        />
      );
  }
}
