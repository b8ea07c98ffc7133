import { formNames, readAct } from '../read-fields.ts';
import { enhanceSelects } from './combobox.ts';
import type { FilingForm } from './page.ts';
import { swapPart } from './swap.ts';

const partOf = (key: string): string => `khu-${key}`;

/** Choosing a province lists its communes, and searching by name answers, without leaving the page. */
export function enhancePlaces(page: FilingForm, afterSwap: () => void): void {
  const { form } = page;

  form.addEventListener('change', (event) => {
    const { target } = event;
    if (!(target instanceof HTMLSelectElement)) return;
    const key = target.closest<HTMLElement>('[data-place]')?.dataset['place'];
    if (key !== undefined && target.name === formNames.province(key) && target.value !== '')
      void press(`liet-ke:${key}`, key, key);
  });

  form.addEventListener('submit', (event) => {
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement) || button.name !== formNames.act) return;
    const { act, key } = readAct(button.value);
    if (!['liet-ke', 'tim', 'chon'].includes(act)) return;
    event.preventDefault();
    void press(button.value, key, act === 'tim' ? formNames.searched(key) : key, button);
  });

  form.addEventListener('keydown', (event) => {
    const { target } = event;
    if (event.key !== 'Enter' || event.isComposing || !(target instanceof HTMLInputElement)) return;
    const key = target.closest<HTMLElement>('[data-place]')?.dataset['place'];
    if (key === undefined || target.name !== formNames.searched(key)) return;
    event.preventDefault();
    void press(`tim:${key}`, key, target.id);
  });

  tidy(form);

  async function press(act: string, key: string, focusId: string, button?: HTMLButtonElement): Promise<void> {
    const part = await swapPart(page, act, partOf(key));
    if (!part) return button ? pressPlainly(button) : undefined;
    tidy(part);
    enhanceSelects(part, page.say);
    document.getElementById(focusId)?.focus();
    afterSwap();
  }
}

/** The button that lists the communes is not needed where choosing a province does it. */
function tidy(part: HTMLElement): void {
  for (const step of part.querySelectorAll<HTMLElement>('.lt-place__step')) step.hidden = true;
}

/** As if there were no script. */
export function pressPlainly(button: HTMLButtonElement): void {
  const { form } = button;
  if (!form) return;
  const copy = document.createElement('input');
  copy.type = 'hidden';
  copy.name = button.name;
  copy.value = button.value;
  form.append(copy);
  form.submit();
}
