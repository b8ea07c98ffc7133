import { classNames } from '../text/class-names.ts';
import { useSpoken } from '../text/words.ts';
import { describedBy, FieldGroup, type FieldProps } from './field.tsx';

type Option = { value: string; label: string };

export type SelectFieldProps = FieldProps & {
  options: readonly Option[] | readonly { group: string; options: readonly Option[] }[];
  value?: string | undefined;
  /** The first, empty line. "Chọn…" where nothing is said; null for none. */
  placeholder?: string | null | undefined;
};

/** A drop-down list; for more than about seven answers, else `Radios`. Works with a keyboard and without JavaScript. */
export function SelectField(props: SelectFieldProps) {
  const say = useSpoken();
  const id = props.id ?? props.name;
  return (
    <FieldGroup field={props} id={id}>
      <select
        className={classNames('govuk-select', props.error ? 'govuk-select--error' : undefined)}
        id={id}
        name={props.name}
        defaultValue={props.value ?? ''}
        aria-describedby={describedBy(id, props)}
      >
        {props.placeholder === null ? null : <option value="">{props.placeholder ?? say('choose')}</option>}
        {props.options.map((entry) =>
          'group' in entry ? (
            <optgroup key={entry.group} label={entry.group}>
              {entry.options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </optgroup>
          ) : (
            <option key={entry.value} value={entry.value}>
              {entry.label}
            </option>
          ),
        )}
      </select>
    </FieldGroup>
  );
}
