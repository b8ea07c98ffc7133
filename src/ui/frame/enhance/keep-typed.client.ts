// Whoever changes the post with something typed and not saved is stopped once and told. Without this script the bar says the same beforehand.
const typedIn = (field: Element): boolean => {
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (field instanceof HTMLSelectElement) {
    const given = [...field.options].filter((option) => option.defaultSelected);
    // A list without a chosen line opens on its first one.
    return (given.length > 0 ? given : [...field.options].slice(0, 1)).every((option) => !option.selected);
  }
  if (!(field instanceof HTMLInputElement) || field.type === 'hidden') return false;
  if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked;
  return field.value !== field.defaultValue;
};

// On the document: a page that React takes over may draw its bar anew.
document.addEventListener('submit', (event) => {
  const own = event.target;
  if (!(own instanceof HTMLFormElement) || !own.matches('[data-keep-typed]')) return;
  const warning = own.querySelector<HTMLElement>('[role=alert]');
  const others = [...document.forms].filter((form) => form !== own);
  if (!warning?.hidden || !others.some((form) => [...form.elements].some(typedIn))) return;
  event.preventDefault();
  warning.hidden = false;
});
