import { createContext, use } from 'react';
import type { Locale } from '../text/language.ts';
import keepTypedAddress from './enhance/keep-typed.client.ts?worker&url';
import { frameLinks } from './links.ts';
import { frameWords } from './words.ts';

export interface OtherPost {
  appointmentId: string;
  position: string;
  agencyName: string;
}

/** The posts that the officer holds beside the one of the session. The root of all pages provides them, so that no page can forget. */
export const OtherPostsContext = createContext<readonly OtherPost[]>([]);

/** Changes to another post in one step, in the bar of every staff page; nothing where somebody holds one post, as almost everybody does. */
export function OtherPosts({ locale }: { locale: Locale }) {
  const posts = use(OtherPostsContext);
  const t = frameWords[locale];
  if (posts.length === 0) return null;
  return (
    <details className="lt-staff-bar__posts">
      <summary>{t.otherPosts}</summary>
      <form method="post" action={frameLinks.changePost} data-keep-typed>
        <p>{t.postNote}</p>
        <p role="alert" hidden>
          <strong>{t.typedNotSaved}</strong>
        </p>
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
      <script type="module" src={keepTypedAddress} async />
    </details>
  );
}
