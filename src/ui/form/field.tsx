import type { ReactNode } from 'react';
import { classNames } from '../text/class-names.ts';
import { useSpoken } from '../text/words.ts';

/** What every form control takes. The control's `id` defaults to its `name`, so an error summary can link to `#name`. */
export type FieldProps = {
  name: string;
  id?: string | undefined;
  label: ReactNode;
  /** On a one-question page the label *is* the `<h1>`: set this and write no other heading. */
  asHeading?: boolean | undefined;
  /** At most one sentence, without links. */
  hint?: ReactNode;
  /** The error in the page's language. The hidden "Lỗi:" before it is added here. */
  error?: string | undefined;
  /** Adds "(không bắt buộc)". Required fields are never marked. */
  optional?: boolean | undefined;
};

/** The ids that a control is described by, or undefined where there is none. */
export function describedBy(
  id: string,
  field: { hint?: ReactNode; error?: string | undefined },
  extra?: string,
): string | undefined {
  const ids = [field.hint ? `${id}-hint` : '', field.error ? `${id}-error` : '', extra ?? ''].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** Label, hint and error around one control. */
export function FieldGroup({ field, id, children }: { field: FieldProps; id: string; children: ReactNode }) {
  const label = (
    <label className={classNames('govuk-label', field.asHeading ? 'govuk-label--l' : 'lt-label')} htmlFor={id}>
      <LabelText field={field} />
    </label>
  );
  return (
    <div className={classNames('govuk-form-group', field.error ? 'govuk-form-group--error' : undefined)}>
      {field.asHeading ? <h1 className="govuk-label-wrapper">{label}</h1> : label}
      <HintAndError field={field} id={id} />
      {children}
    </div>
  );
}

/**
 * A fieldset with a legend around several controls that answer one question. `describedAsGroup`, for text boxes: some screen readers
 * read a fieldset's hint and error only where its role is written out.
 */
export function FieldSetGroup({
  field,
  id,
  describedAsGroup,
  children,
}: {
  field: FieldProps;
  id: string;
  describedAsGroup?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={classNames('govuk-form-group', field.error ? 'govuk-form-group--error' : undefined)}>
      <fieldset
        className="govuk-fieldset"
        role={describedAsGroup ? 'group' : undefined}
        aria-describedby={describedBy(id, field)}
      >
        <legend
          className={classNames('govuk-fieldset__legend', field.asHeading ? 'govuk-fieldset__legend--l' : 'lt-label')}
        >
          {field.asHeading ? (
            <h1 className="govuk-fieldset__heading">
              <LabelText field={field} />
            </h1>
          ) : (
            <LabelText field={field} />
          )}
        </legend>
        <HintAndError field={field} id={id} />
        {children}
      </fieldset>
    </div>
  );
}

function LabelText({ field }: { field: FieldProps }) {
  const say = useSpoken();
  return (
    <>
      {field.label}
      {field.optional ? <span className="lt-optional"> {say('optional')}</span> : null}
    </>
  );
}

function HintAndError({ field, id }: { field: FieldProps; id: string }) {
  const say = useSpoken();
  return (
    <>
      {field.hint ? (
        <div id={`${id}-hint`} className="govuk-hint">
          {field.hint}
        </div>
      ) : null}
      {field.error ? (
        <p id={`${id}-error`} className="govuk-error-message">
          <span className="govuk-visually-hidden">{say('errorPrefix')}</span> {field.error}
        </p>
      ) : null}
    </>
  );
}
