import {
  StaffForm,
  Button,
  DateField,
  Details,
  Radios,
  SelectField,
  TextArea,
  TextField,
  useLocale,
} from '#ui/index.ts';
import type { Action, OfficerDossierPage } from '../../shapes.ts';
import { markLabels } from '../../words.ts';
import type { Typed } from './act-on-dossier.ts';
import { words } from './words.ts';

export interface ActionFormsProps {
  dossier: OfficerDossierPage;
  colleagues: readonly { id: string; name: string; position: string }[];
  /** fields and papers that can be marked: value 'field:key' or 'paper:key' */
  items: readonly { value: string; label: string }[];
  markRows: number;
  typed: Typed;
}

/** Everything that can be done with the dossier. What cannot be done now says why on its button. */
export function ActionForms(props: ActionFormsProps) {
  const { dossier, colleagues, typed } = props;
  const locale = useLocale();
  const t = words(locale);
  const find = (name: Action['name']) => dossier.actions.find((one) => one.name === name);
  const why = (name: Action['name']): string | undefined => {
    const action = find(name);
    return action?.allowed ? undefined : action?.why?.[locale];
  };
  const opened = (form: string): boolean => typed['viec'] === form;
  return (
    <section aria-labelledby="viec">
      <h2 className="govuk-heading-m" id="viec">
        {t.act}
      </h2>
      <StaffForm>
        <Button name="viec" value="tiep-nhan" unavailable={why('accept')}>
          {t.accept}
        </Button>
      </StaffForm>
      {dossier.handlerPath ? (
        find('handle')?.allowed ? (
          <Button href={dossier.handlerPath}>{t.handle}</Button>
        ) : (
          <Button unavailable={why('handle')}>{t.handle}</Button>
        )
      ) : null}
      {find('return-result')?.allowed ? (
        <StaffForm>
          <TextField name="nguoi-nhan" label={t.receivedBy} value={typed['nguoi-nhan'] ?? dossier.applicantName} />
          <Button name="viec" value="tra-ket-qua">
            {t.handOver}
          </Button>
        </StaffForm>
      ) : (
        <Button unavailable={why('return-result')}>{t.handOver}</Button>
      )}
      {find('request-supplement')?.allowed ? (
        <Details summary={t.supplement} open={opened('bo-sung')}>
          <SupplementForm {...props} />
        </Details>
      ) : (
        <Button look="secondary" unavailable={why('request-supplement')}>
          {t.supplement}
        </Button>
      )}
      {find('reject-at-reception')?.allowed ? (
        <Details summary={t.reject} open={opened('tu-choi-tiep-nhan')}>
          <StaffForm>
            <Grounds typed={opened('tu-choi-tiep-nhan') ? typed : {}} id="tu-choi" />
            <Button look="warning" name="viec" value="tu-choi-tiep-nhan">
              {t.sendReject}
            </Button>
          </StaffForm>
        </Details>
      ) : null}
      {find('assign')?.allowed ? (
        <Details summary={t.assign} open={opened('phan-cong')}>
          <StaffForm>
            <SelectField
              name="can-bo"
              label={t.assignTo}
              options={colleagues.map((one) => ({ value: one.id, label: `${one.name}, ${one.position}` }))}
              value={typed['can-bo'] ?? dossier.assignee?.officerId ?? ''}
            />
            <TextField name="ly-do-phan-cong" label={t.assignReason} value={typed['ly-do-phan-cong'] ?? ''} />
            <Button look="secondary" name="viec" value="phan-cong">
              {t.assign}
            </Button>
          </StaffForm>
        </Details>
      ) : null}
      {find('cancel')?.allowed ? (
        <Details summary={t.end} open={opened('ket-thuc')}>
          <StaffForm>
            <Radios
              name="cach"
              label={t.end}
              small
              value={typed['cach'] ?? 'cancelled'}
              options={[
                { value: 'cancelled', label: t.cancel },
                ...(find('refuse')?.allowed ? [{ value: 'refused', label: t.refuse }] : []),
              ]}
            />
            <Grounds typed={opened('ket-thuc') ? typed : {}} id="ket-thuc" />
            <Button look="warning" name="viec" value="ket-thuc">
              {t.end}
            </Button>
          </StaffForm>
        </Details>
      ) : null}
    </section>
  );
}

/** The same two boxes stand in two forms of the page, so each pair has ids of its own. */
function Grounds({ typed, id }: { typed: Typed; id: string }) {
  const t = words(useLocale());
  return (
    <>
      <TextArea name="ly-do" id={`${id}-ly-do`} label={t.reason} value={typed['ly-do'] ?? ''} rows={3} />
      <TextField name="can-cu" id={`${id}-can-cu`} label={t.legalGround} value={typed['can-cu'] ?? ''} />
    </>
  );
}

function SupplementForm({ dossier, items, markRows, typed }: ActionFormsProps) {
  const locale = useLocale();
  const t = words(locale);
  const kinds = Object.entries(markLabels).map(([value, label]) => ({ value, label: label[locale] }));
  const rows = Array.from({ length: markRows }, (_, row) => row);
  return (
    <StaffForm>
      <p className="lt-muted">{t.supplementHint}</p>
      <TextArea name="noi-dung" label={t.supplementMessage} value={typed['noi-dung'] ?? ''} rows={3} />
      <TextField name="can-cu" id="bo-sung-can-cu" label={t.legalGround} value={typed['can-cu'] ?? ''} />
      {rows.map((row) => (
        <fieldset className="govuk-fieldset lt-card" key={row}>
          <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">
            {t.markItem} {row + 1}
          </legend>
          <SelectField
            name={`muc-${row}`}
            label={t.markItem}
            options={items}
            value={typed[`muc-${row}`] ?? ''}
            placeholder={t.markNone}
          />
          <SelectField
            name={`loai-${row}`}
            label={t.markKind}
            options={kinds}
            value={typed[`loai-${row}`] ?? 'incorrect'}
          />
          <TextField name={`sua-${row}`} label={t.markMessage} value={typed[`sua-${row}`] ?? ''} />
        </fieldset>
      ))}
      <DateField
        name="han"
        label={t.answerBy}
        optional
        value={{ day: typed['han-day'] ?? '', month: typed['han-month'] ?? '', year: typed['han-year'] ?? '' }}
      />
      {dossier.supplements.length > 0 ? (
        <TextField name="ly-do-lan-nua" label={t.repeatReason} value={typed['ly-do-lan-nua'] ?? ''} />
      ) : null}
      <Button name="viec" value="bo-sung">
        {t.sendSupplement}
      </Button>
    </StaffForm>
  );
}
