export { edxmlProblem } from './errors.ts';
export { packetLimits, type PacketLimits } from './limits.ts';
export { STANDARD_NAMESPACE } from './names.ts';
export {
  statusCodes,
  type AttachmentFacts,
  type Business,
  type BusinessKind,
  type DocumentFacts,
  type DocumentReference,
  type Organ,
  type Staff,
  type StatusCode,
  type StatusFacts,
  type Variant,
} from './packet/types.ts';
export { readPacket, type ReadAttachment, type ReadDocument, type ReadStatus } from './read-packet.ts';
export type { XmlIdentity } from './signature/sign.ts';
export type { Trust } from './signature/trust.ts';
export type { SignatureFinding, SignatureState } from './signature/verify.ts';
export { writeInParts, type PacketParts } from './write-in-parts.ts';
export { writeDocument, writeStatus, type Signing, type WrittenAttachment } from './write-packet.ts';
export { bytesSource, fileSource, type Source } from './xml/source.ts';
export { sweepSpooled } from './zip/sweep.ts';
export { spool, type Spooled } from './zip/spool.ts';
