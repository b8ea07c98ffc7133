import type { FilingForm } from './page.ts';

export type Failure = 'failNetwork' | 'failSignIn' | 'failServer' | 'failElsewhere';

/** The line under the question that says whether what was typed is safe. */
export interface Status {
  tell(text: string): void;
  /** Says the cause at once, from the first failure on; the focus stays where the person types. */
  fail(cause: Failure): void;
}

export function createStatus({ signInHref, say }: FilingForm): Status {
  const line = document.getElementById('tinh-trang-luu');
  let said = '';
  const show = (text: string, bad: boolean): void => {
    if (!line || said === text) return;
    said = text;
    line.setAttribute('role', bad ? 'alert' : 'status');
    line.classList.toggle('lt-filing-status--bad', bad);
    line.replaceChildren(text);
  };
  return {
    tell: (text) => show(text, false),
    fail(cause) {
      if (said === say(cause)) return;
      show(say(cause), true);
      if (cause !== 'failSignIn') return;
      const link = document.createElement('a');
      link.href = signInHref;
      link.target = '_blank';
      link.rel = 'noopener';
      link.className = 'govuk-link';
      link.textContent = say('signInAgain');
      line?.append(' ', link);
    },
  };
}

/** Why a call failed, in the words of the page. `undefined`: the network is away. */
export function causeOf(response: Response | undefined): Failure {
  if (response === undefined) return 'failNetwork';
  if (response.status === 401 || response.status === 403) return 'failSignIn';
  return response.status === 409 ? 'failElsewhere' : 'failServer';
}
