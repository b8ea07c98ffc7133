/**
 * A list of many names gets a box to type in (ARIA 1.2 editable combobox). The select stays in the form and keeps the
 * value; the box only reads what is typed, so that input methods are never disturbed.
 */

/** Shorter lists are quicker to open than to type in. */
const FEWEST_OPTIONS = 16;
/** Lines shown at once; typing another letter shows fewer. */
const MOST_SHOWN = 60;

type Say = (word: string, params?: Record<string, string | number>) => string;

export function enhanceSelects(part: ParentNode, say: Say): void {
  for (const select of part.querySelectorAll<HTMLSelectElement>('select.govuk-select')) {
    if (select.options.length >= FEWEST_OPTIONS && !select.hidden) enhance(select, say);
  }
}

/** 'Phường Đồng Quang' → 'phuong dong quang' */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase().replace(/\s+/g, ' ').trim();
}

function enhance(select: HTMLSelectElement, say: Say): void {
  const { id } = select;
  const listId = `${id}-danh-sach`;
  const options = [...select.options]
    .filter((option) => option.value !== '')
    .map((option) => ({ option, folded: fold(option.text) }));
  const box = document.createElement('div');
  box.className = 'lt-combobox';
  const input = document.createElement('input');
  input.className = select.classList.contains('govuk-select--error') ? 'govuk-input govuk-input--error' : 'govuk-input';
  const list = document.createElement('ul');
  const count = document.createElement('p');
  count.className = 'govuk-visually-hidden';
  count.setAttribute('role', 'status');
  Object.entries({
    type: 'text',
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': listId,
    placeholder: [...select.options].find((option) => option.value === '')?.text ?? '',
  }).forEach(([name, value]) => input.setAttribute(name, value));
  const described = select.getAttribute('aria-describedby');
  if (described) input.setAttribute('aria-describedby', described);
  list.id = listId;
  list.className = 'lt-combobox__list';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', document.querySelector(`label[for="${CSS.escape(id)}"]`)?.textContent ?? '');
  list.hidden = true;
  // The label and the error summary lead to the box from now on.
  select.id = `${id}-chon`;
  input.id = id;
  input.value = select.value === '' ? '' : (select.selectedOptions[0]?.text ?? '');
  select.hidden = true;
  select.after(box);
  box.append(input, list, count);

  let active = -1;
  let shown: { option: HTMLOptionElement; folded: string }[] = [];

  input.addEventListener('input', () => {
    const exact = options.find(({ folded }) => folded === fold(input.value));
    set(exact?.option.value ?? '');
    open(input.value);
  });
  input.addEventListener('click', () => {
    if (list.hidden) open('');
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) open('');
      move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && !list.hidden && active >= 0) {
      event.preventDefault();
      const found = shown[active];
      if (found) choose(found.option);
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === 'Tab') close();
  });
  input.addEventListener('blur', () => {
    // One name left over by what was typed is what was meant.
    if (select.value === '' && fold(input.value) !== '' && shown.length === 1 && shown[0]) choose(shown[0].option);
    close();
  });
  // Pressed, not clicked: a click comes after the box has lost the focus and the list is gone.
  list.addEventListener('mousedown', (event) => {
    event.preventDefault();
    const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    const found = pressed ? shown[Number(pressed.dataset['index'])] : undefined;
    if (found) choose(found.option);
  });

  function open(text: string): void {
    const wanted = fold(text);
    const words = wanted.split(' ');
    shown = options.filter(({ folded }) => words.every((word) => folded.includes(word)));
    shown.sort((a, b) => Number(!a.folded.includes(wanted)) - Number(!b.folded.includes(wanted)));
    active = -1;
    list.replaceChildren(
      ...(shown.length > 0 ? shown.slice(0, wanted === '' ? options.length : MOST_SHOWN).map(line) : [none()]),
    );
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    input.removeAttribute('aria-activedescendant');
    count.textContent = wanted === '' ? '' : say('optionsCount', { count: shown.length });
  }

  function line({ option }: { option: HTMLOptionElement }, index: number): HTMLElement {
    const item = document.createElement('li');
    item.id = `${listId}-${index}`;
    item.className = 'lt-combobox__option';
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', 'false');
    item.dataset['index'] = String(index);
    item.textContent = option.text;
    return item;
  }

  function none(): HTMLElement {
    const item = document.createElement('li');
    item.className = 'lt-combobox__option lt-combobox__option--none';
    item.setAttribute('role', 'option');
    item.setAttribute('aria-disabled', 'true');
    item.setAttribute('aria-selected', 'false');
    item.textContent = say('optionsNone');
    return item;
  }

  function move(step: number): void {
    if (shown.length === 0) return;
    list.children[active]?.setAttribute('aria-selected', 'false');
    const lines = list.children.length;
    active = (active + step + lines) % lines;
    const item = list.children[active];
    item?.setAttribute('aria-selected', 'true');
    item?.scrollIntoView({ block: 'nearest' });
    if (item) input.setAttribute('aria-activedescendant', item.id);
  }

  function choose(option: HTMLOptionElement): void {
    input.value = option.text;
    set(option.value);
    close();
  }

  function set(value: string): void {
    if (select.value === value) return;
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }

  function close(): void {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }
}
