import type { ReactNode } from 'react';

/** The big confirmation at the end of a service. `title` is the page's h1; children hold the reference number. */
export function Panel({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="lt-panel">
      <h1 className="lt-panel__title">{title}</h1>
      {children ? <div className="lt-panel__body">{children}</div> : null}
    </div>
  );
}
