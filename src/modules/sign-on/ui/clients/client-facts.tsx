import { Button, SummaryList, useLocale } from '#ui/index.ts';
import type { ClientPage } from '../../contract/client-shapes.ts';
import { dataItems, type DataItemName } from '../../data-items.ts';
import type { ClientWords } from './words.ts';

/** What was registered, as it will be read by people and compared by the protocol. */
export function ClientFactsList({ client, t }: { client: ClientPage; t: ClientWords }) {
  const locale = useLocale();
  const { facts } = client;
  return (
    <>
      <SummaryList
        title={t.facts}
        rows={[
          { key: t.kind, value: t[client.kind] },
          { key: t.nameVi, value: facts.nameVi, lang: 'vi' },
          { key: t.nameEn, value: facts.nameEn, lang: 'en' },
          { key: t.aboutVi, value: facts.aboutVi, lang: 'vi' },
          { key: t.purposeVi, value: facts.purposeVi, lang: 'vi' },
          { key: t.legalBasis, value: facts.legalBasis, lang: 'vi' },
          {
            key: t.dataNeeds,
            value: facts.data.length === 0 ? t.none : <DataNeeds data={facts.data} locale={locale} />,
          },
          { key: t.redirectUris, value: <Lines lines={facts.redirectUris} /> },
          {
            key: t.postLogoutRedirectUris,
            value: facts.postLogoutRedirectUris.length > 0 ? <Lines lines={facts.postLogoutRedirectUris} /> : undefined,
          },
          { key: t.backchannelLogoutUri, value: facts.backchannelLogoutUri ?? undefined },
          { key: t.leastLevel, value: t[`level${facts.leastLevel}` as 'level1'] },
          { key: t.contact, value: `${facts.contactName} · ${facts.contactEmail} · ${facts.contactPhone}` },
        ]}
      />
      {client.may.keep ? (
        <Button look="secondary" href={`/can-bo/ung-dung/${client.id}/sua`}>
          {t.edit}
        </Button>
      ) : (
        <Button look="secondary" unavailable={t.notKeeper}>
          {t.edit}
        </Button>
      )}
    </>
  );
}

export function DataNeeds({
  data,
  locale,
}: {
  data: readonly { item: string; reason: string }[];
  locale: 'vi' | 'en';
}) {
  return (
    <ul className="govuk-list">
      {data.map(({ item, reason }) => (
        <li key={item}>
          <strong>{dataItems[item as DataItemName].name[locale]}</strong>: <span lang="vi">{reason}</span>
        </li>
      ))}
    </ul>
  );
}

export function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="govuk-list">
      {lines.map((line) => (
        <li key={line} className="lt-break">
          {line}
        </li>
      ))}
    </ul>
  );
}
