import { textOf, type FilingForm } from './page.ts';
import { formNames } from '../read-fields.ts';

/**
 * What is typed but not yet complete enough for the server stays in this tab, and only there: it is gone when the tab is
 * closed, when the person signs out, and as soon as the page is saved.
 */
const PREFIX = 'lt-nop-ho-so:';

const keyOf = ({ draftId, pageId }: FilingForm): string => `${PREFIX}${draftId}:${pageId}`;

const own = ({ form, fields }: FilingForm): [string, string][] => {
  const keys = fields.filter((field) => field.kind !== 'paper').map((field) => field.key);
  return [...textOf(form)].filter(([name]) => keys.some((key) => name === key || name.startsWith(`${key}-`)));
};

const seenOf = ({ form }: FilingForm): string => String(new FormData(form).get(formNames.seen) ?? '');

export function keepHere(page: FilingForm): void {
  attempt(() => sessionStorage.setItem(keyOf(page), JSON.stringify({ seen: seenOf(page), fields: own(page) })));
}

export function forgetHere(page: FilingForm): void {
  attempt(() => sessionStorage.removeItem(keyOf(page)));
}

export function forgetAll(): void {
  attempt(() => {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  });
}

/** Puts back what was typed, where the server still has what it had then. Answers whether anything changed. */
export function restoreHere(page: FilingForm): boolean {
  return attempt(() => {
    const kept = sessionStorage.getItem(keyOf(page));
    if (kept === null) return false;
    const { seen, fields } = JSON.parse(kept) as { seen: string; fields: [string, string][] };
    if (seen !== seenOf(page)) return false;
    return fields.map(([name, value]) => setValue(page.form, name, value)).includes(true);
  });
}

function setValue(form: HTMLFormElement, name: string, value: string): boolean {
  const control = form.elements.namedItem(name);
  if (control instanceof RadioNodeList || control instanceof HTMLSelectElement) {
    if (control.value === value) return false;
    control.value = value;
    return control.value === value;
  }
  if (!(control instanceof HTMLInputElement) || control.type === 'hidden' || control.value === value) return false;
  if (control.type === 'radio') {
    control.checked = control.value === value;
    return control.checked;
  }
  control.value = value;
  return true;
}

/** Storage may be switched off or full; then the page is simply as it would be without it. */
function attempt<T>(work: () => T): T | false {
  try {
    return work();
  } catch {
    return false;
  }
}
