import type { ReactNode } from 'react';
import type { PageApi } from '#platform/web/api.ts';
import type { ProblemDocument } from '#platform/problem.ts';
import { frameData, StaffFrame, type FieldErrors, type FrameData } from '#ui/index.ts';
import { words } from './words.ts';

export interface OfficerFrame {
  frame: FrameData;
  officer: { name: string; position: string; rights: string[] };
  agencyName: string;
}

export function officerFrame(api: PageApi, request: Request): OfficerFrame {
  const { actor } = api;
  const known = actor.kind === 'officer';
  return {
    frame: frameData(api, request),
    officer: {
      name: known ? actor.name : '',
      position: known ? actor.position : '',
      rights: known ? [...actor.rights] : [],
    },
    agencyName: known ? (actor.agencyName ?? '') : '',
  };
}

/** What was typed, to be shown again after a refusal. */
export function typedIn(form: FormData): Record<string, string> {
  return Object.fromEntries([...form].map(([name, value]) => [name, String(value).slice(0, 500)]));
}

/** The fields that a refusal names; one that names none is put at the first. */
export function refusalsOf(problem: ProblemDocument, first: string): { path: string; code: string; message: string }[] {
  const fields = problem.errors ?? [];
  return fields.length > 0
    ? fields.map((one) => ({ ...one, path: one.path.replace(/^.*\//u, '') }))
    : [{ path: first, code: problem.code, message: problem.title }];
}

export function OfficerPage({
  frame,
  officer,
  agencyName,
  title,
  errors,
  children,
}: OfficerFrame & { title: string; errors?: FieldErrors; children: ReactNode }) {
  const t = words(frame.locale);
  return (
    <StaffFrame
      title={title}
      locale={frame.locale}
      path={frame.path}
      actor={officer}
      agencyName={agencyName}
      errors={errors}
      backLink={{ href: '/can-bo/uy-quyen', text: t.back }}
    >
      <h1 className="govuk-heading-l">{title}</h1>
      {children}
    </StaffFrame>
  );
}
