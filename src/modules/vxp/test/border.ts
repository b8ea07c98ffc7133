import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { bytesSource, readPacket, writeDocument, writeStatus, type DocumentFacts, type ReadDocument, type StatusFacts } from '#modules/edxml/index.ts'; // prettier-ignore
import { attachment, collect, letterFacts } from '#modules/edxml/test/samples.ts';
import type { AgencyFacts } from '#modules/exchange/index.ts';
import { setMailbox } from '#modules/exchange/contract.ts';
import { agencies, directory, officerOf, openAxis, type Axis } from '#modules/exchange/test/axis.ts';
import { renewSecret } from '#modules/systems/contract.ts';
import { newProgram } from '#modules/systems/test/program.ts';
import { createVxp } from '../index.ts';

export interface Said {
  status: 'OK' | 'FAIL';
  ErrorCode: string;
  ErrorDesc: string;
  DocId?: string;
  data?: unknown;
  count?: number;
}

/** A client of the older axis, as agencies run them: it knows its id, its secret and the address. */
export interface Client {
  agency: AgencyFacts;
  systemId: string;
  secret: string;
  call(method: 'GET' | 'POST', path: string, headers?: Record<string, string>, body?: Uint8Array): Promise<Said>;
  fetch(method: 'GET' | 'POST', path: string, headers?: Record<string, string>): Promise<Response>;
  send(packet: Buffer, headers?: Record<string, string>): Promise<Said>;
  list(
    type?: 'edoc' | 'status',
    headers?: Record<string, string>,
  ): Promise<{ docId: string; from: string; to: string }[]>;
  get(docId: string): Promise<Buffer>;
  done(docId: string, status?: 'done' | 'fail'): Promise<Said>;
}

export interface Border {
  axis: Axis;
  client(agency: AgencyFacts, options?: { pulls?: boolean }): Promise<Client>;
  /** A document packet signed by an agency of this installation; the ward unless told otherwise. */
  document(more?: Partial<DocumentFacts>, options?: { signer?: AgencyFacts; files?: Record<string, Buffer> }): Promise<Buffer>; // prettier-ignore
  status(facts: Partial<StatusFacts> & Pick<StatusFacts, 'code' | 'about'>, by: AgencyFacts): Promise<Buffer>;
}

/** @param trustedRoots PEM of other authorities, as the operator would name them */
export async function openBorder(trustedRoots: readonly string[] = []): Promise<Border> {
  const axis = await openAxis(undefined, {
    onTop: (deps, doors) => [
      createVxp({ ...deps, ...doors, directory, config: { ...deps.config, vxp: { trustedRoots } } }),
    ],
  });
  const at = () => axis.clock.now();
  const sign = async (agency: AgencyFacts) => ({ identity: await axis.signing.xmlIdentity(agency), at: at() });
  return {
    axis,
    async client(agency, { pulls = true } = {}) {
      const manager = officerOf(agency, 'Quản trị', ['systems.manage']);
      const operator = officerOf(agency, 'Vận hành');
      const { systemId } = await newProgram(axis.node, manager);
      const renewed = await axis.node.call(renewSecret, { params: { systemId } }, manager);
      assert.ok(renewed.ok);
      if (pulls) assert.ok((await axis.node.call(setMailbox, { body: { mode: 'pull' } }, operator)).ok);
      return clientAt(axis, agency, systemId, renewed.answer.secret);
    },
    async document(more = {}, { signer = agencies.ducXuan, files = {} } = {}) {
      const attached = Object.entries(files).map(([name, bytes], index) => attachment(name, bytes, `tep-${index}`));
      return collect(await writeDocument(letterFacts(more), attached, await sign(signer)));
    },
    async status(facts, by) {
      const whole = { from: { id: by.code, name: by.name }, at: at().toISOString(), ...facts };
      return collect(await writeStatus(whole, await sign(by)));
    },
  };
}

function clientAt(axis: Axis, agency: AgencyFacts, systemId: string, secret: string): Client {
  const fetchAs: Client['fetch'] = (method, path, headers = {}) =>
    fetch(`${axis.node.url}/vxp${path}`, { method, headers: { 'X-SystemId': systemId, 'X-SecretKey': secret, ...headers } }); // prettier-ignore
  const call: Client['call'] = async (method, path, headers = {}, body) => {
    const response = await fetch(`${axis.node.url}/vxp${path}`, {
      method,
      headers: { 'X-SystemId': systemId, 'X-SecretKey': secret, ...headers },
      ...(body ? { body: new Uint8Array(body) } : {}),
    });
    assert.equal(response.status, 200, `${path} ${response.status}`);
    return (await response.json()) as Said;
  };
  return {
    agency,
    systemId,
    secret,
    call,
    fetch: fetchAs,
    send: (packet, headers = {}) =>
      call(
        'POST',
        '/sendEdoc',
        {
          'content-type': 'application/octet-stream',
          servicetype: 'eDoc',
          messagetype: 'edoc',
          sha256: createHash('sha256').update(packet).digest('hex'),
          ...headers,
        },
        packet,
      ),
    async list(type = 'edoc', headers = {}) {
      const said = await call('POST', '/getReceivedEdocList', { servicetype: 'eDoc', messagetype: type, ...headers });
      assert.equal(said.status, 'OK', said.ErrorDesc);
      return said.data as { docId: string; from: string; to: string }[];
    },
    async get(docId) {
      const said = await call('POST', '/getEdoc', { docId });
      assert.equal(said.status, 'OK', said.ErrorDesc);
      return Buffer.from(said.data as string, 'base64');
    },
    done: (docId, status = 'done') => call('POST', '/updateStatus', { docid: docId, status }),
  };
}

/** Our code in a refusal, 'OK' where it is none. */
export const codeOf = (said: Said): string => (said.status === 'OK' ? 'OK' : (/\[([^\]]+)\]$/.exec(said.ErrorDesc)?.[1] ?? said.ErrorDesc)); // prettier-ignore

export async function read(packet: Buffer) {
  return readPacket(bytesSource(packet));
}

export async function readDocument(packet: Buffer): Promise<ReadDocument> {
  const found = await read(packet);
  assert.equal(found.kind, 'document');
  return found as ReadDocument;
}

export async function filesIn(packet: ReadDocument): Promise<Record<string, Buffer>> {
  const found: Record<string, Buffer> = {};
  for (const one of packet.attachments) {
    const opened = await one.open();
    found[one.name] = await collect(opened.stream);
    await opened.close();
  }
  return found;
}
