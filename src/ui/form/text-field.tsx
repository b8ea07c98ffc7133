import type { HTMLAttributes } from 'react';
import { classNames } from '../text/class-names.ts';
import { describedBy, FieldGroup, type FieldProps } from './field.tsx';

type Width = 2 | 3 | 4 | 5 | 10 | 20 | 30;

export type TextFieldProps = FieldProps & {
  value?: string | undefined;
  /** `personal-number`, `phone` and `number` open the number pad on a phone; none of them changes what is typed. */
  kind?: 'text' | 'email' | 'phone' | 'number' | 'personal-number' | 'password' | undefined;
  autoComplete?: string | undefined;
  /** Expected length in characters; shows in the width of the box. */
  width?: Width | undefined;
  /** Shown inside the group, before or after the box (a unit). Also say it in the label or hint. */
  prefix?: string | undefined;
  suffix?: string | undefined;
  maxLength?: number | undefined;
  spellCheck?: boolean | undefined;
  readOnly?: boolean | undefined;
  lang?: string | undefined;
};

const kinds: Record<
  NonNullable<TextFieldProps['kind']>,
  { type: string; inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'] }
> = {
  text: { type: 'text' },
  email: { type: 'email', inputMode: 'email' },
  phone: { type: 'tel', inputMode: 'tel' },
  number: { type: 'text', inputMode: 'numeric' },
  'personal-number': { type: 'text', inputMode: 'numeric' },
  password: { type: 'password' },
};

/** One line of text. Forms carry `noValidate`, so the server's words are the only ones. */
export function TextField(props: TextFieldProps) {
  const {
    name,
    value,
    kind = 'text',
    autoComplete,
    width,
    prefix,
    suffix,
    maxLength,
    spellCheck,
    readOnly,
    lang,
  } = props;
  const id = props.id ?? name;
  const input = (
    <input
      className={classNames(
        'govuk-input',
        width && `govuk-input--width-${width}`,
        props.error ? 'govuk-input--error' : undefined,
      )}
      id={id}
      name={name}
      defaultValue={value}
      autoComplete={autoComplete}
      maxLength={maxLength}
      spellCheck={spellCheck ?? false}
      readOnly={readOnly}
      lang={lang}
      aria-describedby={describedBy(id, props)}
      {...kinds[kind]}
    />
  );
  return (
    <FieldGroup field={props} id={id}>
      {prefix || suffix ? (
        <div className="govuk-input__wrapper">
          {prefix ? (
            <div className="govuk-input__prefix" aria-hidden="true">
              {prefix}
            </div>
          ) : null}
          {input}
          {suffix ? (
            <div className="govuk-input__suffix" aria-hidden="true">
              {suffix}
            </div>
          ) : null}
        </div>
      ) : (
        input
      )}
    </FieldGroup>
  );
}
