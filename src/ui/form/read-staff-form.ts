export const POST_FIELD = 'o-vi-tri';

/** What the api of a page is told about the form that was sent. */
interface ToldOfPost {
  openedIn(postId: string): void;
}

/** Reads what a `StaffForm` sent. When it was opened in another post, whatever the action then asks of the rooms is refused with that reason. */
export async function readStaffForm(api: ToldOfPost, request: Request): Promise<FormData> {
  const form = await request.formData();
  const opened = form.get(POST_FIELD);
  form.delete(POST_FIELD);
  if (typeof opened === 'string') api.openedIn(opened);
  return form;
}

/** The same where the form was read as a stream, with its files. */
export function takePostMark(api: ToldOfPost, fields: Record<string, string>): void {
  const opened = fields[POST_FIELD];
  delete fields[POST_FIELD];
  if (opened !== undefined) api.openedIn(opened);
}
