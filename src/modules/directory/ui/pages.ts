import { page } from '#platform/web/page.ts';

export const pages = [
  page('dia-ban', 'modules/directory/ui/trace-unit.tsx'),
  page('can-bo/to-chuc', 'modules/directory/ui/posts/posts.tsx'),
  page('can-bo/to-chuc/:postId', 'modules/directory/ui/posts/post.tsx'),
];
