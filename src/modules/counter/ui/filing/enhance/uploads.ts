import { Upload, type DetailedError } from 'tus-js-client';
import { formNames, readAct } from '../read-fields.ts';
import { hidden, type FilingForm } from './page.ts';
import { pressPlainly } from './places.ts';
import { swapPart } from './swap.ts';

const ENDPOINT = '/api/files/uploads';
/** Pauses before trying again after a lost connection; then the person is told and the network is waited for. */
const RETRY_DELAYS = [0, 1000, 3000, 5000, 10_000];

interface Sending {
  file: File;
  key: string;
  line: HTMLLIElement;
  text: HTMLSpanElement;
  bar: HTMLProgressElement;
  percent: number;
}

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
    for (const file of target.files) waiting.push(lineFor(file, key));
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
      if (await show(`giu:${sending.key}`, sending.key)) sending.line.remove();
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

  function lineFor(file: File, key: string): Sending {
    const list = document.getElementById(`${key}-dang-gui`) ?? newList(key);
    const line = document.createElement('li');
    const text = document.createElement('span');
    const bar = document.createElement('progress');
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute('aria-label', file.name);
    text.textContent = say('uploadWaiting', { name: file.name });
    line.append(text, bar);
    list.append(line);
    return { file, key, line, text, bar, percent: 0 };
  }

  function newList(key: string): HTMLElement {
    const list = document.createElement('ul');
    list.id = `${key}-dang-gui`;
    list.className = 'lt-uploads';
    document.getElementById(`khu-${key}`)?.after(list);
    return list;
  }

  function fail({ line, bar }: Sending, refusal: string): void {
    bar.remove();
    line.className = 'lt-uploads__failed';
    line.setAttribute('role', 'alert');
    line.textContent = refusal;
  }

  function waitForNetwork(sending: Sending, goOn: () => void, giveUp: () => void): void {
    sending.text.textContent = say('uploadLost', { name: sending.file.name, percent: sending.percent });
    sending.text.setAttribute('role', 'alert');
    const acts = document.createElement('p');
    const retry = (): void => {
      removeEventListener('online', retry);
      acts.remove();
      sending.text.removeAttribute('role');
      goOn();
    };
    addEventListener('online', retry);
    acts.append(
      button(say('uploadRetry'), retry),
      button(say('uploadCancel'), () => {
        removeEventListener('online', retry);
        giveUp();
      }),
    );
    sending.line.append(acts);
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

function button(text: string, press: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'lt-button-link';
  made.textContent = text;
  made.addEventListener('click', press);
  return made;
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
