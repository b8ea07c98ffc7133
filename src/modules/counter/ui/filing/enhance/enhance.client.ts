import { createAutosave } from './autosave.ts';
import { enhanceSelects } from './combobox.ts';
import { forgetAll, forgetHere, restoreHere } from './kept-here.ts';
import { findForm, type FilingForm } from './page.ts';
import { enhancePlaces } from './places.ts';
import { showWhatIsAsked } from './shown-for.ts';
import { createStatus } from './status.ts';
import { enhanceUploads } from './uploads.ts';

// The page works without any of this. It adds: saving while typing, names that can be typed instead of scrolled to,
// uploads that survive a lost connection, and a word before something unsaved is left behind.
const page = findForm();
if (page) start(page);

function start(filing: FilingForm): void {
  const { form, say } = filing;
  const status = createStatus(filing);
  const isAsItCame = document.querySelector('.govuk-error-summary, [role=alert]') === null;
  const restored = isAsItCame && restoreHere(filing);
  const autosave = createAutosave(filing, status);
  enhanceSelects(form, say);
  const uploads = enhanceUploads(filing, autosave.settle);
  enhancePlaces(filing, autosave.touch);
  showWhatIsAsked(form);
  if (restored) status.tell(say('restored'));

  let leaving = false;
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    // The second click of a double click.
    if (leaving) return event.preventDefault();
    leaving = true;
    forgetHere(filing);
  });
  addEventListener('pageshow', () => {
    leaving = false;
  });
  addEventListener('beforeunload', (event) => {
    if (!leaving && (autosave.isUnsaved() || uploads.areRunning())) event.preventDefault();
  });
  document.querySelector('form[action="/dang-xuat"]')?.addEventListener('submit', forgetAll);
}
