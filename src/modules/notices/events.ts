import { Type } from 'typebox';
import { BothLanguages, defineEvent } from '#platform/events.ts';

/**
 * Any room announces this, in its own transaction, when a person is to be told something. This room hears it and
 * writes it into the person's inbox; by mail goes only that there is something to read.
 */
export const noticeWanted = defineEvent(
  'notices.notice-wanted@1',
  Type.Object({
    accountId: Type.String(),
    /** One line, without a full stop. */
    subject: BothLanguages,
    /** Plain text; a blank line parts paragraphs. */
    body: BothLanguages,
    /** A path of this node, e.g. '/cua-toi/ho-so/<id>'. */
    link: Type.Optional(Type.String({ pattern: '^/([^/]|$)' })),
  }),
);
