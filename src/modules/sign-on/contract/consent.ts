import { Type } from 'typebox';
import { signedIn } from '#platform/access.ts';
import { operation } from '#platform/operation.ts';

const Said = Type.Object({ vi: Type.String(), en: Type.String() });
/** Sealed by the node for one session and one way through the sign-on. */
const Ticket = Type.String({ minLength: 1, maxLength: 16_384 });

export const readConsentQuestion = operation({
  id: 'sign-on.read-consent-question',
  // POST although it reads: the ticket is long, and of no use in a log of addresses.
  method: 'POST',
  path: '/sign-on/consents/question',
  summary: 'Ứng dụng nào xin đăng nhập và xin biết những gì',
  access: signedIn(),
  body: Type.Object({ ticket: Ticket }, { additionalProperties: false }),
  answer: Type.Object({
    client: Type.Object({
      name: Said,
      about: Said,
      purpose: Said,
      agencyName: Type.String(),
      mode: Type.Union([Type.Literal('test'), Type.Literal('live')]),
    }),
    /** What the client will come to know. */
    items: Type.Array(Type.Object({ what: Said, why: Type.Optional(Type.String()) })),
    /** Whether it may read this again for 30 days without the person. */
    lasting: Type.Boolean(),
    actingFor: Type.Optional(Type.String({ description: 'Name of the person or body in whose name' })),
    /** Whether the person may go to another capacity here. */
    mayActFor: Type.Boolean(),
    stopped: Type.Optional(Type.Enum(['level', 'tester', 'capacity'])),
    level: Type.Optional(Type.Integer()),
    /** The page's form leads there in the end. */
    redirectUri: Type.String(),
    /** Where the interaction goes on after another capacity was chosen. */
    again: Type.String(),
  }),
  problems: ['sign-on.ticket-over'],
});

export const decideConsent = operation({
  id: 'sign-on.decide-consent',
  method: 'POST',
  path: '/sign-on/consents',
  summary: 'Cho phép hoặc không cho phép ứng dụng',
  access: signedIn(),
  body: Type.Object({ ticket: Ticket, allow: Type.Boolean() }, { additionalProperties: false }),
  answer: Type.Object({ next: Type.String({ description: 'Path where the browser goes on' }) }),
  problems: ['sign-on.ticket-over'],
});

export const readSignOutQuestion = operation({
  id: 'sign-on.read-sign-out-question',
  method: 'POST',
  path: '/sign-on/sign-out-question',
  summary: 'Ứng dụng nào xin đăng xuất ông/bà',
  access: signedIn(),
  body: Type.Object({ ticket: Ticket }, { additionalProperties: false }),
  answer: Type.Object({
    client: Type.Optional(Said),
    /** What the form sends along, so that no other site can sign somebody out. */
    proof: Type.String(),
    backTo: Type.Optional(Type.String()),
  }),
  problems: ['sign-on.ticket-over'],
});
