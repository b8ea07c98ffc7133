import { accountOf } from '#platform/access.ts';
import { serve, type Served } from '#platform/operation.ts';
import { listDemoMessages } from './channels/list-demo-messages.ts';
import { addContact } from './contacts/add-contact.ts';
import { confirmContact } from './contacts/confirm-contact.ts';
import { listContacts } from './contacts/list-contacts.ts';
import { removeContact } from './contacts/remove-contact.ts';
import * as contacts from './contract/contacts.ts';
import type { IdentityDeps } from './deps.ts';

/** The owner's own acts on what the account is entered with. */
export function factorRoutes(deps: IdentityDeps): Served[] {
  return [
    serve(contacts.listContacts, (_input, { actor }) => listContacts(deps, accountOf(actor) ?? '')),
    serve(contacts.addContact, ({ body }, context) => addContact(deps, body, context)),
    serve(contacts.confirmContact, ({ params, body }, context) => confirmContact(deps, { params, body }, context)),
    serve(contacts.removeContact, ({ params }, context) => removeContact(deps, params.contactId, context)),
    serve(contacts.listDemoMessages, () => listDemoMessages(deps)),
  ];
}
