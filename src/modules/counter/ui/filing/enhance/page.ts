import type { FieldShape } from '../read-fields.ts';

/** The question's form and what the page says to the script. Undefined on a page that has none. */
export interface FilingForm {
  form: HTMLFormElement;
  /** '' before the first answer */
  draftId: string;
  pageId: string;
  fields: FieldShape[];
  signInHref: string;
  say(word: string, params?: Record<string, string | number>): string;
}

export function findForm(): FilingForm | undefined {
  const form = document.querySelector<HTMLFormElement>('form[data-filing]');
  if (!form) return undefined;
  const { filing = '', page = '', fields = '[]', words = '{}', signIn = '/dang-nhap' } = form.dataset;
  const texts = JSON.parse(words) as Record<string, string>;
  return {
    form,
    draftId: filing,
    pageId: page,
    fields: JSON.parse(fields) as FieldShape[],
    signInHref: signIn,
    say: (word, params = {}) =>
      (texts[word] ?? '').replace(/\{(\w+)\}/g, (_whole, name: string) => String(params[name] ?? '')),
  };
}

/** The text fields of a form as it stands; files are sent in another way. */
export function textOf(form: HTMLFormElement): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  return fields;
}

export function hidden(form: HTMLFormElement, name: string): HTMLInputElement | undefined {
  return form.querySelector<HTMLInputElement>(`input[type=hidden][name="${CSS.escape(name)}"]`) ?? undefined;
}

/** '14:05' in Vietnam. */
export function clock(at: Date): string {
  return at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' });
}
