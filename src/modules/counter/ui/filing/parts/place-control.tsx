import { Button, Details, describedBy, FieldSetGroup, Notice, SelectField } from '#ui/index.ts';
import { say } from '#platform/web/words.ts';
import type { Place, PlaceView } from '../places.ts';
import { formNames } from '../read-fields.ts';
import type { FieldView } from '../view.ts';
import type { FilingWords } from '../words.ts';

interface PlaceControlProps {
  field: FieldView;
  place: PlaceView;
  asHeading: boolean;
  error: string | undefined;
  t: FilingWords;
}

/**
 * A place in two steps: the province, then its communes; or by name, also one of before a reorganisation. Each step is a
 * button of the same form, so everything else on the page stays as typed.
 */
export function PlaceControl({ field, place, asHeading, error, t }: PlaceControlProps) {
  const { key } = field;
  const props = { name: key, label: field.label, hint: field.hint, optional: field.optional, asHeading, error };
  if (place.level === 'province') return <SelectField {...props} options={place.provinces} value={place.code} />;
  return (
    <div id={`khu-${key}`} data-place={key} className="lt-place">
      <FieldSetGroup field={props} id={key}>
        <Reorganised place={place} name={key} t={t} />
        <Reuse place={place} name={key} t={t} />
        <SelectField
          name={formNames.province(key)}
          id={place.communes === null ? key : formNames.province(key)}
          label={t.province}
          options={place.provinces}
          value={place.province}
        />
        <div className="lt-place__step">
          <Button look="secondary" name={formNames.act} value={`liet-ke:${key}`} formAction={`#${key}`}>
            {place.communes === null ? t.listCommunes : t.listOther}
          </Button>
        </div>
        <input type="hidden" name={formNames.listed(key)} value={place.communes === null ? '' : place.province} />
        {place.communes === null ? null : (
          <SelectField
            name={key}
            label={t.commune}
            options={
              place.level === 'any'
                ? [
                    { value: place.province, label: say(t.wholeProvince, { province: place.provinceName }) },
                    ...place.communes,
                  ]
                : place.communes
            }
            value={place.code}
          />
        )}
        <ByName place={place} name={key} t={t} />
      </FieldSetGroup>
    </div>
  );
}

function Reorganised({ place, name, t }: { place: PlaceView; name: string; t: FilingWords }) {
  if (!place.reorganised) return null;
  const { formerly, today } = place.reorganised;
  return (
    <Notice
      tone="warning"
      title={say(t.nowBelongsTitle, { old: formerly, today: today.map((one) => one.path).join('; ') })}
    >
      <p>{t.nowBelongsText}</p>
      <PlaceButtons places={today} name={name} t={t} />
    </Notice>
  );
}

function Reuse({ place, name, t }: { place: PlaceView; name: string; t: FilingWords }) {
  const others = place.reuse.filter((one) => one.code !== place.code);
  if (others.length === 0 || place.code !== '') return null;
  return (
    <div className="lt-place__reuse">
      <p className="lt-place__title" id={`${name}-dung-lai`}>
        {t.reuse}
      </p>
      <PlaceButtons places={others} name={name} t={t} plain />
    </div>
  );
}

function ByName({ place, name, t }: { place: PlaceView; name: string; t: FilingWords }) {
  const id = formNames.searched(name);
  const { found } = place;
  return (
    <Details summary={t.oldName} open={found !== null}>
      <label className="govuk-label" htmlFor={id}>
        {t.oldNameLabel}
      </label>
      <div className="govuk-hint" id={`${id}-hint`}>
        {t.oldNameHint}
      </div>
      <div className="lt-place__search">
        <input
          className="govuk-input"
          id={id}
          name={id}
          defaultValue={place.searched}
          autoComplete="off"
          maxLength={100}
          spellCheck={false}
          aria-describedby={describedBy(id, { hint: t.oldNameHint })}
        />
        <Button look="secondary" name={formNames.act} value={`tim:${name}`} formAction={`#khu-${name}`}>
          {t.find}
        </Button>
      </div>
      <div aria-live="polite">
        {found && found.places.length === 0 ? <p>{say(t.foundNone, { text: place.searched })}</p> : null}
        {found?.places.map((one) => (
          <div key={`${one.formerly ?? ''} ${one.today.map((today) => today.code).join()}`} className="lt-place__found">
            {one.formerly ? <p className="lt-place__title">{say(t.nowBelongs, { old: one.formerly })}</p> : null}
            <PlaceButtons places={one.today} name={name} t={t} plain />
          </div>
        ))}
        {found?.more ? <p className="lt-muted">{t.foundMore}</p> : null}
      </div>
    </Details>
  );
}

function PlaceButtons({
  places,
  name,
  t,
  plain,
}: {
  places: readonly Place[];
  name: string;
  t: FilingWords;
  plain?: boolean;
}) {
  return (
    <div className="lt-place__buttons">
      {places.map((one) => (
        <Button
          key={one.code}
          look="secondary"
          name={formNames.act}
          value={`chon:${name}:${one.code}`}
          formAction={`#khu-${name}`}
        >
          {plain ? one.path : say(t.choose, { name: one.path })}
        </Button>
      ))}
    </div>
  );
}
