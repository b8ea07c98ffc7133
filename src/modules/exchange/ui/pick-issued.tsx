import { getOutgoing, listOutgoing } from '#modules/documents/contract.ts';
import { isId } from '#platform/id.ts';
import { formatDate } from '#platform/time.ts';
import type { PageApi } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { Notice, SearchBox } from '#ui/index.ts';
import { words } from './words.ts';

const MOST = 10;

interface Issued {
  id: string;
  notation: string;
  issuedOn: string;
  subject: string;
}

export interface Pick {
  q: string;
  found: Issued[];
  picked?: Issued;
}

/** The issued documents that were looked for, and the one that was chosen: `tim` and `chon` of the address. */
export async function readPick(api: PageApi, request: Request): Promise<Pick> {
  const asked = new URL(request.url).searchParams;
  const q = (asked.get('tim') ?? '').trim().slice(0, 200);
  const picked = await findIssued(api, asked.get('chon') ?? '');
  if (q === '') return { q, found: [], ...(picked ? { picked } : {}) };
  const tried = await api.try(listOutgoing, { query: { shelf: 'issued', q, limit: MOST } });
  const found = (tried.ok ? tried.answer.rows : []).map(issuedOf).filter((one) => one !== undefined);
  return { q, found, ...(picked ? { picked } : {}) };
}

async function findIssued(api: PageApi, id: string): Promise<Issued | undefined> {
  if (!isId(id)) return undefined;
  const tried = await api.try(getOutgoing, { params: { id } });
  if (!tried.ok || tried.answer.state !== 'issued') return undefined;
  return issuedOf({ ...tried.answer, subject: tried.answer.content.subject });
}

function issuedOf(row: {
  id: string;
  notation: string | null;
  issuedOn: string | null;
  subject: string;
}): Issued | undefined {
  return row.notation && row.issuedOn
    ? { id: row.id, notation: row.notation, issuedOn: row.issuedOn, subject: row.subject }
    : undefined;
}

/** Finds and chooses; a form of its own above the one that asks, so that it runs without JavaScript. */
export function PickIssued({ pick, path, locale }: { pick: Pick; path: string; locale: 'vi' | 'en' }) {
  const t = words(locale);
  const { q, found, picked } = pick;
  if (picked)
    return (
      <Notice
        tone="info"
        title={say(t.picked, { notation: picked.notation, date: formatDate(picked.issuedOn), subject: picked.subject })}
      >
        <p className="govuk-body">
          {t.pickedHint}{' '}
          <a className="govuk-link" href={path}>
            {t.unpick}
          </a>
        </p>
      </Notice>
    );
  return (
    <section aria-label={t.pickTitle}>
      <h2 className="govuk-heading-m">{t.pickTitle}</h2>
      <p className="govuk-hint">{t.pickHint}</p>
      <SearchBox action={path} name="tim" label={t.pickFind} value={q} />
      {q === '' ? null : found.length === 0 ? (
        <p className="govuk-body">{t.pickNone}</p>
      ) : (
        <>
          <h3 className="govuk-heading-s">{t.pickFound}</h3>
          <ul className="govuk-list">
            {found.map((one) => (
              <li key={one.id}>
                <a className="govuk-link" href={`${path}?chon=${one.id}`}>
                  {one.notation}, {formatDate(one.issuedOn)}: {one.subject}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
