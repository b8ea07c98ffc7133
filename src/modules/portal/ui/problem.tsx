import type { LoaderFunctionArgs } from 'react-router';
import { describeProblem } from '#platform/problem-operation.ts';
import { apiOf } from '#platform/web/api.ts';
import { PageFrame, SummaryList } from '#ui/index.ts';
import { problemWords } from './api-words.ts';
import type { PageProps } from './page-data.ts';
import { portalFrame } from './portal-frame.ts';

export const handle = { cache: { tags: ['portal'] } };

/** Where the `type` of a problem document points: what the code means, for people. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const problem = await api.call(describeProblem, { params: { code: params['code'] ?? '' } });
  return { frame: await portalFrame(api, request), problem };
}

export default function ProblemPage({ loaderData: { frame, problem } }: PageProps<typeof loader>) {
  const t = problemWords(frame.locale);
  return (
    <PageFrame {...frame} title={`${t.title}: ${problem.code}`} backLink={{ href: '/api-doc', text: t.all }}>
      <h1 className="govuk-heading-l">{t.title}</h1>
      <SummaryList
        rows={[
          { key: t.code, value: <code className="lt-code">{problem.code}</code> },
          { key: t.status, value: String(problem.status) },
          { key: t.says, value: problem.text[frame.locale] },
        ]}
      />
    </PageFrame>
  );
}
