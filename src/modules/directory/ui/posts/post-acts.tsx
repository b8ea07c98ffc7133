import {
  StaffForm,
  Button,
  Checkboxes,
  DateField,
  Details,
  SelectField,
  TextField,
  useLocale,
  type FieldErrors,
} from '#ui/index.ts';
import type { Post } from '../../shapes.ts';
import { words } from './words.ts';

type Choice = { value: string; label: string };

/** Everything that may be done to a post, each behind its own line. */
export function PostActs({
  post,
  officers,
  typed,
  errors,
}: {
  post: Post;
  officers: Choice[];
  typed: Readonly<Record<string, string>>;
  errors: FieldErrors;
}) {
  const t = words(useLocale());
  const people = [...post.holders, ...post.coming];
  const absent = post.holders.filter((one) => one.kind !== 'stand-in');
  const day = (name: string) => ({
    day: typed[`${name}-day`] ?? '',
    month: typed[`${name}-month`] ?? '',
    year: typed[`${name}-year`] ?? '',
  });
  const whoFields = (prefix: string) => (
    <>
      <SelectField
        name={`${prefix}nguoi`}
        label={t.who}
        placeholder={t.someoneNew}
        options={officers}
        value={typed[`${prefix}nguoi`] ?? ''}
        error={errors.of(`${prefix}nguoi`)}
      />
      <TextField
        name={`${prefix}ten-moi`}
        label={t.newName}
        value={typed[`${prefix}ten-moi`] ?? ''}
        autoComplete="off"
        optional
      />
    </>
  );
  const dayField = (name: string, label: string, hint?: string, optional = false) => (
    <DateField name={name} label={label} hint={hint} value={day(name)} error={errors.of(name)} optional={optional} />
  );
  return (
    <>
      <Details summary={t.appoint} open={post.vacant || typed['viec'] === 'appoint'}>
        <StaffForm>
          {whoFields('')}
          <SelectField
            name="hinh-thuc"
            label={t.as}
            placeholder={null}
            value={typed['hinh-thuc'] ?? 'full'}
            options={(['full', 'acting', 'in-charge'] as const).map((value) => ({ value, label: t[value] }))}
          />
          <TextField name="quyet-dinh" label={t.decision} value={typed['quyet-dinh'] ?? ''} optional />
          {dayField('tu-ngay', t.since)}
          {dayField('den-ngay', t.lastDay, t.lastDayHint, true)}
          <Button name="viec" value="appoint">
            {t.appointIt}
          </Button>
        </StaffForm>
      </Details>
      {absent.length > 0 ? (
        <Details summary={t.standInTitle} open={typed['viec'] === 'stand-in'}>
          <StaffForm>
            <SelectField
              name="thay-cho"
              label={t.standInFor}
              placeholder={null}
              options={absent.map((one) => ({ value: one.appointmentId, label: one.name }))}
            />
            {whoFields('thay-')}
            {dayField('thay-tu-ngay', t.since)}
            {dayField('thay-den-ngay', t.lastDay)}
            <Button name="viec" value="stand-in">
              {t.standInIt}
            </Button>
          </StaffForm>
        </Details>
      ) : null}
      {people.length > 0 ? (
        <Details summary={t.relieve} open={typed['viec'] === 'relieve'}>
          <StaffForm>
            <SelectField
              name="thoi-giu"
              label={t.relieveWho}
              placeholder={null}
              options={people.map((one) => ({ value: one.appointmentId, label: `${one.name}, ${one.position}` }))}
              value={typed['thoi-giu'] ?? ''}
              error={errors.of('thoi-giu')}
            />
            {dayField('thoi-ngay', t.lastDay)}
            <Button look="warning" name="viec" value="relieve">
              {t.relieveIt}
            </Button>
          </StaffForm>
        </Details>
      ) : null}
      <Details summary={t.rename} open={typed['viec'] === 'rename'}>
        <StaffForm>
          <TextField name="ten" label={t.name} value={typed['ten'] ?? post.name} error={errors.of('ten')} />
          <TextField name="don-vi" label={t.unitField} value={typed['don-vi'] ?? post.unit} optional />
          <Checkboxes
            name="dung-dau"
            label={t.leads}
            options={[{ value: '1', label: t.leadsField }]}
            values={(typed['viec'] === 'rename' ? typed['dung-dau'] === '1' : post.leadsUnit) ? ['1'] : []}
            small
          />
          <Button look="secondary" name="viec" value="rename">
            {t.renameIt}
          </Button>
        </StaffForm>
      </Details>
      <Details summary={t.end} open={typed['viec'] === 'end'}>
        <StaffForm>
          <p className="govuk-body">{t.endHint}</p>
          {dayField('ket-thuc', t.lastDay)}
          <Button
            look="warning"
            name="viec"
            value="end"
            unavailable={people.some((one) => one.validTo === null) ? t.stillHeld : undefined}
          >
            {t.endIt}
          </Button>
        </StaffForm>
      </Details>
    </>
  );
}
