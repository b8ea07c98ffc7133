import { createContext, use, useState, type ComponentProps } from 'react';
import { POST_FIELD } from './read-staff-form.ts';

/** The post of the session in which the page was opened; empty for citizens. The root of all pages provides it, so that no page can forget. */
export const PostContext = createContext('');

/**
 * A form by which an officer acts. It remembers in which post it was opened: another tab may have changed the session's post since, and
 * nobody acts in a post unseen. `readStaffForm` of the page's action compares.
 */
export function StaffForm({ children, ...form }: Omit<ComponentProps<'form'>, 'method'>) {
  // A page that updates itself shows the new post in its bar; a form that is half filled in still belongs to the post of before.
  const [opened] = useState(use(PostContext));
  return (
    <form method="post" noValidate {...form}>
      {opened === '' ? null : <input type="hidden" name={POST_FIELD} value={opened} />}
      {children}
    </form>
  );
}
