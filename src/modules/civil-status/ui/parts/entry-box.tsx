import { Radios, SelectField, TextField } from '#ui/index.ts';
import type { EntryKey } from '../../entry.ts';
import type { Option } from '../options.ts';

export type EntryBoxProps = {
  box: EntryKey;
  label: string;
  value: string;
  error?: string | undefined;
  hint?: string | undefined;
  /** What to say where the box differs from what the parent filed. */
  changed?: string | undefined;
  options?: readonly Option[] | undefined;
  radios?: boolean;
  optional?: boolean;
  number?: boolean;
};

/** One box of the entry form; a difference from what the parent filed is said under the label, in words. */
export function EntryBox({
  box,
  label,
  value,
  error,
  hint,
  changed,
  options,
  radios,
  optional,
  number,
}: EntryBoxProps) {
  const field = {
    name: box,
    label,
    error,
    optional,
    hint: changed ? (
      <>
        {hint ? `${hint}. ` : ''}
        <strong>{changed}</strong>
      </>
    ) : (
      hint
    ),
  };
  if (options && radios) return <Radios {...field} options={options} value={value} inline small />;
  if (options) {
    // A code that the lists do not have must not vanish from the form.
    const known = options.some((option) => option.value === value) || value === '';
    return <SelectField {...field} options={known ? options : [{ value, label: value }, ...options]} value={value} />;
  }
  return <TextField {...field} value={value} kind={number ? 'personal-number' : 'text'} autoComplete="off" />;
}
