import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { formatDate } from '#platform/time.ts';
import { apiOf, requireCitizen } from '#platform/web/api.ts';
import { Button, frameData, Inset, PageFrame, SummaryList, Tag, useLocale } from '#ui/index.ts';
import { listMyClients } from '../../contract/people.ts';
import { words } from './words.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  return { frame: frameData(api, request), ...(await api.call(listMyClients)) };
}

/** Who knows what about me, and how to end it. */
export default function MyClientsPage() {
  const { frame, clients } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  return (
    <PageFrame {...frame} title={t.title}>
      <h1 className="govuk-heading-l">{t.title}</h1>
      {clients.length === 0 ? <Inset>{t.none}</Inset> : <p className="govuk-body">{t.lead}</p>}
      {clients.map((client) => (
        <MyClientCard key={client.clientId} client={client} t={t} />
      ))}
    </PageFrame>
  );
}

type MyClient = Awaited<ReturnType<typeof loader>>['clients'][number];

function MyClientCard({ client, t }: { client: MyClient; t: ReturnType<typeof words> }) {
  const locale = useLocale();
  const name = client.name[locale];
  return (
    <section aria-label={name}>
      <h2 className="govuk-heading-m">
        {name} {client.allowed ? null : <Tag>{t.stopped}</Tag>}
      </h2>
      <p className="govuk-body">
        {client.about[locale]} {t.of} {client.agencyName}.
      </p>
      <SummaryList
        rows={[
          {
            key: t.data,
            value:
              client.items.length === 0 ? (
                t.noData
              ) : (
                <ul className="govuk-list">
                  {client.items.map((item) => (
                    <li key={item.what.vi}>
                      <strong>{item.what[locale]}</strong> ({item.received ? t.received : t.notReceived})
                      {item.why ? (
                        <>
                          <br />
                          <span lang="vi">{item.why}</span>
                        </>
                      ) : null}
                    </li>
                  ))}
                </ul>
              ),
          },
          ...(client.dataAt ? [{ key: t.dataAt, value: formatDate(client.dataAt) }] : []),
          ...(client.lastAt ? [{ key: t.lastUsed, value: formatDate(client.lastAt) }] : []),
          ...(client.givenAt ? [{ key: t.given, value: formatDate(client.givenAt) }] : []),
          ...(client.inTheNameOf.length > 0 ? [{ key: t.behalf, value: client.inTheNameOf.join(', ') }] : []),
        ]}
      />
      {client.lasting ? <p className="govuk-body">{t.lasting}</p> : null}
      {client.allowed ? (
        <Button look="secondary" href={`/cua-toi/ung-dung/${client.clientId}/thoi`}>
          {t.withdraw} <span className="govuk-visually-hidden">{name}</span>
        </Button>
      ) : (
        <p className="govuk-body">{t.stoppedNote}</p>
      )}
    </section>
  );
}
