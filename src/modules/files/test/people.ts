import type { Actor, CitizenActor, OfficerActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import type { TestNode } from '#test/world/node.ts';

export function citizenOf(name: string): CitizenActor {
  return { kind: 'citizen', accountId: newId(), personId: newId(), name };
}

export function officerOf(name: string, agencyId = newId()): OfficerActor {
  return {
    kind: 'officer',
    accountId: newId(),
    officerId: newId(),
    agencyId,
    name,
    position: 'Công chức tư pháp - hộ tịch',
    rights: ['counter.accept'],
  };
}

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

/** Begins a resumable upload; answers the response as it came. */
export function begin(
  node: TestNode,
  actor: Actor,
  { name, length, purpose }: { name: string; length: number | string; purpose?: string },
): Promise<Response> {
  return node.fetch('/api/files/uploads', {
    method: 'POST',
    actor,
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(length),
      'upload-metadata': `filename ${base64(name)}${purpose ? `,purpose ${base64(purpose)}` : ''}`,
    },
  });
}

/** Sends bytes from an offset on. */
export function send(node: TestNode, actor: Actor, location: string, offset: number, bytes: Buffer): Promise<Response> {
  return node.fetch(location, {
    method: 'PATCH',
    actor,
    headers: {
      'tus-resumable': '1.0.0',
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(bytes),
  });
}

/** How far an upload is, in bytes, or the status when it is refused. */
export async function offsetOf(node: TestNode, actor: Actor, location: string): Promise<number | string> {
  const response = await node.fetch(location, { method: 'HEAD', actor, headers: { 'tus-resumable': '1.0.0' } });
  return response.ok ? Number(response.headers.get('upload-offset')) : `status ${response.status}`;
}

/** The path that a creation answered. */
export function locationOf(response: Response): string {
  const location = response.headers.get('location');
  if (!location) throw new Error(`No location: ${response.status}`);
  return location;
}

/** Sends a file as a form, as a page without JavaScript would. */
export function sendForm(
  node: TestNode,
  actor: Actor | undefined,
  files: { name: string; bytes: Buffer }[],
): Promise<Response> {
  const form = new FormData();
  for (const { name, bytes } of files) form.append('tep', new Blob([new Uint8Array(bytes)]), name);
  return node.fetch('/api/files/form', { method: 'POST', body: form, ...(actor ? { actor } : {}) });
}
