/** How much of a packet is read before it is refused. */
export interface PacketLimits {
  /** Everything but the payloads, in bytes: 10,000 receivers with all eight facts are 8 MB. */
  markupBytes: number;
  depth: number;
  elements: number;
  /** Of one element. */
  attributes: number;
  /** One attached file, inflated. */
  fileBytes: number;
  /** Inflated over compressed. Text of zeros deflates about a thousandfold; office papers below twenty. */
  ratio: number;
  attachments: number;
}

export const packetLimits: PacketLimits = {
  markupBytes: 12 * 1024 * 1024,
  depth: 24,
  elements: 100_000,
  attributes: 32,
  fileBytes: 2048 * 1024 * 1024,
  ratio: 200,
  attachments: 50,
};
