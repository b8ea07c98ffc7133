import { StaffForm, Button, TextField } from '#ui/index.ts';

/** Posted: the name of a child must not stand in an address. */
export function BookSearch({ action, label, value, button }: Record<'action' | 'label' | 'value' | 'button', string>) {
  return (
    <StaffForm action={action} role="search">
      <TextField name="q" label={label} value={value} maxLength={200} autoComplete="off" />
      <Button>{button}</Button>
    </StaffForm>
  );
}

/** The next page of what was found: the search again, from where this page ends. */
export function MoreFound({ action, q, after, button }: Record<'action' | 'q' | 'after' | 'button', string>) {
  return (
    <StaffForm action={action}>
      <input type="hidden" name="q" value={q} />
      <input type="hidden" name="sau" value={after} />
      <Button look="secondary">{button}</Button>
    </StaffForm>
  );
}
