import { useSpoken } from '../text/words.ts';

export type SearchBoxProps = {
  /** Where the search goes (GET). */
  action: string;
  /** Names the box; shown above it. */
  label: string;
  labelHidden?: boolean;
  name?: string;
  id?: string;
  value?: string | undefined;
  hint?: string | undefined;
  /** On the button; "Tìm" where nothing is said. */
  button?: string;
  error?: string | undefined;
  big?: boolean;
  maxLength?: number;
  autoComplete?: string;
};

/** A box and a button side by side. Nothing happens while typing, so Telex and VNI input are never disturbed. */
export function SearchBox(props: SearchBoxProps) {
  const say = useSpoken();
  const name = props.name ?? 'q';
  const id = props.id ?? name;
  const described = [props.hint ? `${id}-hint` : '', props.error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <form className={`lt-search${props.big ? ' lt-search--big' : ''}`} action={props.action} method="get" noValidate>
      <label className={props.labelHidden ? 'govuk-visually-hidden' : 'govuk-label lt-label'} htmlFor={id}>
        {props.label}
      </label>
      {props.hint ? (
        <div className="govuk-hint" id={`${id}-hint`}>
          {props.hint}
        </div>
      ) : null}
      {props.error ? (
        <p className="govuk-error-message" id={`${id}-error`}>
          <span className="govuk-visually-hidden">{say('errorPrefix')}</span> {props.error}
        </p>
      ) : null}
      <div className="lt-search__row">
        <input
          className={`govuk-input lt-search__input${props.error ? ' govuk-input--error' : ''}`}
          id={id}
          name={name}
          type="search"
          defaultValue={props.value}
          maxLength={props.maxLength ?? 200}
          autoComplete={props.autoComplete ?? 'off'}
          spellCheck={false}
          aria-describedby={described || undefined}
        />
        <button type="submit" className="govuk-button lt-search__button">
          <svg width="20" height="20" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <circle cx="10.5" cy="10.5" r="6.5" fill="none" stroke="currentColor" strokeWidth="2.6" />
            <path d="M15.5 15.5L21 21" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" />
          </svg>
          <span>{props.button ?? say('search')}</span>
        </button>
      </div>
    </form>
  );
}
