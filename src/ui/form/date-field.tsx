import { classNames } from '../text/class-names.ts';
import { useSpoken } from '../text/words.ts';
import { FieldSetGroup, type FieldProps } from './field.tsx';

export type DateParts = { day: string; month: string; year: string };
type DatePart = keyof DateParts;

export type DateFieldProps = FieldProps & {
  /** 'YYYY-MM-DD', or what the person typed in the three boxes (kept as typed after an error). */
  value?: string | DateParts | undefined;
  /** The boxes to mark red; all three where an error is given and this is not. */
  wrong?: readonly DatePart[] | undefined;
  /** The person's own date of birth: lets the browser fill the boxes. */
  birthday?: boolean | undefined;
};

const boxes: { part: DatePart; width: 2 | 4; autoComplete: string }[] = [
  { part: 'day', width: 2, autoComplete: 'bday-day' },
  { part: 'month', width: 2, autoComplete: 'bday-month' },
  { part: 'year', width: 4, autoComplete: 'bday-year' },
];

/**
 * A date in three boxes: day, month, year. Submits `name-day`, `name-month` and `name-year`; read them back with
 * `readDate`. The day box carries the field's id itself, so that `#name` jumps to it.
 */
export function DateField(props: DateFieldProps) {
  const say = useSpoken();
  const id = props.id ?? props.name;
  const parts = typeof props.value === 'string' ? splitDate(props.value) : props.value;
  return (
    <FieldSetGroup field={props} id={id} describedAsGroup>
      <div className="govuk-date-input" id={`${id}-date`}>
        {boxes.map(({ part, width, autoComplete }) => {
          const boxId = part === 'day' ? id : `${id}-${part}`;
          const wrong = props.error !== undefined && (props.wrong?.includes(part) ?? true);
          return (
            <div className="govuk-date-input__item" key={part}>
              <div className="govuk-form-group">
                <label className="govuk-label govuk-date-input__label" htmlFor={boxId}>
                  {say(part)}
                </label>
                <input
                  className={classNames(
                    'govuk-input govuk-date-input__input',
                    `govuk-input--width-${width}`,
                    wrong && 'govuk-input--error',
                  )}
                  id={boxId}
                  name={`${props.name}-${part}`}
                  type="text"
                  inputMode="numeric"
                  maxLength={10}
                  defaultValue={parts?.[part]}
                  autoComplete={props.birthday ? autoComplete : 'off'}
                />
              </div>
            </div>
          );
        })}
      </div>
    </FieldSetGroup>
  );
}

function splitDate(iso: string): DateParts | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (!match) return undefined;
  const [, year = '', month = '', day = ''] = match;
  return { day, month, year };
}
