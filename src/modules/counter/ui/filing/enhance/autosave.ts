import { answersOf, fieldsOf, formNames, readTyped, seenOf } from '../read-fields.ts';
import { forgetHere, keepHere } from './kept-here.ts';
import { clock, hidden, textOf, type FilingForm } from './page.ts';
import { causeOf, type Status } from './status.ts';

/** A pause in typing after which the page is saved. */
const PAUSE_MS = 1200;
const RETRY_MS = 8000;

export interface Autosave {
  /** Something changed that is worth saving. */
  touch(): void;
  isUnsaved(): boolean;
  /** The page is being sent, or has been shown anew: nothing is pending. */
  settle(): void;
}

/**
 * Saves the page while the person types. It only reads the boxes and never while an input method composes (Telex, VNI),
 * so it cannot disturb a word that is half written.
 */
export function createAutosave(page: FilingForm, status: Status): Autosave {
  const { form, draftId, pageId, fields, say } = page;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let composing = false;
  let sending = false;
  let stopped = false;
  let saved = currentAnswers();
  let told = saved;

  form.addEventListener('compositionstart', () => {
    composing = true;
  });
  form.addEventListener('compositionend', () => {
    composing = false;
    touch();
  });
  for (const event of ['input', 'change'] as const) form.addEventListener(event, touch);
  addEventListener('online', () => schedule(0));

  return { touch, isUnsaved: () => currentAnswers() !== saved, settle };

  function currentAnswers(): string {
    return JSON.stringify(answersOf({ fields }, readTyped({ fields }, fieldsOf(textOf(form)))));
  }

  function touch(): void {
    if (currentAnswers() === saved) return;
    keepHere(page);
    schedule(PAUSE_MS);
  }

  function schedule(ms: number): void {
    if (stopped || draftId === '') return;
    clearTimeout(timer);
    timer = setTimeout(() => void save(), ms);
  }

  async function save(): Promise<void> {
    if (composing || sending) return schedule(PAUSE_MS);
    const answers = currentAnswers();
    if (answers === saved || answers === told) return;
    sending = true;
    const response = await send(answers).catch(() => undefined);
    sending = false;
    if (response?.ok) await keep(response, answers);
    else if (response?.status === 422 || response?.status === 400) {
      // Not complete yet. What is missing is told when the person wants to go on, never while they type.
      told = answers;
      status.tell(say('keptHere'));
    } else if (response?.status === 409 && (await isOnlyNewer())) schedule(0);
    else {
      status.fail(causeOf(response));
      if (response?.status === 409) stopped = true;
      else schedule(RETRY_MS);
    }
    if (currentAnswers() !== answers) schedule(PAUSE_MS);
  }

  function send(answers: string): Promise<Response> {
    const version = Number(hidden(form, formNames.version)?.value);
    return fetch(`/api/counter/drafts/${draftId}/pages/${encodeURIComponent(pageId)}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: `{"version":${version},"answers":${answers}}`,
    });
  }

  /** Another page was saved in another window; this one is still as the reader saw it, so it goes over the newer version. */
  async function isOnlyNewer(): Promise<boolean> {
    const response = await fetch(`/api/counter/drafts/${draftId}`).catch(() => undefined);
    if (!response?.ok) return false;
    const draft = (await response.json()) as { version: number; answers: Record<string, string> };
    const version = hidden(form, formNames.version);
    if (!version || seenOf({ fields }, draft.answers) !== hidden(form, formNames.seen)?.value) return false;
    version.value = String(draft.version);
    return true;
  }

  async function keep(response: Response, answers: string): Promise<void> {
    const draft = (await response.json()) as { version: number; savedAt: string; answers: Record<string, string> };
    saved = answers;
    const version = hidden(form, formNames.version);
    if (version) version.value = String(draft.version);
    const seen = hidden(form, formNames.seen);
    if (seen) seen.value = seenOf({ fields }, draft.answers);
    if (currentAnswers() === saved) forgetHere(page);
    status.tell(say('savedAt', { at: clock(new Date(draft.savedAt)) }));
  }

  function settle(): void {
    clearTimeout(timer);
    saved = currentAnswers();
    told = saved;
  }
}
