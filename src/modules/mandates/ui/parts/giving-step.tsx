import { formatDate } from '#platform/time.ts';
import { say } from '#platform/web/words.ts';
import {
  Button,
  ButtonGroup,
  Checkboxes,
  DateField,
  FieldSetGroup,
  SummaryList,
  TextField,
  type FieldErrors,
} from '#ui/index.ts';
import { stepAfter, type Answers, type Step } from '../giving.ts';
import { sayScope } from '../say-mandate.ts';
import type { MandateWords } from '../words.ts';

interface Props {
  step: Step;
  answers: Answers;
  errors: FieldErrors;
  latest: string;
  names: Record<string, string>;
  forStaff: boolean;
  t: MandateWords;
}

/** The question at hand, with everything that was answered before it hidden beside it. */
export function GivingStep(props: Props) {
  const { step, answers, t, forStaff } = props;
  return (
    <>
      <input type="hidden" name="buoc" value={step} />
      {step === 'ai' ? null : (
        <>
          <input type="hidden" name="number" value={answers.number} />
          <input type="hidden" name="name" value={answers.name} />
        </>
      )}
      {step === 'viec'
        ? null
        : answers.scope.map((word) => <input key={word} type="hidden" name="scope" value={word} />)}
      {step === 'den-ngay'
        ? null
        : (['day', 'month', 'year'] as const).map((part) => (
            <input key={part} type="hidden" name={`until-${part}`} value={answers.until[part]} />
          ))}
      <Question {...props} />
      <ButtonGroup>
        <Button>{step !== 'kiem-tra' ? t.next : forStaff ? t.confirmStaff : t.confirm}</Button>
        {step === 'ai' ? null : (
          <Button look="secondary" name="den" value={stepAfter(step, -1)}>
            {t.previous}
          </Button>
        )}
      </ButtonGroup>
    </>
  );
}

function Question({ step, answers, errors, latest, names, forStaff, t }: Props) {
  if (step === 'ai')
    return (
      <FieldSetGroup
        field={{
          name: 'ai',
          label: forStaff ? t.whoQuestionStaff : t.whoQuestion,
          asHeading: true,
          hint: t.whoHint,
        }}
        id="ai"
      >
        <TextField
          name="number"
          label={t.number}
          hint={t.numberHint}
          kind="personal-number"
          width={20}
          value={answers.number}
          error={errors.of('number')}
          autoComplete="off"
        />
        <TextField name="name" label={t.name} value={answers.name} error={errors.of('name')} autoComplete="off" />
      </FieldSetGroup>
    );
  if (step === 'viec')
    return (
      <Checkboxes
        name="scope"
        label={t.whatQuestion}
        asHeading
        hint={t.whatHint}
        values={answers.scope}
        error={errors.of('scope')}
        options={[
          { value: 'dossier:*', label: t.allDossiers },
          ...Object.entries(names).map(([code, name]) => ({
            value: `dossier:${code}`,
            label: say(t.oneDossier, { name }),
          })),
          { value: 'client:*', label: t.allClients },
        ]}
      />
    );
  if (step === 'den-ngay')
    return (
      <DateField
        name="until"
        label={t.untilQuestion}
        asHeading
        hint={say(t.untilHint, { latest: formatDate(latest) })}
        value={answers.until}
        error={errors.of('until')}
      />
    );
  return <Check answers={answers} names={names} t={t} />;
}

function Check({ answers, names, t }: Pick<Props, 'answers' | 'names' | 't'>) {
  const { day, month, year } = answers.until;
  return (
    <>
      <h1 className="govuk-heading-l" id="den-kiem-tra" tabIndex={-1}>
        {t.checkTitle}
      </h1>
      <p className="govuk-body">{t.checkText}</p>
      <SummaryList
        rows={[
          { key: t.agent, value: answers.name },
          { key: t.number, value: <span className="lt-code">{answers.number}</span> },
          {
            key: t.scope,
            value: (
              <ul className="govuk-list">
                {sayScope(answers.scope, names, t).map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            ),
          },
          { key: t.to, value: [day.padStart(2, '0'), month.padStart(2, '0'), year].join('/') },
        ]}
      />
    </>
  );
}
