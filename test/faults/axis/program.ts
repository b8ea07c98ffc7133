import { createHash, generateKeyPairSync } from 'node:crypto';
import pg from 'pg';
import { clientOver, type Answered } from '#platform/client.ts';
import type { Clock } from '#platform/clock.ts';
import { newId } from '#platform/id.ts';
import type { AnswerOf, CallInput, Operation } from '#platform/operation.ts';
import { signRequest } from '#platform/web/message-signatures.ts';
import { ownerOf } from '../embedded-node.ts';

/** A program of an agency that signs what it asks, and waits no longer than it should. */
export interface Program {
  systemId: string;
  agencyId: string;
  /** @throws where no answer comes: nobody knows then whether it was done */
  ask<O extends Operation>(operation: O, input: CallInput<O>): Promise<Answered<AnswerOf<O>>>;
}

const PATIENCE_MS = 4000;

/** Entered as its registration would leave it. */
export async function newProgram(
  dataDir: string,
  agencyId: string,
  /** As the node knows itself, and as it is reached: by a line that may be cut. */
  { publicUrl, through, clock }: { publicUrl: string; through: string; clock: Clock },
): Promise<Program> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const [systemId, keyId] = [newId(), newId()];
  const client = new pg.Client(ownerOf(dataDir));
  await client.connect();
  await client.query(
    `insert into systems.system (id, agency_id, name, contact_name, contact_email, rights, state, registered_at, changed_at)
     values ($1, $2, 'Hệ thống của phép thử', 'Văn thư', 'van-thu@example.gov.vn', '{exchange.send,exchange.receive}', 'active', now(), now())`,
    [systemId, agencyId],
  );
  await client.query(
    `insert into systems.key (id, system_id, label, public_key, thumbprint, added_at) values ($1, $2, 'faults', $3, $4, now())`,
    [keyId, systemId, der, createHash('sha256').update(der).digest()],
  );
  await client.end();
  const asking = clientOver(async (path, { method = 'GET', body } = {}) => {
    const text = typeof body === 'string' ? body : undefined;
    const headers = await signRequest({
      method,
      url: `${publicUrl}${path}`,
      ...(text === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: text }),
      keyId: `sys:${keyId}`,
      privateKey,
      created: clock.now(),
    });
    return fetch(`${through}${path}`, {
      method,
      headers,
      ...(text === undefined ? {} : { body: text }),
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: 'manual',
    });
  });
  return { systemId, agencyId, ask: (operation, input) => asking.call(operation, input) };
}
