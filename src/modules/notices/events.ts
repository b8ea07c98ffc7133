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

/**
 * The same for officers, by what they may do: whoever has the right today, at one agency or at all. Rooms know rights and no accounts; the
 * room of identity hears this and announces a notice for each account.
 */
export const officersWanted = defineEvent(
  'notices.officers-wanted@1',
  Type.Object({
    right: Type.String(),
    agencyId: Type.Optional(Type.String({ format: 'uuid' })),
    /** Only these, whatever they may do: whoever leads a unit is told of it by the post and not by a right. */
    officerIds: Type.Optional(Type.Array(Type.String({ format: 'uuid' }))),
    subject: BothLanguages,
    body: BothLanguages,
    link: Type.Optional(Type.String({ pattern: '^/([^/]|$)' })),
  }),
);
