import { createHash } from 'node:crypto';
import { fileSource, readPacket, type Spooled } from '#modules/edxml/index.ts';
import type { ProgramActor } from '#platform/access.ts';
import type { VxpDeps } from './deps.ts';
import { vxpProblem } from './errors.ts';
import { checkSigner } from './packets/check-signer.ts';
import { sendDocument } from './send-document.ts';
import { takeStatus } from './take-status.ts';

/** What a client said of a packet on the wire, beside the packet. */
export interface OnTheWire {
  from?: string;
  to?: readonly string[];
  messageType?: string;
  /** Hex. */
  sha256?: string;
}

/**
 * Takes a packet that lies on the disk: reads it, sees that the system speaks for its sender and that the sender signed it, and hands it on.
 * @returns the DocId; the same packet again answers the first one
 * @throws edxml.*, vxp.*, systems.not-in-its-name, exchange.*, files.*
 */
export async function sendPacket(
  deps: VxpDeps,
  spooled: Spooled,
  wire: OnTheWire,
  caller: ProgramActor,
): Promise<string> {
  if (wire.sha256 !== undefined && wire.sha256 !== spooled.sha256)
    throw vxpProblem('headers-differ', { params: { header: 'sha256' } });
  const packet = await readPacket(fileSource(spooled.path, spooled.bytes), { fileBytes: deps.files.axis.maxBytes });
  const type = wire.messageType?.toLowerCase();
  if (type !== undefined && (type === 'status') !== (packet.kind === 'status'))
    throw vxpProblem('headers-differ', { params: { header: 'messagetype' } });
  const code = packet.facts.from.id;
  const actor = await inTheNameOf(deps, caller, code);
  if (wire.from !== undefined && (await deps.directory.findAgencyByCode(wire.from))?.id !== actor.agencyId)
    throw vxpProblem('headers-differ', { params: { header: 'from' } });
  const signature = await checkSigner(deps, packet, actor.agencyId);
  if (packet.kind === 'status') {
    requireRight(actor, packet.facts.code === '13' ? 'exchange.send' : 'exchange.receive');
    return takeStatus(deps, packet.facts, { sha256: spooled.sha256, signature }, actor);
  }
  requireRight(actor, 'exchange.send');
  const to = receiversOf(
    packet.facts.to.map(({ id }) => id),
    wire.to,
  );
  // The same packet to others is another consignment; to the same it is the same.
  const receivers = createHash('sha256').update(to.toSorted().join('\n')).digest('hex').slice(0, 12);
  const key = `vxp:${spooled.sha256}:${receivers}`;
  return sendDocument(deps, packet, { key, to, sha256: spooled.sha256, signature }, actor);
}

/** The agency that is named, if the system may speak in its name. @throws vxp.sender-differs */
export async function inTheNameOf(
  { systems }: Pick<VxpDeps, 'systems'>,
  caller: ProgramActor,
  code: string,
): Promise<ProgramActor> {
  const actor = await systems.programOf(caller.systemId, code).catch(() => undefined);
  if (!actor) throw vxpProblem('sender-differs', { params: { code } });
  return actor;
}

/** Those on the wire, who must be in the packet; all in the packet where the wire names none. */
function receiversOf(inPacket: readonly string[], onWire: readonly string[] | undefined): string[] {
  if (!onWire || onWire.length === 0) return [...new Set(inPacket)];
  if (onWire.some((code) => !inPacket.includes(code))) throw vxpProblem('headers-differ', { params: { header: 'to' } });
  return [...new Set(onWire)];
}

export function requireRight(actor: ProgramActor, right: 'exchange.send' | 'exchange.receive'): void {
  if (!actor.rights.includes(right)) throw vxpProblem('right-missing', { params: { right } });
}
