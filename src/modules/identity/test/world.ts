import assert from 'node:assert/strict';
import { createEvidence, type Evidence } from '#modules/evidence/index.ts';
import { createClient, type NodeClient } from '#platform/client.ts';
import type { Clock } from '#platform/clock.ts';
import type { AnswerOf } from '#platform/operation.ts';
import type { PagesBuild } from '#platform/web/pages.ts';
import { startNode, type TestAnswer, type TestNode } from '#test/world/node.ts';
import { continueSignIn, prepareProof, signIn } from '../contract.ts';
import type { IdentityDeps } from '../deps.ts';
import { createIdentity, type Identity } from '../index.ts';
import { noPopulation } from './no-population.ts';

/** One agency, one officer, two citizens; the real room with the real evidence on a database of its own. */
export const agency = { id: '0199aaaa-0000-7000-8000-000000000001', name: 'Ủy ban nhân dân phường Đức Xuân' };
export const officerId = '0199aaaa-0000-7000-8000-000000000002';
export const appointment = {
  id: '0199aaaa-0000-7000-8000-000000000003',
  agencyId: agency.id,
  position: 'Công chức tư pháp – hộ tịch',
  rights: ['civil-status.register'],
};
export const officerName = 'Bế Văn Hậu';
export const ngoc = {
  personId: '0199aaaa-0000-7000-8000-00000000000a',
  personalId: '006198933952',
  name: 'Nông Thị Bích Ngọc',
  password: '123456',
};
export const officerPassword = '654321';

export interface IdentityWorld {
  node: TestNode;
  identity: Identity;
  evidence: Evidence;
  /** The posts that the officer holds; tests change them. */
  appointments: (typeof appointment)[];
  ngocAccount: string;
  officerAccount: string;
  close(): Promise<void>;
}

export async function startIdentity(
  options: { clock?: Clock; pages?: PagesBuild; env?: Record<string, string>; with?: Partial<IdentityDeps> } = {},
): Promise<IdentityWorld> {
  let identity: Identity | undefined;
  let evidence: Evidence | undefined;
  const world = { appointments: [appointment] };
  const node = await startNode({
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.pages ? { pages: options.pages } : {}),
    ...(options.env ? { env: options.env } : {}),
    build(deps) {
      evidence = createEvidence(deps);
      identity = createIdentity({
        ...deps,
        directory: {
          officersWith: async () => [],
          getOfficer: async () => ({ name: officerName }),
          getAgency: async () => agency,
          listAgencies: async () => [agency],
          listOfficers: async () => [
            { id: officerId, name: officerName, position: appointment.position, appointmentId: appointment.id },
          ],
          appointmentsOf: async () => world.appointments,
        },
        mandates: { standing: async () => undefined, capacitiesOf: async () => [] },
        population: noPopulation,
        evidence,
        demoCitizens: () => [{ name: ngoc.name, personalId: ngoc.personalId, about: 'sinh năm 1998' }],
        ...options.with,
      });
      return { rooms: [evidence, identity], sessions: identity.sessions };
    },
  });
  if (!identity || !evidence) throw new Error('The rooms were not built');
  const [ngocAccount = '', officerAccount = ''] = await identity.createAccounts([
    { name: ngoc.name, code: ngoc.password, citizen: { personId: ngoc.personId, personalId: ngoc.personalId } },
    { name: officerName, code: officerPassword, officer: { officerId }, phone: '0900000501' },
  ]);
  return Object.assign(world, { node, identity, evidence, ngocAccount, officerAccount, close: () => node.close() });
}

export type SignedIn = Extract<AnswerOf<typeof signIn>, { outcome: 'signed-in' }>;

/** What is known of a sign-in that is expected to need one proof only. */
export function signedIn(answer: TestAnswer<AnswerOf<typeof signIn>>): SignedIn {
  assert.ok(answer.ok, answer.ok ? '' : answer.problem.code);
  assert.equal(answer.answer.outcome, 'signed-in');
  return answer.answer as SignedIn;
}

export interface Typed {
  personalId?: string;
  officerId?: string;
  appointmentId?: string;
  code: string;
}

/** Signs in with a password and, where a second step is asked for, with the code that was sent to the phone. */
export async function enter(
  node: TestNode,
  { code, ...who }: Typed,
  client: NodeClient = createClient(node.url),
  extra: { browser?: boolean; level?: 1 | 2 | 3 | 4 } = {},
): Promise<TestAnswer<AnswerOf<typeof signIn>>> {
  const first = await client.call(signIn, { body: { ...who, ...extra, proof: { kind: 'password', password: code } } });
  if (!first.ok || first.answer.outcome !== 'more') return first;
  const { flow } = first.answer;
  const asked = await client.call(prepareProof, { body: { flow, kind: 'sms-code' } });
  if (!asked.ok) return asked;
  return client.call(continueSignIn, { body: { flow, proof: { kind: 'sms-code', code: await lastCode(node) } } });
}

/** The code of the message that was sent last. */
export async function lastCode(node: TestNode): Promise<string> {
  const { rows } = await node.database.pool.query<{ body: string }>(
    'select body from identity.demo_message order by at desc, id desc limit 1',
  );
  return /\b\d{6}\b/.exec(rows[0]?.body ?? '')?.[0] ?? '';
}

export const bearer = (node: TestNode, token: string): NodeClient =>
  createClient(node.url, () => ({ authorization: `Bearer ${token}` }));
