import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import type { AssuranceLevel } from '#platform/access.ts';
import { formatDateTime } from '#platform/time.ts';
import { apiOf, requireCitizen, stepUpHref } from '#platform/web/api.ts';
import { useLive } from '#platform/web/use-live.ts';
import { say } from '#platform/web/words.ts';
import {
  Button,
  ButtonGroup,
  errorsOf,
  frameData,
  NoScriptNote,
  Notice,
  PageFrame,
  SummaryList,
  Tag,
  useLocale,
} from '#ui/index.ts';
import { decideApproval, listMyApprovals } from '../../contract/people.ts';
import { approvalWords } from '../people/words.ts';

export const handle = { hydrate: true };

const HERE = '/cua-toi/xac-nhan';
/** As the operation asks; the page only leads there. */
const PROOF_MINUTES = 5;

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  const said = new URL(request.url).searchParams.get('xong');
  return {
    frame: frameData(api, request),
    ...(await api.call(listMyApprovals)),
    done: said === 'dong-y' || said === 'tu-choi' ? said : undefined,
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  const form = await request.formData();
  const approvalId = String(form.get('yeu-cau') ?? '').slice(0, 50);
  const allow = form.get('tra-loi') === 'dong-y';
  const tried = await api.try(decideApproval, { params: { approvalId }, body: { allow } });
  if (tried.ok) throw redirect(`${HERE}?xong=${allow ? 'dong-y' : 'tu-choi'}`);
  const { problem } = tried;
  if (problem.code === 'platform.step-up') {
    const level = Number(problem.params?.['level'] ?? 1) as AssuranceLevel;
    throw redirect(stepUpHref(HERE, { level, maxAgeMinutes: PROOF_MINUTES }));
  }
  return data({ problem: problem.title }, { status: problem.status });
}

/** Somebody asks to be let in as me elsewhere: who, for what, and the code to compare. Without JavaScript: look again by hand. */
export default function ApprovePage() {
  const { frame, accountId, approvals, done } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const t = approvalWords(frame.locale);
  const connected = useLive(`sign-on.approvals:${accountId}`);
  const errors = errorsOf({ 'yeu-cau': sent?.problem });
  return (
    <PageFrame {...frame} title={t.title} errors={errors}>
      <h1 className="govuk-heading-l">{t.title}</h1>
      {done === 'dong-y' ? (
        <Notice tone="ok" title={t.agreed}>
          {t.agreedLead}
        </Notice>
      ) : null}
      {done === 'tu-choi' ? (
        <Notice title={t.refused}>
          <p>{t.refusedLead}</p>
          <a className="govuk-link" href="/cua-toi/bao-mat">
            {t.sessions}
          </a>
        </Notice>
      ) : null}
      <div id="yeu-cau" tabIndex={-1}>
        {approvals.map((approval) => (
          <ApprovalCard key={approval.id} approval={approval} t={t} />
        ))}
        {approvals.length === 0 && !done ? (
          <>
            <p className="govuk-body">
              <strong>{t.none}</strong>
            </p>
            <p className="govuk-body">{t.noneLead}</p>
          </>
        ) : null}
      </div>
      <output className="lt-muted">{connected ? t.live : ''}</output>
      <NoScriptNote>{t.noScript}</NoScriptNote>
      <p>
        <a className="govuk-link" href={HERE}>
          {t.look}
        </a>
      </p>
    </PageFrame>
  );
}

type Approval = Awaited<ReturnType<typeof loader>>['approvals'][number];

function ApprovalCard({ approval, t }: { approval: Approval; t: ReturnType<typeof approvalWords> }) {
  const locale = useLocale();
  const heading = say(t.asks, { name: approval.name[locale] });
  return (
    <section aria-label={heading}>
      <h2 className="govuk-heading-m">
        {heading} {approval.mode === 'test' ? <Tag>{t.isTest}</Tag> : null}
      </h2>
      {approval.message ? (
        <>
          <p className="govuk-body">{t.compare}</p>
          <p className="govuk-heading-xl lt-code">{approval.message}</p>
          <p className="govuk-body">{t.compareNote}</p>
        </>
      ) : (
        <p className="govuk-body">{t.noCode}</p>
      )}
      <SummaryList
        rows={[
          { key: t.of, value: approval.agencyName },
          {
            key: t.willKnow,
            value:
              approval.items.length === 0 ? t.onlySignIn : approval.items.map(({ what }) => what[locale]).join(', '),
          },
          { key: t.when, value: formatDateTime(approval.madeAt) },
          { key: t.until, value: formatDateTime(approval.expiresAt) },
        ]}
      />
      <form method="post">
        <input type="hidden" name="yeu-cau" value={approval.id} />
        <ButtonGroup>
          <Button name="tra-loi" value="dong-y">
            {t.agree}
          </Button>
          <Button look="secondary" name="tra-loi" value="tu-choi">
            {t.refuse}
          </Button>
        </ButtonGroup>
      </form>
    </section>
  );
}
