import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { formatDateTime } from '#platform/time.ts';
import { isId } from '#platform/id.ts';
import { apiOf } from '#platform/web/api.ts';
import { DataTable, frameData, PageFrame, Pagination, Tag } from '#ui/index.ts';
import { listSignIns } from '../../contract.ts';
import { nameOf, networkOf } from './device-name.ts';
import { HOME, requireSomebody } from './open-page.ts';
import { words } from './words.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireSomebody(api, request);
  const before = new URL(request.url).searchParams.get('truoc');
  const { signIns, more } = await api.call(listSignIns, { query: before && isId(before) ? { before } : {} });
  return { frame: frameData(api, request), signIns, next: more ? signIns.at(-1)?.id : undefined };
}

/** Who signed in where: time, device, network, outcome. */
export default function HistoryPage() {
  const { frame, signIns, next } = useLoaderData<typeof loader>();
  const { locale } = frame;
  const t = words(locale);
  return (
    <PageFrame {...frame} title={t.history} backLink={{ href: HOME, text: t.back }}>
      <h1 className="govuk-heading-l">{t.history}</h1>
      <p className="govuk-body">{t.historyIntro}</p>
      <DataTable
        caption={t.history}
        captionHidden
        rows={signIns}
        rowKey={({ id }) => id}
        empty={t.noHistory}
        columns={[
          { key: 'when', heading: t.when, rowHeading: true, cell: ({ at }) => formatDateTime(at) },
          {
            key: 'outcome',
            heading: t.outcome,
            cell: ({ succeeded }) => outcomeTag(succeeded, succeeded ? t.ok : t.failed),
          },
          { key: 'device', heading: t.device, cell: (one) => nameOf(one, locale) },
          { key: 'place', heading: t.place, cell: ({ source }) => networkOf(source) },
          { key: 'how', heading: t.how, cell: ({ kind }) => t[`k_${kind}`] },
        ]}
      />
      {next ? <Pagination next={`${HOME}/lich-su?truoc=${next}`} /> : null}
    </PageFrame>
  );
}

const outcomeTag = (succeeded: boolean, text: string) => <Tag tone={succeeded ? 'ok' : 'bad'}>{text}</Tag>;
