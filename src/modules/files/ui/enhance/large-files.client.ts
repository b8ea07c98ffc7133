import { Upload, type DetailedError } from 'tus-js-client';
import { sizeInWords } from '../parts/size-in-words.ts';

// The form works without any of this, with smaller files. It adds: files of any allowed size that go as soon as they are chosen, with
// their progress, and that go on after a lost connection or a reload from where the server stands.

/** One request carries this much: far below the quarter of an hour that a request may last, on any line that a gigabyte is sent over. */
const PART = 16 * 1024 * 1024;
const RETRY_DELAYS = [0, 1000, 3000, 5000, 10_000];

for (const field of document.querySelectorAll<HTMLElement>('[data-large-files]')) enhance(field);

function enhance(field: HTMLElement): void {
  const { largeFiles: name = '', words = '{}', most = '0', mostWords = '', locale = 'vi' } = field.dataset;
  const texts = JSON.parse(words) as Record<string, string>;
  const language = locale === 'en' ? 'en' : 'vi';
  const list = field.querySelector<HTMLUListElement>('[data-sending]');
  const input = field.querySelector<HTMLInputElement>('input[type=file]');
  const form = input?.form;
  if (!list || !input || !form) return;
  const say = (word: string, params: Record<string, string | number>): string =>
    (texts[word] ?? '').replace(/\{(\w+)\}/g, (_whole, key: string) => String(params[key] ?? ''));
  let queue = Promise.resolve();
  let running = 0;

  input.addEventListener('change', () => {
    for (const old of list.querySelectorAll('[data-failed]')) old.remove();
    for (const file of input.files ?? []) {
      const line = document.createElement('li');
      const text = document.createElement('span');
      line.append(text);
      list.append(line);
      const facts = { name: file.name, size: sizeInWords(file.size, language), large: mostWords };
      if (file.size > Number(most)) {
        refuse(line, say('tooLarge', facts));
        continue;
      }
      text.textContent = say('waiting', facts);
      running += 1;
      queue = queue
        .then(() => send(file, line, text))
        .finally(() => {
          running -= 1;
        });
    }
    // Sent in this way, they must not be sent again with the form.
    input.value = '';
  });
  form.addEventListener('submit', (event) => {
    if (running === 0) return;
    event.preventDefault();
    const told = document.createElement('li');
    list.append(told);
    refuse(told, say('stillSending', {}));
  });
  addEventListener('beforeunload', (event) => {
    if (running > 0) event.preventDefault();
  });

  function send(file: File, line: HTMLLIElement, text: HTMLElement): Promise<void> {
    const facts = { name: file.name, size: sizeInWords(file.size, language) };
    const bar = document.createElement('progress');
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute('aria-label', file.name);
    line.append(' ', bar);
    return new Promise((resolve) => {
      let percent = 0;
      const upload = new Upload(file, {
        endpoint: '/api/files/uploads',
        chunkSize: PART,
        retryDelays: RETRY_DELAYS,
        metadata: { filename: file.name, purpose: 'exchange' },
        removeFingerprintOnSuccess: true,
        onProgress(sent, all) {
          percent = Math.floor((sent / Math.max(all, 1)) * 100);
          bar.value = percent;
          const done = sizeInWords(sent, language);
          // Not at each of hundreds of events: a screen reader would never come to an end.
          const next = sent < all ? say('sending', { ...facts, done, percent }) : say('checking', facts);
          if (text.textContent !== next) text.textContent = next;
        },
        onSuccess() {
          received(file, line, upload.url?.split('/').pop() ?? '');
          resolve();
        },
        onError(error) {
          const refusal = 'originalResponse' in error ? refusalOf(error, facts.name) : undefined;
          if (refusal !== undefined) {
            refuse(line, refusal);
            resolve();
          } else waitForNetwork(line, text, { upload, said: sayLost(error, percent), resolve });
        },
      });
      void startOrResume(upload);
    });

    function sayLost(error: Error | DetailedError, percent: number): string {
      const ended = 'originalResponse' in error && error.originalResponse?.getStatus() === 401;
      return say(ended ? 'signIn' : 'lost', { ...facts, percent });
    }
  }

  function received(file: File, line: HTMLLIElement, id: string): void {
    const kept = document.createElement('input');
    kept.type = 'hidden';
    kept.name = `${name}-da-gui:${id}`;
    kept.value = id;
    const remove = button(say('remove', { name: file.name }), () => line.remove());
    line.replaceChildren(say('done', { name: file.name, size: sizeInWords(file.size, language) }), ' ', kept, remove);
  }

  function waitForNetwork(
    line: HTMLLIElement,
    text: HTMLElement,
    { upload, said, resolve }: { upload: Upload; said: string; resolve: () => void },
  ): void {
    text.textContent = said;
    const acts = document.createElement('span');
    const goOn = (): void => {
      removeEventListener('online', goOn);
      acts.remove();
      upload.start();
    };
    addEventListener('online', goOn);
    const giveUp = (): void => {
      removeEventListener('online', goOn);
      void upload.abort(true).catch(() => undefined);
      line.remove();
      resolve();
    };
    acts.append(' ', button(say('again', {}), goOn), ' ', button(say('giveUp', {}), giveUp));
    line.append(acts);
  }

  /** The server's own words; undefined where the connection failed and trying again makes sense. */
  function refusalOf(error: DetailedError, fileName: string): string | undefined {
    const status = error.originalResponse?.getStatus() ?? 0;
    if (status < 400 || status >= 500 || [401, 409, 423].includes(status)) return undefined;
    try {
      const { title } = JSON.parse(error.originalResponse?.getBody() ?? '') as { title?: string };
      if (title) return `${fileName}: ${title}`;
    } catch {
      // Not a problem document: the general words will do.
    }
    return say('failed', { name: fileName });
  }
}

/** Goes on with what an earlier try, or the page before a reload, has sent of the same file. */
async function startOrResume(upload: Upload): Promise<void> {
  const [previous] = await upload.findPreviousUploads().catch(() => []);
  if (previous) upload.resumeFromPreviousUpload(previous);
  upload.start();
}

function refuse(line: HTMLLIElement, why: string): void {
  const said = document.createElement('span');
  said.setAttribute('role', 'alert');
  said.className = 'govuk-error-message';
  line.dataset['failed'] = '';
  line.replaceChildren(said);
  // Filled after it is in the page, so that it is read out.
  said.textContent = why;
}

function button(text: string, press: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'lt-button-link';
  made.textContent = text;
  made.addEventListener('click', press);
  return made;
}
