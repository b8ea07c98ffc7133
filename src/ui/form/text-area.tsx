import { classNames } from '../text/class-names.ts';
import { describedBy, FieldGroup, type FieldProps } from './field.tsx';

export type TextAreaProps = FieldProps & {
  value?: string | undefined;
  rows?: number | undefined;
  maxLength?: number | undefined;
};

/** Several lines of text. */
export function TextArea(props: TextAreaProps) {
  const id = props.id ?? props.name;
  return (
    <FieldGroup field={props} id={id}>
      <textarea
        className={classNames('govuk-textarea', props.error ? 'govuk-textarea--error' : undefined)}
        id={id}
        name={props.name}
        rows={props.rows ?? 5}
        maxLength={props.maxLength}
        defaultValue={props.value}
        aria-describedby={describedBy(id, props)}
      />
    </FieldGroup>
  );
}
