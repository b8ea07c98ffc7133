import { formatDateTime } from '#platform/time.ts';
import {
  StaffForm,
  Button,
  ButtonGroup,
  DataTable,
  Details,
  Inset,
  TextArea,
  TextField,
  useLocale,
  type Column,
} from '#ui/index.ts';
import type { ClientFacts } from '../../contract/client-shapes.ts';
import type { Part } from './client-keys.tsx';
import type { ClientWords } from './words.ts';

/** What waits for a second officer: what stands now beside what would be, and the decision. */
export function ProposalPart({ client, t, errors, typed, proved }: Part) {
  const { proposal } = client;
  if (!proposal) return null;
  const rows = Object.keys(proposal.changes) as (keyof ClientFacts)[];
  return (
    <Inset>
      <h2 className="govuk-heading-m">{t.proposalTitle}</h2>
      <p>
        <strong>{proposal.toLive ? t.proposalLive : t.proposalChange}</strong>
        <br />
        {t.proposedBy}: {proposal.by} · <time dateTime={proposal.at}>{formatDateTime(proposal.at)}</time>
      </p>
      {rows.length > 0 ? (
        <DataTable
          caption={t.proposalChange}
          captionHidden
          rows={rows}
          rowKey={(row) => row}
          columns={proposalColumns(client, proposal.changes, t)}
        />
      ) : null}
      {client.may.decide && proved ? (
        <StaffForm>
          <input type="hidden" name="version" value={client.version} />
          <TextField name="reason" label={t.reason} value={typed['reason'] ?? ''} error={errors.of('reason')} />
          <ButtonGroup>
            <Button name="viec" value="dong-y">
              {t.agree}
            </Button>
            <Button look="secondary" name="viec" value="khong-dong-y">
              {t.refuse}
            </Button>
          </ButtonGroup>
        </StaffForm>
      ) : (
        <Button name="dong-y" unavailable={client.may.decide ? t.proveWhy : t.cannotDecide}>
          {t.agree}
        </Button>
      )}
      {client.may.keep ? (
        <StaffForm>
          <Button look="secondary" name="viec" value="rut">
            {t.withdraw}
          </Button>
        </StaffForm>
      ) : null}
    </Inset>
  );
}

function proposalColumns(
  client: Part['client'],
  changes: Partial<ClientFacts>,
  t: ClientWords,
): Column<keyof ClientFacts>[] {
  return [
    { key: 'item', heading: t.item, rowHeading: true, cell: (row) => nameOf(row, t) },
    { key: 'before', heading: t.before, cell: (row) => <Shown value={client.facts[row]} /> },
    { key: 'after', heading: t.after, cell: (row) => <Shown value={changes[row]} /> },
  ];
}

/** A field of the form by its own name there. */
function nameOf(field: keyof ClientFacts, t: ClientWords): string {
  return field === 'data' ? t.dataNeeds : t[field];
}

function Shown({ value }: { value: unknown }) {
  const lines = Array.isArray(value)
    ? value.map((one) => (typeof one === 'string' ? one : Object.values(one as object).join(': ')))
    : [typeof value === 'boolean' ? (value ? '✓' : '–') : String(value ?? '–')];
  return lines.map((line) => (
    <div key={line} className="lt-break">
      {line}
    </div>
  ));
}

export function LivePart({ client, t }: Part) {
  const locale = useLocale();
  if (client.mode === 'live') return null;
  const why = client.suspended
    ? t.suspendedNow
    : !client.may.keep
      ? t.notKeeper
      : client.waiting
        ? t.alreadyAsked
        : client.missingForLive.length > 0
          ? t.notReady
          : undefined;
  return (
    <>
      <h2 className="govuk-heading-m">{t.liveTitle}</h2>
      <p>{t.liveLead}</p>
      {client.missingForLive.length > 0 ? (
        <>
          <p>{t.missing}</p>
          <ul className="govuk-list govuk-list--bullet">
            {client.missingForLive.map((one) => (
              <li key={`${one.path} ${one.vi}`}>
                {t[one.path as 'redirectUris'] ?? t.keysTitle}: {one[locale]}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <StaffForm>
        <Button name="viec" value="chinh-thuc" {...(why ? { unavailable: why } : {})}>
          {t.putLive}
        </Button>
      </StaffForm>
    </>
  );
}

export function TestersPart({ client, t, errors, typed }: Part) {
  if (client.mode === 'live') return null;
  const may = client.may.keep && !client.suspended;
  return (
    <>
      <h2 className="govuk-heading-m">{t.testersTitle}</h2>
      <p>{t.testersLead}</p>
      <DataTable
        caption={t.testersTitle}
        captionHidden
        rows={client.testers}
        rowKey={(row) => row.accountId}
        empty={t.noTesters}
        columns={testerColumns(t, may)}
      />
      {may ? (
        <Details
          summary={t.addTester}
          open={errors.of('personalNumber') !== undefined || errors.of('fullName') !== undefined}
        >
          <StaffForm>
            <TextField
              name="personalNumber"
              label={t.testerNumber}
              kind="personal-number"
              width={20}
              value={typed['personalNumber'] ?? ''}
              error={errors.of('personalNumber')}
              autoComplete="off"
            />
            <TextField
              name="fullName"
              label={t.testerName}
              width={30}
              value={typed['fullName'] ?? ''}
              error={errors.of('fullName')}
              autoComplete="off"
            />
            <Button look="secondary" name="viec" value="them-nguoi-thu">
              {t.addTester}
            </Button>
          </StaffForm>
        </Details>
      ) : null}
    </>
  );
}

function testerColumns(t: ClientWords, may: boolean): Column<Part['client']['testers'][number]>[] {
  return [
    { key: 'name', heading: t.testerName, rowHeading: true, cell: (row) => row.name },
    {
      key: 'remove',
      heading: <span className="govuk-visually-hidden">{t.removeTester}</span>,
      cell: (row) =>
        may ? (
          <StaffForm>
            <input type="hidden" name="accountId" value={row.accountId} />
            <Button look="link" name="viec" value="bo-nguoi-thu">
              {t.removeTester} <span className="govuk-visually-hidden">{row.name}</span>
            </Button>
          </StaffForm>
        ) : null,
    },
  ];
}

export function SuspensionPart({ client, t, errors, typed, proved }: Part) {
  const { may, suspended } = client;
  if (suspended)
    return (
      <StaffForm>
        <h2 className="govuk-heading-m">{t.suspendTitle}</h2>
        <Button
          name="viec"
          value="tiep-tuc"
          {...(may.resume && proved ? {} : { unavailable: may.resume ? t.proveWhy : t.cannotResume })}
        >
          {t.resume}
        </Button>
      </StaffForm>
    );
  return (
    <>
      <h2 className="govuk-heading-m">{t.suspendTitle}</h2>
      {may.suspend && proved ? (
        <Details summary={t.suspend} open={errors.of('suspendReason') !== undefined}>
          <StaffForm className="lt-column">
            <TextArea
              name="suspendReason"
              label={t.suspendReason}
              rows={2}
              value={typed['suspendReason'] ?? ''}
              error={errors.of('suspendReason')}
            />
            <Button look="warning" name="viec" value="tam-dung">
              {t.suspend}
            </Button>
          </StaffForm>
        </Details>
      ) : (
        <Button look="warning" name="tam-dung" unavailable={may.suspend ? t.proveWhy : t.notKeeper}>
          {t.suspend}
        </Button>
      )}
    </>
  );
}
