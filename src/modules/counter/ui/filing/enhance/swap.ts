import { formNames } from '../read-fields.ts';
import { hidden, textOf, type FilingForm } from './page.ts';

/**
 * Presses a button of the form without leaving the page: the server answers with the whole page as ever, and one part of
 * it is taken over. Answers the new part; undefined where the button must be pressed in the ordinary way.
 */
export async function swapPart({ form }: FilingForm, act: string, partId: string): Promise<HTMLElement | undefined> {
  const body = textOf(form);
  body.set(formNames.act, act);
  const multipart = form.enctype === 'multipart/form-data';
  const response = await fetch(location.href, { method: 'POST', body: multipart ? asForm(body) : body }).catch(
    () => undefined,
  );
  if (!response || response.redirected || ![200, 422].includes(response.status)) return undefined;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  const part = fresh.getElementById(partId);
  const old = document.getElementById(partId);
  if (!part || !old) return undefined;
  for (const name of [formNames.version, formNames.seen]) {
    const [to, from] = [hidden(form, name), fresh.querySelector<HTMLInputElement>(`input[name="${name}"]`)];
    if (to && from) to.value = from.value;
  }
  const line = document.getElementById('tinh-trang-luu');
  const said = fresh.getElementById('tinh-trang-luu')?.textContent;
  if (line && said) line.textContent = said;
  const placed = document.importNode(part, true);
  old.replaceWith(placed);
  return placed;
}

function asForm(fields: URLSearchParams): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}
