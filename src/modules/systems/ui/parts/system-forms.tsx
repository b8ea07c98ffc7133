import type { AnswerOf } from '#platform/operation.ts';
import { formatDateTime } from '#platform/time.ts';
import { say } from '#platform/web/words.ts';
import {
  StaffForm,
  Button,
  ButtonGroup,
  DataTable,
  Details,
  Radios,
  SelectField,
  Tag,
  TextArea,
  TextField,
  type Column,
  type FieldErrors,
} from '#ui/index.ts';
import type { getSystem } from '../../contract.ts';
import { words } from '../words.ts';
import { FactsFields, type TypedFacts } from './facts.tsx';

export interface PartProps {
  system: AnswerOf<typeof getSystem>;
  locale: 'vi' | 'en';
  errors: FieldErrors;
  typed: { act: string; facts: TypedFacts; label: string; why: string; state: string } | undefined;
  /** Why nothing can be changed now. */
  unavailable: string | undefined;
}

type Key = PartProps['system']['keys'][number];

function EndKeyForm({ row, locale, unavailable }: { row: Key; locale: 'vi' | 'en'; unavailable: string | undefined }) {
  const t = words(locale);
  return (
    <Details
      summary={
        <>
          {t.endKeyShort}
          <span className="govuk-visually-hidden"> “{row.label}”</span>
        </>
      }
    >
      <StaffForm>
        <input type="hidden" name="viec" value="ngung-khoa" />
        <input type="hidden" name="ma-khoa" value={row.keyId} />
        <SelectField
          name="sau-gio"
          id={`sau-gio-${row.keyId}`}
          label={t.endWhen}
          placeholder={null}
          value="24"
          options={[
            { value: '0', label: t.atOnce },
            { value: '24', label: t.afterDay },
            { value: '168', label: t.afterWeek },
          ]}
        />
        <Button look="warning" id={`ngung-${row.keyId}`} unavailable={unavailable}>
          {t.endKey}
        </Button>
      </StaffForm>
    </Details>
  );
}

function keyColumns({
  system,
  locale,
  unavailable,
}: Pick<PartProps, 'system' | 'locale' | 'unavailable'>): Column<Key>[] {
  const t = words(locale);
  const ended = system.state === 'ended';
  return [
    { key: 'label', heading: t.keyName, rowHeading: true, cell: (row) => row.label },
    {
      key: 'keyid',
      heading: t.keyAndPrint,
      cell: (row) => (
        <>
          <span className="lt-code">{row.keyid}</span>
          <br />
          <span className="lt-code lt-muted lt-raw">{row.thumbprint.match(/.{1,16}/g)?.join(' ')}</span>
        </>
      ),
    },
    {
      key: 'state',
      heading: t.state,
      cell: (row) =>
        row.inForce ? (
          <>
            <Tag tone="ok">{t.inForce}</Tag> {row.endsAt ? say(t.endsAt, { at: formatDateTime(row.endsAt) }) : null}
          </>
        ) : (
          say(t.endedAt, { at: formatDateTime(row.endsAt ?? row.addedAt) })
        ),
    },
    {
      key: 'act',
      heading: t.act,
      cell: (row) =>
        row.inForce && !ended ? <EndKeyForm row={row} locale={locale} unavailable={unavailable} /> : null,
    },
  ];
}

/** The public keys: what is in force, and one more. The earlier ones stay until they are ended, so the program goes on. */
export function KeysPart({ system, locale, errors, typed, unavailable }: PartProps) {
  const t = words(locale);
  const ended = system.state === 'ended';
  return (
    <section>
      <h2 className="govuk-heading-m" id="cac-khoa">
        {t.keys}
      </h2>
      <DataTable
        caption={t.keys}
        captionHidden
        columns={keyColumns({ system, locale, unavailable })}
        rows={system.keys}
        rowKey={(row) => row.keyId}
        empty={t.noKeysYet}
      />
      {ended ? null : (
        <Details summary={t.addKey} open={system.keys.length === 0 || typed?.act === 'them-khoa'}>
          <StaffForm>
            <input type="hidden" name="viec" value="them-khoa" />
            <p className="govuk-body">{t.howToMake}</p>
            <pre className="lt-raw">{COMMANDS}</pre>
            <TextField
              name="ten-khoa"
              label={t.keyName}
              hint={t.keyNameHint}
              value={typed?.label ?? ''}
              error={errors.of('ten-khoa')}
              width={20}
            />
            <TextArea name="khoa" label={t.publicKey} hint={t.publicKeyHint} rows={5} error={errors.of('khoa')} />
            <Button id="nut-them-khoa" unavailable={unavailable}>
              {t.addKey}
            </Button>
          </StaffForm>
        </Details>
      )}
    </section>
  );
}

const COMMANDS = `openssl ecparam -name prime256v1 -genkey -noout -out he-thong.key
openssl ec -in he-thong.key -pubout`;

/** For software of the older axis, which cannot sign. */
export function SecretPart({ system, locale, errors, unavailable }: PartProps) {
  const t = words(locale);
  if (system.state === 'ended') return null;
  const fault = errors.of('ma-bi-mat');
  return (
    <section>
      <h2 className="govuk-heading-m" id="ma-bi-mat">
        {t.sharedSecret}
      </h2>
      <p className="govuk-body">{t.secretWhat}</p>
      <p className="govuk-body">
        {system.secretAt ? say(t.secretSince, { at: formatDateTime(system.secretAt) }) : t.noSecret}
      </p>
      {fault ? <p className="govuk-error-message">{fault}</p> : null}
      <StaffForm>
        <input type="hidden" name="ban" value={system.version} />
        <ButtonGroup>
          <Button look="secondary" id="nut-cap-ma" name="viec" value="cap-ma" unavailable={unavailable}>
            {system.hasSecret ? t.renewSecret : t.giveSecret}
          </Button>
          {system.hasSecret ? (
            <Button look="warning" id="nut-bo-ma" name="viec" value="bo-ma" unavailable={unavailable}>
              {t.dropSecret}
            </Button>
          ) : null}
        </ButtonGroup>
      </StaffForm>
    </section>
  );
}

export function ChangePart({ system, locale, errors, typed, unavailable }: PartProps) {
  const t = words(locale);
  const again = typed?.act === 'sua';
  const facts = again ? typed.facts : { ...system, speaksFor: system.speaksFor.map(({ code }) => code).join('\n') };
  return (
    <Details summary={t.change} open={again}>
      <StaffForm>
        <input type="hidden" name="viec" value="sua" />
        <input type="hidden" name="ban" value={system.version} />
        <FactsFields typed={facts} errors={errors} locale={locale} />
        <Button id="nut-luu" unavailable={unavailable}>
          {t.save}
        </Button>
      </StaffForm>
    </Details>
  );
}

/** Suspending can be taken back; ending cannot, and the choice says so. */
export function StatePart({ system, locale, errors, typed, unavailable }: PartProps) {
  const t = words(locale);
  const suspended = system.state === 'suspended';
  const again = typed?.act === 'trang-thai';
  return (
    <Details summary={suspended ? t.resumeOrEnd : t.suspendOrEnd} open={again}>
      <StaffForm>
        <input type="hidden" name="viec" value="trang-thai" />
        <Radios
          name="trang-thai"
          label={t.newState}
          small
          value={again ? typed.state : suspended ? 'active' : 'suspended'}
          options={[
            suspended
              ? { value: 'active', label: t.resume, hint: t.resumeHint }
              : { value: 'suspended', label: t.suspend, hint: t.suspendHint },
            { value: 'ended', label: t.end, hint: t.endHint },
          ]}
        />
        <TextField
          name="ly-do"
          label={t.why}
          hint={suspended ? t.whyHint : undefined}
          value={again ? typed.why : ''}
          error={errors.of('ly-do')}
          width={30}
        />
        <Button look="warning" id="nut-trang-thai" unavailable={unavailable}>
          {t.setState}
        </Button>
      </StaffForm>
    </Details>
  );
}
