import type { LoaderFunctionArgs } from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import { PageFrame } from '#ui/index.ts';
import { accessibilityWords } from './accessibility-words.ts';
import type { PageProps } from './page-data.ts';
import { Article } from './parts/article.tsx';
import { portalFrame } from './portal-frame.ts';

export const handle = { cache: { tags: ['portal'] } };

export async function loader({ context, request }: LoaderFunctionArgs) {
  return { frame: await portalFrame(apiOf(context), request) };
}

export default function AccessibilityPage({ loaderData: { frame } }: PageProps<typeof loader>) {
  const t = accessibilityWords[frame.locale];
  return (
    <PageFrame {...frame} title={t.title}>
      <h1 className="govuk-heading-l">{t.title}</h1>
      <p className="lt-lead">{t.lead}</p>
      <Article sections={t.sections} />
    </PageFrame>
  );
}
