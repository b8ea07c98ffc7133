import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { addKey, registerSystem, type SystemFacts } from '#modules/systems/contract.ts';
import type { Actor } from '#platform/access.ts';
import { clientOver, type Answered } from '#platform/client.ts';
import type { AnswerOf, CallInput, Operation } from '#platform/operation.ts';
import { signRequest } from '#platform/web/message-signatures.ts';
import type { TestNode } from '#test/world/node.ts';

export type Init = { method?: string; headers?: Record<string, string>; body?: string | Buffer };
export type Signing = { keyid?: string; privateKey?: KeyObject; created?: Date };

interface Named {
  systemId: string;
  keyId: string;
  keyid: string;
  privateKey: KeyObject;
}

/** A program with a key of its own that signs what it asks, as a real one does. */
export interface Program extends Named {
  call<O extends Operation>(operation: O, input: CallInput<O>, as?: Signing): Promise<Answered<AnswerOf<O>>>;
  fetch(path: string, init?: Init, as?: Signing): Promise<Response>;
  sign(path: string, init?: Init, as?: Signing): Promise<Record<string, string>>;
}

export const facts: SystemFacts = {
  name: 'Phần mềm quản lý văn bản',
  contactName: 'Hoàng Thị Hường',
  contactEmail: 'huong@ducxuan.example.gov.vn',
  rights: ['exchange.send', 'exchange.receive'],
  speaksFor: [],
};

export function newKeyPair(): { privateKey: KeyObject; publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return { privateKey, publicKey: publicKey.export({ type: 'spki', format: 'pem' }) as string };
}

/** Registers a system and its key as the officer would, over HTTP. */
export async function newProgram(node: TestNode, officer: Actor, more: Partial<SystemFacts> = {}): Promise<Program> {
  const registered = await node.call(registerSystem, { body: { ...facts, ...more } }, officer);
  assert.ok(registered.ok, JSON.stringify(registered.ok || registered.problem));
  const { systemId } = registered.answer;
  const pair = newKeyPair();
  const added = await node.call(
    addKey,
    { params: { systemId }, body: { label: 'Máy chủ 1', publicKey: pair.publicKey } },
    officer,
  );
  assert.ok(added.ok, JSON.stringify(added.ok || added.problem));
  return programAt(node, { systemId, ...added.answer, privateKey: pair.privateKey });
}

export function programAt(node: TestNode, { systemId, keyId, keyid, privateKey }: Named): Program {
  const sign: Program['sign'] = async (path, { method = 'GET', headers = {}, body } = {}, as = {}) =>
    signRequest({
      method,
      url: `${node.config.publicUrl}${path}`,
      headers,
      ...(body === undefined ? {} : { body }),
      keyId: as.keyid ?? keyid,
      privateKey: as.privateKey ?? privateKey,
      created: as.created ?? node.deps.clock.now(),
    });
  const send: Program['fetch'] = async (path, init = {}, as = {}) => {
    const { method = 'GET', body } = init;
    return fetch(`${node.url}${path}`, {
      method,
      headers: await sign(path, init, as),
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
      redirect: 'manual',
    });
  };
  return {
    systemId,
    keyId,
    keyid,
    privateKey,
    sign,
    fetch: send,
    call: (operation, input, as) =>
      clientOver((path, { method = 'GET', body } = {}) =>
        send(
          path,
          { method, ...(typeof body === 'string' ? { body, headers: { 'content-type': 'application/json' } } : {}) },
          as,
        ),
      ).call(operation, input),
  };
}
