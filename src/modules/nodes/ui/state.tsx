import { formatDateTime } from '#platform/time.ts';
import { say } from '#platform/web/words.ts';
import { StaffForm, Button, ButtonGroup, Checkboxes, Notice, SummaryList } from '#ui/index.ts';
import type { FederationView } from '../contract.ts';
import { inGroups } from '../keys/in-groups.ts';
import { whyNot, type FederationWords } from './words.ts';

interface Part {
  view: FederationView;
  t: FederationWords;
  /** Why an act that needs a fresh proof cannot be done now. */
  unproved: { unavailable?: string };
}

export function Alarms({ view, t }: Part) {
  const { alarms, self, refreshing } = view;
  if (self.role === 'alone') return <Notice>{t.alone}</Notice>;
  if (alarms.length === 0) return <Notice tone="ok">{t.allWell}</Notice>;
  return (
    <Notice
      tone={alarms.some((alarm) => alarm === 'grace-over' || alarm === 'over') ? 'bad' : 'warning'}
      title={t.alarmTitle}
    >
      <ul className="govuk-list govuk-list--bullet">
        {alarms.map((alarm) => (
          <li key={alarm}>
            {say(t[alarm], {
              why: whyNot(t, refreshing.refused),
              nodes: refreshing.untrusted.map(({ node, code }) => `${node} (${code})`).join(', '),
            })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

export function SelfPart({ view, t, unproved }: Part) {
  const { self } = view;
  const roles = { registrar: t.roleRegistrar, member: t.roleMember, alone: t.roleAlone };
  return (
    <>
      <SummaryList
        title={t.selfTitle}
        rows={[
          { key: t.id, value: <span className="lt-code">{self.nodeId}</span> },
          { key: t.name, value: self.name },
          { key: t.url, value: self.url },
          { key: t.role, value: roles[self.role] },
          { key: t.fingerprint, value: <span className="lt-code lt-break">{inGroups(self.fingerprint)}</span> },
          ...(self.registrarFingerprint
            ? [
                {
                  key: t.registrarFingerprint,
                  value: <span className="lt-code lt-break">{inGroups(self.registrarFingerprint)}</span>,
                },
              ]
            : []),
        ]}
      />
      {self.role === 'member' && view.alarms.some((alarm) => alarm === 'not-joined' || alarm === 'no-directory') ? (
        <StaffForm>
          <Button name="viec" value="xin-vao" {...unproved}>
            {t.join}
          </Button>
        </StaffForm>
      ) : null}
    </>
  );
}

export function CopyPart({ view, t }: Part) {
  const { copy, refreshing, self } = view;
  const when = (at: string | null): string => (at ? formatDateTime(at) : t.never);
  if (self.role === 'alone') return null;
  return (
    <>
      {copy ? (
        <SummaryList
          title={t.copyTitle}
          rows={[
            { key: t.serial, value: <span className="lt-code">{copy.serial}</span> },
            { key: t.issuedAt, value: when(copy.issuedAt) },
            { key: t.validUntil, value: when(copy.validUntil) },
            { key: t.usableUntil, value: when(copy.usableUntil) },
            { key: t.cameFrom, value: sourceOf(copy, t) },
            ...(self.role === 'member'
              ? [
                  { key: t.heardAt, value: when(refreshing.heardAt) },
                  { key: t.nextAt, value: when(refreshing.nextAt) },
                  { key: t.failures, value: String(refreshing.failures) },
                ]
              : []),
          ]}
        />
      ) : (
        <>
          <h2 className="govuk-heading-m">{t.copyTitle}</h2>
          <p className="govuk-body">{t.noCopy}</p>
        </>
      )}
      {self.role === 'member' ? (
        <StaffForm>
          <Button look="secondary" name="viec" value="lam-moi">
            {t.refresh}
          </Button>
        </StaffForm>
      ) : null}
    </>
  );
}

function sourceOf({ cameFrom, takenAt }: NonNullable<FederationView['copy']>, t: FederationWords): string {
  const at = formatDateTime(takenAt);
  if (cameFrom === 'own') return say(t.fromOwn, { at });
  if (cameFrom === 'registrar') return say(t.fromRegistrar, { at });
  return say(t.fromNode, { at, node: cameFrom.slice('node:'.length) });
}

export function KeysPart({ view, t, unproved }: Part) {
  const { role } = view.self;
  if (role === 'alone') return null;
  return (
    <>
      <h2 className="govuk-heading-m">{t.keysTitle}</h2>
      <p className="govuk-body">{t.rotateHint}</p>
      <StaffForm>
        <Checkboxes name="ngay" label={t.rotateHow} options={[{ value: 'co', label: t.rotateAtOnce }]} small />
        <ButtonGroup>
          <Button look="secondary" name="viec" value="doi-khoa" {...unproved}>
            {t.rotate}
          </Button>
          {role === 'registrar' ? (
            <Button look="secondary" name="viec" value="doi-khoa-ky" {...unproved}>
              {t.rotateRegistrar}
            </Button>
          ) : null}
        </ButtonGroup>
      </StaffForm>
    </>
  );
}
