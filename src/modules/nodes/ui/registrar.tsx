import { formatDateTime } from '#platform/time.ts';
import type { AnswerOf } from '#platform/operation.ts';
import { say } from '#platform/web/words.ts';
import {
  StaffForm,
  Button,
  ButtonGroup,
  DataTable,
  Inset,
  Notice,
  Pagination,
  SearchBox,
  SelectField,
  SummaryList,
  TextField,
  type Column,
  type FieldErrors,
} from '#ui/index.ts';
import type { FederationView, listHomes } from '../contract.ts';
import { inGroups } from '../keys/in-groups.ts';
import type { Typed } from './act.ts';
import type { FederationWords } from './words.ts';

interface Part {
  view: FederationView;
  t: FederationWords;
  unproved: { unavailable?: string };
  typed: Typed;
  errors: FieldErrors;
}

/** Who asks to join. The end of each fingerprint is not shown: it has to be heard from the other side. */
export function JoiningPart({ view, t, unproved, typed, errors }: Part) {
  if (view.self.role !== 'registrar') return null;
  return (
    <>
      <h2 className="govuk-heading-m">{t.joiningTitle}</h2>
      {view.joining.length === 0 ? (
        <p className="govuk-body">{t.noJoining}</p>
      ) : (
        <p className="govuk-body">{t.joiningLead}</p>
      )}
      {view.joining.map((one) => {
        const mine = typed['don'] === one.id;
        return (
          <Inset key={one.id}>
            {one.replaces ? <Notice tone="warning">{t.replaces}</Notice> : null}
            <SummaryList
              title={one.name}
              headingLevel={3}
              rows={[
                { key: t.id, value: <span className="lt-code">{one.nodeId}</span> },
                { key: t.url, value: one.url },
                { key: t.askedAt, value: formatDateTime(one.askedAt) },
                {
                  key: t.fingerprint,
                  value: <span className="lt-code lt-break">{inGroups(one.fingerprintBeginning)} …</span>,
                },
              ]}
            />
            <StaffForm>
              <input type="hidden" name="don" value={one.id} />
              <TextField
                name="van-tay"
                id={`van-tay-${one.id}`}
                label={t.ending}
                width={10}
                autoComplete="off"
                spellCheck={false}
                value={mine ? (typed['van-tay'] ?? '') : ''}
                error={errors.of(`van-tay-${one.id}`)}
              />
              <ButtonGroup>
                <Button name="viec" value="ket-nap" {...unproved}>
                  {t.admit}
                </Button>
                <Button look="secondary" name="viec" value="tu-choi" {...unproved}>
                  {t.refuse}
                </Button>
              </ButtonGroup>
            </StaffForm>
          </Inset>
        );
      })}
    </>
  );
}

type Line = FederationView['nodes'][number];

function nodeColumns({ view, t, unproved }: Part): Column<Line>[] {
  const columns: Column<Line>[] = [
    {
      key: 'name',
      heading: t.node,
      rowHeading: true,
      cell: (row) => (
        <>
          {row.name} <span className="lt-code lt-muted">{row.id}</span>
          <div className="lt-muted">{row.url}</div>
        </>
      ),
    },
    { key: 'agencies', heading: t.agencies, numeric: true, cell: (row) => String(row.agencies) },
    {
      key: 'keys',
      heading: t.keys,
      cell: (row) =>
        row.keys.map((key) => (
          <div key={key.keyId}>
            <span className="lt-code">{inGroups(key.fingerprint.slice(0, 16))} …</span>{' '}
            <span className="lt-muted">
              {key.until
                ? say(t.keyUntil, { at: formatDateTime(key.until) })
                : say(t.keyFrom, { at: formatDateTime(key.from) })}
            </span>
          </div>
        )),
    },
  ];
  if (view.self.role === 'registrar')
    columns.push({
      key: 'act',
      heading: t.act,
      cell: (row) =>
        row.id === view.self.nodeId || row.agencies > 0 ? null : (
          <StaffForm>
            <input type="hidden" name="nut" value={row.id} />
            <Button look="secondary" name="viec" value="bo-nut" {...unproved}>
              {t.removeNode} <span className="govuk-visually-hidden">{row.name}</span>
            </Button>
          </StaffForm>
        ),
    });
  return columns;
}

export function NodesPart(part: Part) {
  const { view, t } = part;
  return (
    <>
      <h2 className="govuk-heading-m">{t.nodesTitle}</h2>
      <DataTable
        caption={t.nodesTitle}
        captionHidden
        columns={nodeColumns(part)}
        rows={view.nodes}
        rowKey={(row) => row.id}
        empty={t.noNodes}
      />
    </>
  );
}

type Homes = AnswerOf<typeof listHomes>;

function homeColumns({ view, t }: Part): Column<Homes['homes'][number]>[] {
  const nameOf = (id: string): string => view.nodes.find((node) => node.id === id)?.name ?? id;
  return [
    { key: 'code', heading: t.code, rowHeading: true, cell: (row) => <span className="lt-code">{row.code}</span> },
    { key: 'name', heading: t.agency, cell: (row) => row.name },
    {
      key: 'node',
      heading: t.node,
      cell: (row) => (
        <>
          {nameOf(row.nodeId)}
          {row.before.length > 0 ? (
            <div className="lt-muted">
              {say(t.before, { homes: row.before.map((home) => nameOf(home.nodeId)).join(', ') })}
            </div>
          ) : null}
        </>
      ),
    },
    { key: 'since', heading: t.since, cell: (row) => formatDateTime(row.since) },
  ];
}

export function HomesPart({ homes, q, ...part }: Part & { homes: Homes; q: string }) {
  const { t } = part;
  const next = new URLSearchParams({ ...(q ? { q } : {}), sau: homes.next ?? '' });
  return (
    <>
      <h2 className="govuk-heading-m">{t.homesTitle}</h2>
      <SearchBox action="/can-bo/truc/nut" label={t.find} value={q} />
      <DataTable
        caption={t.homesTitle}
        captionHidden
        columns={homeColumns(part)}
        rows={homes.homes}
        rowKey={(row) => row.code}
        empty={q ? t.noHomesFound : t.noHomes}
      />
      <Pagination label={t.moreHomes} next={homes.next ? `/can-bo/truc/nut?${next}` : undefined} />
    </>
  );
}

export function MovePart({ view, t, unproved, typed, errors }: Part) {
  if (view.self.role !== 'registrar') return null;
  return (
    <>
      <h2 className="govuk-heading-m">{t.moveTitle}</h2>
      <p className="govuk-body">{t.moveHint}</p>
      <StaffForm>
        <TextField
          name="ma"
          label={t.moveCode}
          width={20}
          autoComplete="off"
          value={typed['ma'] ?? ''}
          error={errors.of('ma')}
        />
        <SelectField
          name="nut-moi"
          label={t.moveNode}
          placeholder={t.chooseNode}
          value={typed['nut-moi'] ?? ''}
          options={view.nodes.map((node) => ({ value: node.id, label: `${node.name} (${node.id})` }))}
          error={errors.of('nut-moi')}
        />
        <Button name="viec" value="chuyen" {...unproved}>
          {t.move}
        </Button>
      </StaffForm>
    </>
  );
}
