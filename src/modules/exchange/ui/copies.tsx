import type { AnswerOf } from '#platform/operation.ts';
import { formatDateTime } from '#platform/time.ts';
import { say } from '#platform/web/words.ts';
import { StaffForm, Button, DataTable, Details, Tag, TextField, type Column } from '#ui/index.ts';
import { businessNames } from '../delivery/business.ts';
import type { getConsignment } from '../contract.ts';
import { moveTransport, type TransportState } from '../delivery/transport.ts';
import type { Typed } from './act-on-delivery.ts';
import { words } from './words.ts';

type Copy = AnswerOf<typeof getConsignment>['deliveries'][number];

const STEERING = ['hold', 'release', 'try-again'] as const;

type Props = { deliveries: readonly Copy[]; maySteer: boolean; typed: Typed | undefined; locale: 'vi' | 'en' };

export function toneOf(state: TransportState): 'ok' | 'bad' | 'wait' | 'now' {
  if (state === 'delivered') return 'ok';
  if (state === 'held') return 'wait';
  return state === 'queued' || state === 'delivering' ? 'now' : 'bad';
}

function TransportCell({ copy, locale }: { copy: Copy; locale: 'vi' | 'en' }) {
  const t = words(locale);
  return (
    <>
      <Tag tone={toneOf(copy.transport)}>{copy.atNode ? t.atTheirNode : t[copy.transport]}</Tag>{' '}
      <span className="lt-muted">{formatDateTime(copy.transportAt)}</span>
      {copy.atNode ? <p className="govuk-body">{say(t.waitsAtNode, { node: copy.atNode })}</p> : null}
      {copy.reason ? <p className="govuk-body">{copy.reason}</p> : null}
    </>
  );
}

function BusinessCell({ copy, locale }: { copy: Copy; locale: 'vi' | 'en' }) {
  const t = words(locale);
  return (
    <>
      {copy.business ? businessNames[copy.business][locale] : t.notYet}
      {copy.asked ? <span className="lt-muted"> · {t.waitsAnswer}</span> : null}
    </>
  );
}

const possibleFor = (copy: Copy) => STEERING.filter((act) => moveTransport(copy.transport, act) !== undefined);

/** What the sender's operator may do with a copy from where it stands; nothing where the table allows nothing. */
function SteerCell({ copy, typed, locale }: { copy: Copy; typed: Typed | undefined; locale: 'vi' | 'en' }) {
  const t = words(locale);
  const acts = { hold: t.hold, release: t.release, 'try-again': t.tryAgain };
  const possible = possibleFor(copy);
  if (possible.length === 0) return null;
  const mine = typed?.deliveryId === copy.deliveryId;
  return (
    <Details summary={possible.map((act) => acts[act]).join(', ')} open={mine}>
      <StaffForm>
        <input type="hidden" name="ban" value={copy.deliveryId} />
        <TextField
          name="ghi-chu"
          id={`ly-do-${copy.deliveryId}`}
          label={t.steerReason}
          value={mine ? typed.note : ''}
        />
        {possible.map((act) => (
          <Button key={act} look="secondary" name="viec" value={`can-thiep:${act}`}>
            {acts[act]}
          </Button>
        ))}
      </StaffForm>
    </Details>
  );
}

/** Where each copy stands, with the reason where one is stuck; the sender's operator may act on it here. */
export function Copies({ deliveries, maySteer, typed, locale }: Props) {
  const t = words(locale);
  const columns: Column<Copy>[] = [
    {
      key: 'recipient',
      heading: t.recipient,
      rowHeading: true,
      cell: ({ recipient }) => `${recipient.name} (${recipient.code})`,
    },
    { key: 'transport', heading: t.transport, cell: (copy) => TransportCell({ copy, locale }) },
    { key: 'business', heading: t.business, cell: (copy) => BusinessCell({ copy, locale }) },
  ];
  if (maySteer && deliveries.some((copy) => possibleFor(copy).length > 0))
    columns.push({ key: 'steer', heading: t.steer, cell: (copy) => SteerCell({ copy, typed, locale }) });
  return <DataTable caption={t.copies} columns={columns} rows={deliveries} rowKey={(copy) => copy.deliveryId} />;
}
