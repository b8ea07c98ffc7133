import type { Transaction } from 'kysely';
import { appointmentEnded } from '#modules/directory/events.ts';
import { personDied } from '#modules/population/events.ts';
import { listen, type Listener } from '#platform/events.ts';
import type { IdentityDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import { closeOfDead } from './close-account.ts';
import { endPost } from './end-post.ts';

export const closingListeners = (deps: IdentityDeps): Listener[] => [
  listen(appointmentEnded, 'identity.end-post', (event, { trx }) =>
    endPost(deps, trx as Transaction<Tables>, event.payload),
  ),
  listen(personDied, 'identity.close-of-dead', (event, { trx }) =>
    closeOfDead(deps, trx as Transaction<Tables>, event.payload.personId, {
      kind: 'system',
      name: 'identity.close-of-dead',
    }),
  ),
];
