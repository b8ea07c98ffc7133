import type { FilingForm } from './page.ts';

type Say = FilingForm['say'];

/** A file on its way, and the line that shows it. */
export interface Sending {
  file: File;
  key: string;
  line: HTMLLIElement;
  text: HTMLSpanElement;
  bar: HTMLProgressElement;
  percent: number;
}

/** A line for one file under its question, with its progress. */
export function lineFor(file: File, key: string, say: Say): Sending {
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

export function fail({ line }: Sending, refusal: string): void {
  const said = document.createElement('span');
  said.setAttribute('role', 'alert');
  line.className = 'lt-uploads__failed';
  line.replaceChildren(said);
  // Filled after it is in the page, so that it is read out.
  said.textContent = refusal;
}

/** Says that the connection is lost, and goes on when it is back or when the person says so. */
export function waitForNetwork(sending: Sending, say: Say, goOn: () => void, giveUp: () => void): void {
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

function button(text: string, press: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'lt-button-link';
  made.textContent = text;
  made.addEventListener('click', press);
  return made;
}
