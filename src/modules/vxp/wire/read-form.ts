import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import { PassThrough, type Readable } from 'node:stream';
import { edxmlProblem } from '#modules/edxml/index.ts';
import type { OnTheWire } from '../send-packet.ts';
import { vxpProblem } from '../errors.ts';

/** The provincial way: a multipart form with the packet in `edocFile`, streamed on as it comes, and fields beside it. */
export function packetOfForm(body: Readable, contentType: string): { packet: Readable; said(): OnTheWire } {
  const packet = new PassThrough();
  const fields: Record<string, string> = {};
  let found = false;
  let reader;
  try {
    const headers: BusboyHeaders = { 'content-type': contentType };
    reader = new Busboy({ headers, limits: { fields: 20, fieldSize: 64 * 1024, files: 1, headerPairs: 20 } });
  } catch {
    throw vxpProblem('header-missing', { params: { header: 'content-type' } });
  }
  reader.on('field', (name, value) => {
    fields[name] = value;
  });
  reader.on('file', (_field, file) => {
    found = true;
    file.pipe(packet, { end: false });
  });
  reader.on('finish', () => {
    if (found) packet.end();
    else packet.destroy(vxpProblem('header-missing', { params: { header: 'edocFile' } }));
  });
  const broken = () => packet.destroy(edxmlProblem('truncated'));
  reader.on('error', broken);
  body.on('error', broken);
  body.pipe(reader);
  return { packet, said: () => (fields['messageType'] ? { messageType: fields['messageType'] } : {}) };
}
