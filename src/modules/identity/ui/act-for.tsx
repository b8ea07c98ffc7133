import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { formatDate } from '#platform/time.ts';
import { apiOf, requireCitizen } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { Button, errorsOf, frameData, PageFrame, Radios } from '#ui/index.ts';
import { actFor, listCapacities } from '../contract.ts';
import { words } from './act-for-words.ts';
import { safeReturn } from './session-cookie.ts';

const SELF = 'chinh-minh';
const AFTER = '/cua-toi/ho-so';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  const { current, capacities } = await api.call(listCapacities);
  return {
    frame: frameData(api, request),
    current: current ?? SELF,
    capacities: capacities.map(({ mandateId, name, relation, validTo }) => ({ mandateId, name, relation, validTo })),
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  const chosen = String((await request.formData()).get('vai') ?? '');
  if (chosen === '') return data({ chosen, refused: null }, { status: 422 });
  const mandateId = chosen === SELF ? null : chosen;
  const tried = await api.try(actFor, { body: { mandateId } });
  if (!tried.ok) return data({ chosen, refused: tried.problem.title }, { status: tried.problem.status });
  throw redirect(safeReturn(new URL(request.url).searchParams.get('ve'), AFTER), 303);
}

/** One question: for whom one works from now on. */
export default function ActForPage() {
  const { frame, current, capacities } = useLoaderData<typeof loader>();
  const given = useActionData<typeof action>();
  const t = words(frame.locale);
  const errors = errorsOf({ vai: given ? (given.refused ?? t.chooseOne) : undefined });
  const hintOf = ({ relation, validTo }: (typeof capacities)[number]): string =>
    [t[relation], ...(validTo ? [say(t.until, { day: formatDate(validTo) })] : [])].join(', ');
  return (
    <PageFrame {...frame} title={t.title} errors={errors}>
      <form method="post" noValidate>
        <Radios
          name="vai"
          label={t.title}
          asHeading
          hint={t.hint}
          error={errors.of('vai')}
          value={given?.chosen || current}
          options={[
            { value: SELF, label: t.self, hint: frame.actor.kind === 'citizen' ? frame.actor.name : undefined },
            ...capacities.map((one) => ({ value: one.mandateId, label: one.name, hint: hintOf(one) })),
          ]}
        />
        <Button>{t.go}</Button>
      </form>
      {capacities.length === 0 ? <p className="govuk-body">{t.nobody}</p> : null}
      <p className="govuk-body">
        <a className="govuk-link" href="/cua-toi/uy-quyen">
          {t.manage}
        </a>
      </p>
    </PageFrame>
  );
}
