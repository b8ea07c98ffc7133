import { accountOf } from '#platform/access.ts';
import { platformProblem } from '#platform/problem.ts';
import { serve, type Served } from '#platform/operation.ts';
import { changePassword } from './change-password.ts';
import { listDemoMessages } from './channels/list-demo-messages.ts';
import { addContact } from './contacts/add-contact.ts';
import { confirmContact } from './contacts/confirm-contact.ts';
import { listContacts } from './contacts/list-contacts.ts';
import { removeContact } from './contacts/remove-contact.ts';
import * as contacts from './contract/contacts.ts';
import * as factors from './contract/factors.ts';
import type { IdentityDeps } from './deps.ts';
import { getSecurity } from './get-security.ts';
import { addPasskey } from './passkeys/add-passkey.ts';
import { beginPasskey } from './passkeys/begin-passkey.ts';
import { removePasskey, renamePasskey } from './passkeys/change-passkey.ts';
import { makeRecoveryCodes } from './recovery/make-codes.ts';
import { beginTotp } from './totp/begin-totp.ts';
import { confirmTotp } from './totp/confirm-totp.ts';
import { removeTotp } from './totp/remove-totp.ts';
import { forgetTrustedDevice, trustDevice } from './trusted/trusted-devices.ts';

/** The owner's own acts on what the account is entered with. */
export function factorRoutes(deps: IdentityDeps): Served[] {
  return [
    serve(contacts.listContacts, (_input, { actor }) => listContacts(deps, accountOf(actor) ?? '')),
    serve(contacts.addContact, ({ body }, context) => addContact(deps, body, context)),
    serve(contacts.confirmContact, ({ params, body }, context) => confirmContact(deps, { params, body }, context)),
    serve(contacts.removeContact, ({ params }, context) => removeContact(deps, params.contactId, context)),
    serve(contacts.listDemoMessages, () => listDemoMessages(deps)),
    serve(factors.getSecurity, (_input, context) => getSecurity(deps, context)),
    serve(factors.changePassword, ({ body }, context) => {
      const { actor, source = 'local', locale, device, userAgent } = context;
      if (actor.kind !== 'citizen' && actor.kind !== 'officer') throw platformProblem('not-signed-in');
      return changePassword(deps, actor, body, { source, locale, device, userAgent });
    }),
    serve(factors.beginPasskey, (_input, context) => beginPasskey(deps, context)),
    serve(factors.addPasskey, ({ body }, context) => addPasskey(deps, body, context)),
    serve(factors.renamePasskey, ({ params, body }, context) => renamePasskey(deps, { ...params, ...body }, context)),
    serve(factors.removePasskey, ({ params }, context) => removePasskey(deps, params.passkeyId, context)),
    serve(factors.beginTotp, ({ body }, context) => beginTotp(deps, body, context)),
    serve(factors.confirmTotp, ({ body }, context) => confirmTotp(deps, body, context)),
    serve(factors.removeTotp, (_input, context) => removeTotp(deps, context)),
    serve(factors.makeRecoveryCodes, (_input, context) => makeRecoveryCodes(deps, context)),
    serve(factors.trustDevice, (_input, context) => trustDevice(deps, context)),
    serve(factors.forgetTrustedDevice, ({ params }, context) => forgetTrustedDevice(deps, params.deviceId, context)),
  ];
}
