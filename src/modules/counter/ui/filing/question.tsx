import {
  createContext,
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { apiOf, requireCitizen } from '#platform/web/api.ts';
import { frameData } from '#ui/index.ts';
import { answerQuestion } from './answer-question.ts';
import { QuestionPage } from './parts/question-page.tsx';
import { isChanging, paths } from './paths.ts';
import { prefill } from './prefill.ts';
import { typedFromAnswers } from './read-fields.ts';
import { keepTyped } from './session-ended.ts';
import { findFiling, unknownPage } from './version-of.ts';
import { viewQuestion } from './view.ts';
import { findPage, whereToContinue } from './way.ts';

/** The action has made the page already, perhaps for a reader whose session has ended: the loader has nothing to add. */
const answered = createContext(false);

/** One question of a draft; or, under a procedure's code, the first question, whose answer makes the draft. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  if (context.get(answered)) return { frame: frameData(api, request), view: null };
  requireCitizen(api, request);
  const { id = '', pageId = '' } = params;
  const filing = await findFiling(api, id);
  const { version, draft } = filing;
  const answers = draft?.answers ?? {};
  const page = findPage(version.form, pageId, answers);
  if (!page) {
    if (!version.form.pages.some((one) => one.id === pageId)) return unknownPage(api);
    throw redirect(draft ? whereToContinue(version.form, draft) : paths.start(version.code));
  }
  if (!draft && version.form.pages[0] !== page) throw redirect(paths.start(version.code));
  const { typed, prefilled } = prefill(page, typedFromAnswers(page, answers), answers, api.actor);
  const view = await viewQuestion(api, { filing, page, changing: isChanging(request), typed, places: {}, prefilled });
  return { frame: frameData(api, request), view };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const api = apiOf(context);
  const { id = '', pageId = '' } = params;
  context.set(answered, true);
  if (api.actor.kind === 'anonymous') return data({ view: await keepTyped(api, request, id, pageId) }, { status: 401 });
  const outcome = await answerQuestion(api, request, id, pageId);
  if ('go' in outcome) throw redirect(outcome.go, 303);
  return data({ view: outcome.view }, { status: outcome.status });
}

export default function Question() {
  const { frame, view } = useLoaderData<typeof loader>();
  const shown = useActionData<typeof action>()?.view ?? view;
  return shown ? <QuestionPage frame={frame} view={shown} /> : null;
}
