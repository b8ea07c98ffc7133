import type { ReactNode } from 'react';
import { StaffFrame, type FieldErrors, type FrameData } from '#ui/index.ts';
import { AxisNav, type AxisPlace } from './axis-nav.tsx';
import type { FrameOfficer } from './officer.ts';

/** The staff frame of every page of the axis: its places, and one heading. */
export function AxisFrame({
  frame,
  officer,
  here,
  title,
  heading = title,
  children,
  ...more
}: {
  frame: FrameData;
  officer: FrameOfficer;
  here: AxisPlace;
  /** Of the window and, where no other is given, of the page. */
  title: string;
  heading?: string;
  children: ReactNode;
  aside?: ReactNode;
  backLink?: { href: string; text?: string };
  errors?: FieldErrors;
  error?: boolean;
}) {
  return (
    <StaffFrame title={title} locale={frame.locale} path={frame.path} {...officer} {...more}>
      <AxisNav here={here} locale={frame.locale} rights={officer.actor.rights} />
      <h1 className="govuk-heading-l">{heading}</h1>
      {children}
    </StaffFrame>
  );
}
