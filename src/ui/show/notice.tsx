import type { ReactNode } from 'react';

export type NoticeProps = {
  /** `info` something to know, `ok` something succeeded, `warning` a consequence to weigh, `bad` something failed. */
  tone?: 'info' | 'ok' | 'warning' | 'bad';
  title?: ReactNode;
  children?: ReactNode;
  /** Read out at once by screen readers; for the answer to what the person just did. */
  alert?: boolean;
  id?: string;
};

/** A boxed message. */
export function Notice({ tone = 'info', title, children, alert, id }: NoticeProps) {
  return (
    <div className={`lt-notice lt-notice--${tone}`} role={alert ? 'alert' : undefined} id={id}>
      {title ? <p className="lt-notice__title">{title}</p> : null}
      {children ? <div className="lt-notice__body">{children}</div> : null}
    </div>
  );
}

/** A short aside, set off from the text. */
export function Inset({ children }: { children: ReactNode }) {
  return <div className="govuk-inset-text">{children}</div>;
}
