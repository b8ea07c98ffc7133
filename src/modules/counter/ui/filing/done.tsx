import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { isId } from '#platform/id.ts';
import { formatDateTime } from '#platform/time.ts';
import { apiOf, requireCitizen } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { Button, ButtonGroup, frameData, PageFrame, Panel, StepProgress, type Step } from '#ui/index.ts';
import { getMyDossier, type DossierPage } from '../../contract.ts';
import styles from './filing.scss?url';
import { sizeOf } from './papers.ts';
import { paths } from './paths.ts';
import { unknownPage } from './version-of.ts';
import { words, type FilingWords } from './words.ts';

/** The confirmation. It reads the dossier as it is now, so it can be bookmarked and opened again later. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  const dossierId = params['id'] ?? '';
  if (!isId(dossierId)) return unknownPage(api);
  const dossier = await api.call(getMyDossier, { params: { dossierId } });
  return {
    frame: frameData(api, request),
    dossierId,
    code: dossier.code,
    procedure: dossier.procedureName[api.locale],
    agency: dossier.agency,
    papers: dossier.papers.map((paper) => ({
      id: paper.fileId,
      name: paper.name,
      size: sizeOf(paper.bytes, api.locale),
      pages: paper.pages,
    })),
    steps: stepsOf(dossier, api.locale, words(api.locale)),
  };
}

/** What happens next and when, with what has happened since marked as done. */
function stepsOf(dossier: DossierPage, locale: 'vi' | 'en', t: FilingWords): Step[] {
  const { state, agency, intakeDueAt, dueAt } = dossier;
  const filed: Step = { id: 'filed', title: t.doneFiled, note: formatDateTime(dossier.filedAt), state: 'done' };
  if (['rejected_at_reception', 'refused', 'withdrawn', 'cancelled'].includes(state)) {
    return [filed, { id: 'ended', title: dossier.stateLabel[locale], note: agency.name, state: 'stopped' }];
  }
  const isOver = !['submitted', 'accepted', 'processing'].includes(state);
  const isAccepted = state !== 'submitted';
  const intake = intakeDueAt ? `${say(t.doneIntakeBy, { at: formatDateTime(intakeDueAt) })}. ` : '';
  return [
    filed,
    {
      id: 'intake',
      title: t.doneIntake,
      note: `${agency.name}. ${isAccepted ? '' : intake}${t.doneIntakeNote}`,
      state: isAccepted ? 'done' : 'now',
    },
    {
      id: 'work',
      title: t.doneWork,
      note: dueAt ? say(t.doneWorkBy, { at: formatDateTime(dueAt) }) : t.doneWorkNote,
      state: isOver ? 'done' : isAccepted ? 'now' : 'later',
    },
    {
      id: 'result',
      title: t.doneResult,
      note: t.doneResultNote,
      state: state === 'returned' ? 'done' : isOver ? 'now' : 'later',
    },
  ];
}

export default function DonePage() {
  const { frame, dossierId, code, procedure, agency, papers, steps } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  return (
    <PageFrame {...frame} title={`${t.doneTitle}: ${procedure}`}>
      <link rel="stylesheet" href={styles} precedence="default" />
      <Panel title={t.doneTitle}>
        <p>{procedure}</p>
        <p>{t.doneCode}</p>
        <p className="lt-filing-code">{code}</p>
        <p>{t.doneSave}</p>
      </Panel>
      <ButtonGroup>
        <Button href={`/api/counter/dossiers/${dossierId}/receipt`}>{t.doneReceipt}</Button>
        <Button look="secondary" href={paths.track(code)}>
          {t.doneTrack}
        </Button>
      </ButtonGroup>
      <h2 className="govuk-heading-m">{t.doneNext}</h2>
      <StepProgress label={t.doneNext} steps={steps} />
      {papers.length > 0 ? (
        <>
          <h2 className="govuk-heading-m">{t.donePapers}</h2>
          <ul className="govuk-list govuk-list--bullet">
            {papers.map((paper) => (
              <li key={paper.id}>
                {paper.name}{' '}
                <span className="lt-muted">
                  {[paper.size, paper.pages === null ? '' : say(t.pagesCount, { count: paper.pages })]
                    .filter(Boolean)
                    .join(', ')}
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <h2 className="govuk-heading-m">{t.doneHelp}</h2>
      <p className="govuk-body">
        {say(t.doneHelpText, { agency: agency.name })}
        {agency.phone ? `, ${say(t.donePhone, { phone: agency.phone })}` : ''}
        {agency.address ? `, ${agency.address}` : ''}.
      </p>
      <p className="govuk-body">
        <a className="govuk-link" href={paths.myDossier(dossierId)}>
          {t.doneMine}
        </a>
      </p>
    </PageFrame>
  );
}
