import { createContext, use, type FormEvent, useState } from 'react';
import { frameLinks } from './links.ts';
import type { Locale } from '../text/language.ts';
import { frameWords } from './words.ts';

export interface OtherPost {
  appointmentId: string;
  position: string;
  agencyName: string;
}

/** The posts that the officer holds beside the one of the session. The root of all pages provides them, so that no page can forget. */
export const OtherPostsContext = createContext<readonly OtherPost[]>([]);

/**
 * Changes to another post in one step, in the bar of every staff page. Whoever has typed something that is not saved is stopped once and told;
 * where a page runs no script, the same sentence stands above the choice.
 */
export function OtherPosts({ locale }: { locale: Locale }) {
  const posts = use(OtherPostsContext);
  const t = frameWords[locale];
  const [warned, setWarned] = useState(false);
  if (posts.length === 0) return null;
  const stopOnce = (event: FormEvent<HTMLFormElement>): void => {
    if (warned || !somethingTyped(event.currentTarget)) return;
    event.preventDefault();
    setWarned(true);
  };
  return (
    <details className="lt-staff-bar__posts">
      <summary>{t.otherPosts}</summary>
      <form method="post" action={frameLinks.changePost} onSubmit={stopOnce}>
        {warned ? <p role="alert">{t.typedNotSaved}</p> : <p>{t.postNote}</p>}
        {posts.map((post) => (
          <button
            key={post.appointmentId}
            className="lt-staff-bar__button"
            type="submit"
            name="vi-tri"
            value={post.appointmentId}
          >
            {post.position} · {post.agencyName}
          </button>
        ))}
      </form>
    </details>
  );
}

/** Whether any field outside of this form differs from what the server sent. */
function somethingTyped(own: HTMLFormElement): boolean {
  return [...document.forms].some(
    (form) =>
      form !== own &&
      [...form.elements].some((field) => {
        if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
        if (field instanceof HTMLSelectElement)
          return [...field.options].some((option) => option.selected !== option.defaultSelected && field.value !== '');
        if (!(field instanceof HTMLInputElement) || field.type === 'hidden') return false;
        if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked;
        return field.value !== field.defaultValue;
      }),
  );
}
