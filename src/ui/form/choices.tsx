import type { ReactNode } from 'react';
import { classNames } from '../text/class-names.ts';
import { FieldSetGroup, type FieldProps } from './field.tsx';

export type Choice = {
  /** Where a box is a field of its own: a form with files keeps only the last value of a name. */
  name?: string;
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Questions that belong to this answer; shown when it is chosen (by CSS alone, so also without JavaScript). */
  then?: ReactNode;
};

export type RadiosProps = FieldProps & {
  options: readonly Choice[];
  value?: string | undefined;
  /** Side by side; only for two short answers. */
  inline?: boolean | undefined;
  small?: boolean | undefined;
};

/** Choose one. The first box has the field's own id, so that the error summary can jump to it. */
export function Radios(props: RadiosProps) {
  return (
    <FieldSetGroup field={props} id={props.id ?? props.name}>
      <div
        className={classNames(
          'govuk-radios',
          props.inline && 'govuk-radios--inline',
          props.small && 'govuk-radios--small',
        )}
      >
        {props.options.map((option, index) => (
          <ChoiceBox
            key={option.value}
            kind="radio"
            field={props}
            option={option}
            index={index}
            checked={option.value === props.value}
          />
        ))}
      </div>
    </FieldSetGroup>
  );
}

export type CheckboxesProps = FieldProps & {
  options: readonly Choice[];
  values?: readonly string[] | undefined;
  small?: boolean | undefined;
};

/** Choose any number. Each ticked box submits `name=value`. */
export function Checkboxes(props: CheckboxesProps) {
  return (
    <FieldSetGroup field={props} id={props.id ?? props.name}>
      <div className={classNames('govuk-checkboxes', props.small && 'govuk-checkboxes--small')}>
        {props.options.map((option, index) => (
          <ChoiceBox
            key={option.value}
            kind="checkbox"
            field={props}
            option={option}
            index={index}
            checked={props.values?.includes(option.value) ?? false}
          />
        ))}
      </div>
    </FieldSetGroup>
  );
}

type ChoiceBoxProps = {
  kind: 'radio' | 'checkbox';
  field: FieldProps;
  option: Choice;
  index: number;
  checked: boolean;
};

function ChoiceBox({ kind, field, option, index, checked }: ChoiceBoxProps) {
  const block = kind === 'radio' ? 'govuk-radios' : 'govuk-checkboxes';
  const id = `${field.id ?? field.name}${index === 0 ? '' : `-${index + 1}`}`;
  return (
    <>
      <div className={`${block}__item`}>
        <input
          className={`${block}__input`}
          id={id}
          name={option.name ?? field.name}
          type={kind}
          value={option.value}
          defaultChecked={checked}
          aria-describedby={option.hint ? `${id}-item-hint` : undefined}
        />
        <label className={`govuk-label ${block}__label`} htmlFor={id}>
          {option.label}
        </label>
        {option.hint ? (
          <div id={`${id}-item-hint`} className={`govuk-hint ${block}__hint`}>
            {option.hint}
          </div>
        ) : null}
      </div>
      {option.then ? <div className={`${block}__conditional lt-then`}>{option.then}</div> : null}
    </>
  );
}
