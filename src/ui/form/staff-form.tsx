import { createContext, use, useState, type ComponentProps } from 'react';

const FIELD = 'o-vi-tri';

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
      {opened === '' ? null : <input type="hidden" name={FIELD} value={opened} />}
      {children}
    </form>
  );
}

/** What the api of a page is told about the form that was sent. */
interface ToldOfPost {
  openedIn(postId: string): void;
}

/** Reads what a `StaffForm` sent. When it was opened in another post, whatever the action then asks of the rooms is refused with that reason. */
export async function readStaffForm(api: ToldOfPost, request: Request): Promise<FormData> {
  const form = await request.formData();
  const opened = form.get(FIELD);
  form.delete(FIELD);
  if (typeof opened === 'string') api.openedIn(opened);
  return form;
}

/** The same where the form was read as a stream, with its files. */
export function takePostMark(api: ToldOfPost, fields: Record<string, string>): void {
  const opened = fields[FIELD];
  delete fields[FIELD];
  if (opened !== undefined) api.openedIn(opened);
}
