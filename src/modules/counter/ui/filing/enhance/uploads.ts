import { Upload, type DetailedError } from 'tus-js-client';
import { formNames, readAct } from '../read-fields.ts';
import { hidden, type FilingForm } from './page.ts';
import { pressPlainly } from './places.ts';
import { swapPart } from './swap.ts';
import { fail, lineFor, waitForNetwork, type Sending } from './upload-line.ts';

const ENDPOINT = '/api/files/uploads';
/** Pauses before trying again after a lost connection; then the person is told and the network is waited for. */
const RETRY_DELAYS = [0, 1000, 3000, 5000, 10_000];

const SHOW_DELAYS = [0, 1500, 4000, 8000, 15_000];

export interface Uploads {
  areRunning(): boolean;
}

/**
 * Chosen photos go at once, one after the other, with the original kept as it is. A lost connection costs at most the
 * piece under way: the upload goes on from where the server stands, also after the page was loaded again.
 */
export function enhanceUploads(page: FilingForm, afterSwap: () => void): Uploads {
  const { form, say } = page;
  const waiting: Sending[] = [];
  let running: Sending | undefined;

  form.addEventListener('change', (event) => {
    const { target } = event;
    if (!(target instanceof HTMLInputElement) || target.type !== 'file' || !target.files) return;
    const key = target.closest<HTMLElement>('[data-paper]')?.dataset['paper'];
    if (key === undefined) return;
    for (const failed of document.querySelectorAll('.lt-uploads__failed')) failed.remove();
    for (const file of target.files) waiting.push(lineFor(file, key, say));
    // Sent in this way, they must not be sent again with the form.
    target.value = '';
    void next();
  });
  form.addEventListener('submit', (event) => {
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement) || button.name !== formNames.act) return;
    const { act, key } = readAct(button.value);
    if (act !== 'bo') return;
    event.preventDefault();
    void show(button.value, key).then((shown) => (shown ? undefined : pressPlainly(button)));
  });
  tidy(form);
  return { areRunning: () => running !== undefined || waiting.length > 0 };

  async function next(): Promise<void> {
    if (running) return;
    running = waiting.shift();
    if (!running) return;
    const sending = running;
    const fileId = await send(sending);
    if (fileId !== undefined) {
      const ids = hidden(form, sending.key);
      if (ids) ids.value = [...ids.value.split(','), fileId].filter(Boolean).join(',');
      sending.text.textContent = say('uploadDone', { name: sending.file.name });
      if (await showSoon(`giu:${sending.key}`, sending.key)) sending.line.remove();
    }
    running = undefined;
    void next();
  }

  /** The id of the stored file, or undefined where the server refused it or the person gave up. */
  function send(sending: Sending): Promise<string | undefined> {
    return new Promise((resolve) => {
      const { file } = sending;
      const upload = new Upload(file, {
        endpoint: ENDPOINT,
        retryDelays: RETRY_DELAYS,
        metadata: { filename: file.name },
        removeFingerprintOnSuccess: true,
        onProgress(sent, all) {
          sending.percent = Math.floor((sent / Math.max(all, 1)) * 100);
          sending.bar.value = sending.percent;
          sending.text.textContent = say('uploading', { name: file.name, percent: sending.percent });
        },
        onSuccess: () => resolve(upload.url?.split('/').pop()),
        onError(error) {
          const refusal = 'originalResponse' in error ? refusalOf(error, file.name, page) : undefined;
          if (refusal !== undefined) {
            fail(sending, refusal);
            resolve(undefined);
            return;
          }
          waitForNetwork(
            sending,
            say,
            () => upload.start(),
            () => {
              void drop(upload);
              sending.line.remove();
              resolve(undefined);
            },
          );
        },
      });
      void startOrResume(upload);
    });
  }

  /** The file is safe; the list that shows it may have to wait for the network. Going on works meanwhile. */
  async function showSoon(act: string, key: string): Promise<boolean> {
    for (const pause of SHOW_DELAYS) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (await show(act, key)) return true;
    }
    return false;
  }

  async function show(act: string, key: string): Promise<boolean> {
    const part = await swapPart(page, act, `khu-${key}`);
    if (!part) return false;
    tidy(part);
    afterSwap();
    return true;
  }
}

/** Goes on with what an earlier try, or the page before a reload, has sent of the same file. */
async function startOrResume(upload: Upload): Promise<void> {
  const [previous] = await upload.findPreviousUploads().catch(() => []);
  if (previous) upload.resumeFromPreviousUpload(previous);
  upload.start();
}

/** What was sent of it is of no use any more; where the server cannot be told it forgets by itself. */
async function drop(upload: Upload): Promise<void> {
  await upload.abort(true).catch(() => undefined);
}

/** Choosing sends by itself. */
function tidy(part: HTMLElement): void {
  for (const send of part.querySelectorAll<HTMLElement>('[data-send]')) send.hidden = true;
}

/** The server's own words for a file that it does not take; undefined where the connection failed and trying again makes sense. */
function refusalOf(error: DetailedError, name: string, { say }: FilingForm): string | undefined {
  const status = error.originalResponse?.getStatus() ?? 0;
  if (status === 401) return `${name}: ${say('failSignIn')}`;
  if (status < 400 || status >= 500 || status === 409 || status === 423 || status === 429) return undefined;
  try {
    const { title } = JSON.parse(error.originalResponse?.getBody() ?? '') as { title?: string };
    if (title) return `${name}: ${title}`;
  } catch {
    // Not a problem document: the general words will do.
  }
  return say('uploadFailed', { name });
}
