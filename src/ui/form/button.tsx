import type { ReactNode } from 'react';
import { classNames } from '../text/class-names.ts';
import { useSpoken } from '../text/words.ts';

type Look = 'primary' | 'secondary' | 'warning' | 'link';

export type ButtonProps = {
  children: ReactNode;
  look?: Look | undefined;
  id?: string | undefined;
  name?: string | undefined;
  value?: string | undefined;
  type?: 'submit' | 'button' | undefined;
  /** With an address the button is a link that looks like one ("Nộp hồ sơ trực tuyến"). */
  href?: string | undefined;
  /** A large one with an arrow that begins a service. */
  start?: boolean | undefined;
  /**
   * Why it cannot be pressed now. The button stays focusable, says the reason to everyone, and does nothing.
   * A disabled button without a reason cannot be written.
   */
  unavailable?: string | undefined;
  formAction?: string | undefined;
  onClick?: (() => void) | undefined;
  /** Keyboard shortcut shown on staff pages and announced, e.g. "Alt+T". */
  shortcut?: string | undefined;
};

const looks: Record<Look, string> = {
  primary: 'govuk-button',
  secondary: 'govuk-button govuk-button--secondary',
  warning: 'govuk-button govuk-button--warning',
  link: 'lt-button-link',
};

/** The one button. Its text names the act: "Nộp hồ sơ", not "OK". */
export function Button(props: ButtonProps) {
  const say = useSpoken();
  const className = classNames(looks[props.look ?? 'primary'], props.start && 'govuk-button--start');
  const content = (
    <>
      {props.children}
      {props.shortcut ? <kbd className="lt-key">{props.shortcut}</kbd> : null}
      {props.start ? <Arrow /> : null}
    </>
  );
  if (props.href !== undefined) {
    return (
      <a href={props.href} id={props.id} className={className} aria-keyshortcuts={props.shortcut}>
        {content}
      </a>
    );
  }
  if (props.unavailable !== undefined) {
    const reasonId = `${props.id ?? props.name ?? 'button'}-reason`;
    return (
      <span className="lt-unavailable">
        <button type="button" id={props.id} className={className} aria-disabled="true" aria-describedby={reasonId}>
          {content}
        </button>
        <span id={reasonId} className="lt-unavailable__reason">
          <span className="govuk-visually-hidden">{say('unavailable')} </span>
          {props.unavailable}
        </span>
      </span>
    );
  }
  return (
    <button
      type={props.type ?? 'submit'}
      id={props.id}
      name={props.name}
      value={props.value}
      className={className}
      formAction={props.formAction}
      onClick={props.onClick}
      aria-keyshortcuts={props.shortcut}
    >
      {content}
    </button>
  );
}

/** Buttons side by side, wrapping on a phone. */
export function ButtonGroup({ children }: { children: ReactNode }) {
  return <div className="govuk-button-group">{children}</div>;
}

function Arrow() {
  return (
    <svg
      className="govuk-button__start-icon"
      width="18"
      height="18"
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path
        d="M4 12h15M13 5l7 7-7 7"
        fill="none"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
