import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { isId } from '#platform/id.ts';
import { formatDate, vnDate } from '#platform/time.ts';
import { apiOf, requireCitizen, requireProof, type PageApi } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { Button, errorsOf, frameData, Inset, PageFrame, readDate } from '#ui/index.ts';
import { delegateStaff, getGivingRules, giveAuthority } from '../contract.ts';
import { isStep, readAnswers, stepAfter, stepOfRefusal, type Answers, type Step } from './giving.ts';
import { GivingStep } from './parts/giving-step.tsx';
import { procedureNames } from './procedure-names.ts';
import { words } from './words.ts';

const demand = { level: 2 } as const;

function organisationOf(request: Request): string | undefined {
  const id = new URL(request.url).searchParams.get('to-chuc') ?? '';
  return isId(id) ? id : undefined;
}

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  requireProof(api, request, demand);
  const [rules, names] = await Promise.all([api.call(getGivingRules), procedureNames(api)]);
  return {
    frame: frameData(api, request),
    latest: rules.latest,
    names,
    forStaff: organisationOf(request) !== undefined,
  };
}

interface Shown {
  step: Step;
  answers: Answers;
  errors: Record<string, string>;
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  requireProof(api, request, demand);
  const form = await request.formData();
  const asked = String(form.get('buoc') ?? '');
  const step: Step = isStep(asked) ? asked : 'ai';
  const answers = readAnswers(form);
  const wanted = String(form.get('den') ?? '');
  if (isStep(wanted)) return { step: wanted, answers, errors: {} };
  const errors = await faultsOf(api, step, answers, form);
  if (Object.keys(errors).length > 0) return data({ step, answers, errors }, { status: 422 });
  if (step !== 'kiem-tra') return { step: stepAfter(step, 1), answers, errors: {} };
  return give(api, request, answers, readDate(form, 'until').iso ?? '');
}

async function faultsOf(api: PageApi, step: Step, answers: Answers, form: FormData): Promise<Record<string, string>> {
  const t = words(api.locale);
  if (step === 'ai')
    return {
      ...(/^[0-9]{12}$/u.test(answers.number) ? {} : { number: t.numberWrong }),
      ...(answers.name.length >= 2 ? {} : { name: t.nameWrong }),
    };
  if (step === 'viec') return answers.scope.length > 0 ? {} : { scope: t.whatWrong };
  if (step !== 'den-ngay') return {};
  const { latest } = await api.call(getGivingRules);
  const { iso } = readDate(form, 'until');
  return iso && iso >= vnDate(new Date()) && iso <= latest
    ? {}
    : { until: say(t.untilWrong, { latest: formatDate(latest) }) };
}

async function give(api: PageApi, request: Request, answers: Answers, validTo: string) {
  const body = { agentPersonalId: answers.number, agentFullName: answers.name, scope: answers.scope, validTo };
  const organisationId = organisationOf(request);
  const tried = organisationId
    ? await api.try(delegateStaff, { params: { organisationId }, body })
    : await api.try(giveAuthority, { body });
  if (tried.ok)
    throw redirect(
      organisationId ? '/cua-toi/uy-quyen?xong=giao' : `/cua-toi/uy-quyen/${tried.answer.id}?xong=uy-quyen`,
      303,
    );
  const { problem } = tried;
  const step = stepOfRefusal(problem.code);
  const field = { ai: 'number', viec: 'scope', 'den-ngay': 'until', 'kiem-tra': 'den-kiem-tra' }[step];
  const shown: Shown = { step, answers, errors: { [field]: problem.title } };
  return data(shown, { status: problem.status });
}

const nothing: Answers = { number: '', name: '', scope: [], until: { day: '', month: '', year: '' } };

/** One question after the other, without a script: what was answered travels in the form and is kept nowhere until it is given. */
export default function GivePage() {
  const { frame, latest, names, forStaff } = useLoaderData<typeof loader>();
  const shown: Shown = useActionData<typeof action>() ?? { step: 'ai', answers: nothing, errors: {} };
  const t = words(frame.locale);
  const acting = frame.actor.kind === 'citizen' ? frame.actor.actingFor : undefined;
  if (acting && !forStaff)
    return (
      <PageFrame {...frame} title={t.giveTitle} backLink={{ href: '/cua-toi/uy-quyen', text: t.back }}>
        <h1 className="govuk-heading-l">{t.giveTitle}</h1>
        <Inset>{say(t.actingNow, { who: acting })}</Inset>
        <Button href="/cua-toi/thay-mat?ve=%2Fcua-toi%2Fuy-quyen%2Fmoi">{t.switchBack}</Button>
      </PageFrame>
    );
  const errors = errorsOf(shown.errors);
  return (
    <PageFrame
      {...frame}
      title={forStaff ? t.giveStaff : t.giveTitle}
      errors={errors}
      backLink={{ href: '/cua-toi/uy-quyen', text: t.back }}
    >
      <form method="post" noValidate>
        <GivingStep {...shown} errors={errors} latest={latest} names={names} forStaff={forStaff} t={t} />
      </form>
    </PageFrame>
  );
}
