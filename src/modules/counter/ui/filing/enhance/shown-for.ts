/** Hides the questions that belong to another answer of the same page, and shows them when that answer is chosen. */
export function showWhatIsAsked(form: HTMLFormElement): void {
  const update = (): void => {
    for (const part of form.querySelectorAll<HTMLElement>('[data-shown-for]')) {
      const { shownFor = '', shownValues = '' } = part.dataset;
      const chosen = new FormData(form).get(shownFor);
      part.hidden = typeof chosen !== 'string' || !shownValues.split(',').includes(chosen);
    }
  };
  form.addEventListener('change', update);
  update();
}
