import { formatDateTime } from '#platform/time.ts';
import { StaffForm, Button, Details, Notice, SummaryList, type FieldErrors } from '#ui/index.ts';
import type { ClientPage } from '../../contract/client-shapes.ts';
import { KeysField } from './client-form.tsx';
import { Command } from './command.tsx';
import type { Typed } from './read-form.ts';
import { discoveryCommand, runCommand } from './samples.ts';
import type { ClientWords } from './words.ts';

export interface Part {
  client: ClientPage;
  t: ClientWords;
  errors: FieldErrors;
  typed: Typed;
  /** Whether the officer has proved enough for acts that want it. */
  proved: boolean;
}

/** What a developer copies. */
export function ConnectPart({ client, t }: Pick<Part, 'client' | 't'>) {
  return (
    <>
      <h2 className="govuk-heading-m">{t.tryTitle}</h2>
      <p>{t.tryLead}</p>
      <SummaryList
        rows={[
          { key: t.issuer, value: <code className="lt-break">{client.issuer}</code> },
          { key: t.clientId, value: <code className="lt-break">{client.id}</code> },
          { key: t.scopes, value: <code className="lt-break">{client.scopes.join(' ')}</code> },
        ]}
      />
      <Command label={t.sampleDiscovery}>{discoveryCommand(client)}</Command>
      <Command label={t.sampleRun}>{runCommand(client)}</Command>
    </>
  );
}

/** Shown once, in the answer to the form that asked for it. */
export function SecretOnce({ secret, t }: { secret: string; t: ClientWords }) {
  return (
    <Notice tone="ok" title={t.secretOnce}>
      <p className="lt-break">
        <code>{secret}</code>
      </p>
      <p>{t.secretOnceLead}</p>
    </Notice>
  );
}

export function KeysPart({ client, t, errors, typed, proved }: Part) {
  const may = client.may.keep && !client.suspended;
  const why = client.suspended ? t.suspendedNow : client.may.keep ? t.proveWhy : t.notKeeper;
  return (
    <>
      <h2 className="govuk-heading-m">{t.keysTitle}</h2>
      {client.authMethod === 'none' ? <p>{t.nativeKeys}</p> : null}
      {client.authMethod === 'private_key_jwt' ? (
        <>
          {client.keys.length === 0 ? <p>{t.noKeysYet}</p> : null}
          <ul className="govuk-list">
            {client.keys.map((key) => (
              <li key={key.kid}>
                <code>{key.kid}</code> · {key.kty} · {key.alg}
              </li>
            ))}
          </ul>
          {may && proved ? (
            <Details summary={t.setKeys} open={errors.of('keys') !== undefined}>
              <StaffForm className="lt-column">
                <KeysField typed={typed} errors={errors} t={t} />
                <Button look="secondary" name="viec" value="khoa">
                  {t.setKeys}
                </Button>
              </StaffForm>
            </Details>
          ) : (
            <Button look="secondary" name="khoa" unavailable={why}>
              {t.setKeys}
            </Button>
          )}
        </>
      ) : null}
      {client.authMethod === 'client_secret_basic' ? (
        <StaffForm>
          <p>
            {t.secretSince} {client.secretAt ? formatDateTime(client.secretAt) : '–'}
          </p>
          <Button look="secondary" name="viec" value="khoa-bi-mat" {...(may && proved ? {} : { unavailable: why })}>
            {t.rotate}
          </Button>
        </StaffForm>
      ) : null}
    </>
  );
}
