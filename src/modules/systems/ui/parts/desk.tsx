import type { ReactNode } from 'react';
import { meets, toSign } from '#platform/access.ts';
import type { ProblemDocument } from '#platform/problem.ts';
import { stepUpHref, type PageApi } from '#platform/web/api.ts';
import { Button, Notice } from '#ui/index.ts';
import { words } from '../words.ts';

/** Who works here, for the staff frame. */
export function frameOfficer({ actor }: PageApi) {
  return actor.kind === 'officer'
    ? {
        actor: { name: actor.name, position: actor.position, rights: [...actor.rights] },
        agencyName: actor.agencyName ?? '',
      }
    : { actor: { name: '', position: '', rights: [] }, agencyName: '' };
}

/** Whether the officer has proved lately enough who this is to change anything. */
export function provedBy({ actor }: PageApi): boolean {
  return actor.kind === 'officer' && meets(toSign, actor.assurance, new Date());
}

/** Says before anything is typed that changing wants a fresh proof, and leads there and back. */
export function ProveFirst({ proved, path, locale }: { proved: boolean; path: string; locale: 'vi' | 'en' }) {
  const t = words(locale);
  if (proved) return null;
  return (
    <Notice>
      <p>{t.proveWhy}</p>
      <Button look="secondary" href={stepUpHref(path, toSign)}>
        {t.proveFirst}
      </Button>
    </Notice>
  );
}

/** Where a fault of the contract's field stands on these pages. */
const boxes: Record<string, string> = {
  name: 'ten',
  about: 'mo-ta',
  contactName: 'dau-moi',
  contactEmail: 'thu-dau-moi',
  rights: 'quyen',
  speaksFor: 'thay-mat',
  label: 'ten-khoa',
  publicKey: 'khoa',
  why: 'ly-do',
  method: 'phuong-thuc',
  path: 'duong-dan',
  headers: 'tieu-de',
  body: 'noi-dung',
};

/** A refusal as lines of this page; one that belongs to no box stands at `otherwise`. */
export function linesOf(problem: ProblemDocument, otherwise: string): { path: string; message: string }[] {
  const lines = (problem.errors ?? []).map(({ path, message }) => ({
    path: boxes[path.replace(/^\/?body\//, '').split('/')[0] ?? ''] ?? otherwise,
    message,
  }));
  return lines.length > 0 ? lines : [{ path: otherwise, message: problem.title }];
}

export function Whole({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <p className="govuk-body govuk-!-margin-bottom-1">{label}</p>
      <pre className="lt-raw">{children}</pre>
    </>
  );
}
