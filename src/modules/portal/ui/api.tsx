import type { LoaderFunctionArgs } from 'react-router';
import type { Access } from '#platform/access.ts';
import { apiOf } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { DataTable, PageFrame } from '#ui/index.ts';
import { apiWords } from './api-words.ts';
import type { PageProps } from './page-data.ts';
import { portalFrame } from './portal-frame.ts';

export const handle = { cache: { tags: ['portal'] } };

/** The readable twin of /api/openapi.json, made from the same values. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const operations = api.operations().map(({ id, method, path, summary, access, problems }) => ({
    id,
    method,
    path: `/api${path}`,
    summary,
    access,
    problems: problems ?? [],
  }));
  return {
    frame: await portalFrame(api, request),
    rooms: Map.groupBy(operations, (one) => one.id.slice(0, one.id.indexOf('.'))),
  };
}

export default function ApiPage({ loaderData: { frame, rooms } }: PageProps<typeof loader>) {
  const t = apiWords(frame.locale);
  const whoMay = (access: Access): string => {
    if (access.who === 'officer') return access.right ? say(t.withRight, { right: access.right }) : t.officer;
    return { anyone: t.anyone, 'signed-in': t.signedIn, citizen: t.citizen }[access.who];
  };
  return (
    <PageFrame {...frame} title={t.title} wide>
      <h1 className="govuk-heading-l">{t.title}</h1>
      <p className="lt-lead">{t.lead}</p>
      <p>
        <a className="govuk-link" href="/api/openapi.json">
          {t.document}
        </a>
      </p>
      <p>{t.refusals}</p>
      {[...rooms].map(([room, operations]) => (
        <DataTable
          key={room}
          caption={room}
          rows={operations}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'operation',
              heading: t.operation,
              rowHeading: true,
              cell: describeOperation,
            },
            { key: 'who', heading: t.who, cell: (row) => whoMay(row.access) },
            {
              key: 'problems',
              heading: t.mayRefuse,
              cell: listProblems,
            },
          ]}
        />
      ))}
    </PageFrame>
  );
}

type Row = { method: string; path: string; summary: string; problems: readonly string[] };

function describeOperation({ method, path, summary }: Row) {
  return (
    <>
      <span lang="vi">{summary}</span>
      <br />
      <code className="lt-code">
        {method} {path}
      </code>
    </>
  );
}

function listProblems({ problems }: Row) {
  return (
    <ul className="govuk-list">
      {problems.map((code) => (
        <li key={code}>
          <a className="govuk-link" href={`/problems/${code}`}>
            {code}
          </a>
        </li>
      ))}
    </ul>
  );
}
