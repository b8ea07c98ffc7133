import { useMemo, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useLive } from '#platform/web/use-live.ts';
import { say } from '#platform/web/words.ts';
import { Notice } from '#ui/index.ts';
import type { EventLine } from '../../shapes.ts';
import { nameOf } from '../../words.ts';
import { words } from '../words.ts';
import { DeskFrame, type DeskData } from './desk-frame.tsx';
import { Refused } from './refused.tsx';
import { Road } from './road.tsx';
import { useKeys } from './use-keys.ts';

type Names = Readonly<Record<string, { vi: string; en: string }>>;

/** One document of either book on the screen: what was done or refused, its facts, what may be done beside them, its history below. */
export function DocumentPage({
  desk,
  title,
  list,
  did,
  refused,
  names,
  events,
  may,
  aside,
  children,
}: {
  desk: DeskData;
  title: string;
  /** The list that it stands in. */
  list: string;
  /** The step that has just been taken. */
  did: string;
  refused: { problem: { title: string; errors?: { path: string; message: string }[] } } | undefined;
  names: Names;
  events: readonly EventLine[];
  may: readonly string[];
  aside: ReactNode;
  children: ReactNode;
}) {
  const { locale } = desk.frame;
  const t = words(locale);
  const navigate = useNavigate();
  useLive(`documents.office:${desk.agencyId}`);
  useKeys(useMemo(() => ({ u: () => void navigate(list) }), [navigate, list]));
  const step = nameOf({ ...names, copy: { vi: t.copy, en: t.copy } }, did)[locale].toLocaleLowerCase(locale);
  return (
    <DeskFrame
      desk={desk}
      title={title}
      error={refused !== undefined}
      backLink={{ href: list, text: t.back }}
      keys={[{ keys: 'U', does: t.keyBack }]}
      aside={
        <>
          <h2 className="govuk-heading-m">{t.acts}</h2>
          {may.length === 0 ? <p className="govuk-body">{t.noActs}</p> : null}
          {aside}
        </>
      }
    >
      {did && !refused ? <Notice tone="ok" title={say(t.doneNote, { what: step })} /> : null}
      <Refused problem={refused?.problem} />
      {children}
      <Road events={events} names={names} />
    </DeskFrame>
  );
}
