import { Type, type Static } from 'typebox';
import { DateOnly, Id, Text } from '#platform/operation.ts';

const AgencyCode = Type.String({
  pattern: '^[0-9A-Z]{3}(\\.[0-9A-Z]{2,3}){0,7}$',
  maxLength: 35,
  description: 'Mã định danh điện tử, dạng năm 2020 (H55.13) hoặc năm 2016 (000.00.13.H55)',
});

/** Độ khẩn: 0 thường, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc, 4 hỏa tốc hẹn giờ. */
const Priority = Type.Integer({ minimum: 0, maximum: 4 });

export const EnvelopeFile = Type.Object({
  fileId: Id('A file that this account uploaded, or that its agency may read'),
  name: Text(255),
  mediaType: Text(100),
  bytes: Type.Integer({ minimum: 1 }),
  /** Hex. The payload itself is never in the envelope. */
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  /** The sender has encrypted it for its recipients: the axis cannot see that, and who cannot open such files is not sent them. */
  encrypted: Type.Optional(Type.Literal(true)),
});

export const EnvelopeDocument = Type.Object({
  /** As the sender names it, e.g. 000.00.00.G22,2015/09/30,7816/VPCP-TTĐT. Opaque. */
  documentId: Text(255),
  number: Text(30),
  notation: Text(100),
  issuedOn: DateOnly('Ngày ban hành'),
  place: Text(200),
  /** SĐ1:2022: group 1 normative, 2 administrative, and the code in the group. */
  type: Type.Object({
    group: Type.Integer({ minimum: 1, maximum: 2 }),
    code: Type.Integer({ minimum: 1, maximum: 99 }),
    name: Text(200),
  }),
  subject: Text(1000),
  signer: Type.Object({
    competence: Type.Optional(Type.Enum(['TM.', 'KT.', 'TL.', 'TUQ.', 'Q.'])),
    position: Text(300),
    name: Text(200),
  }),
  dueOn: Type.Optional(DateOnly('Hạn trả lời hoặc xử lý')),
  /** What packets of the older axis say besides. Carried, not acted upon. */
  content: Type.Optional(Text(20_000)),
  toPlaces: Type.Optional(Type.Array(Text(500), { maxItems: 1000, description: 'Nơi nhận, như in trên văn bản' })),
  sphere: Type.Optional(Text(500)),
  typist: Type.Optional(Text(100)),
  copies: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  pages: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  direction: Type.Optional(Type.Boolean()),
  appendixes: Type.Optional(Type.Array(Text(500), { maxItems: 1000 })),
  /** Văn bản chỉ đạo: 0–3, whose meaning the sources give differently. */
  steering: Type.Optional(Type.Integer({ minimum: 0, maximum: 3 })),
});

/** What came in as a packet of the older axis (edXML), beyond the document: kept so that it goes out again as it was. */
export const EnvelopePacket = Type.Object({
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  variant: Type.Enum(['standard', 'bkav', 'lgsp']),
  /** The sending agency as the packet describes it. */
  sender: Type.Optional(Type.Record(Type.String(), Type.String())),
  /** Receivers as the packet describes them, by `id`; those of whom it says no more than the code are left out. */
  receivers: Type.Optional(Type.Array(Type.Record(Type.String(), Type.String()), { maxItems: 500 })),
  staff: Type.Optional(Type.Record(Type.String(), Type.String())),
  paper: Type.Optional(Type.Boolean()),
  traces: Type.Optional(Type.Array(Type.Object({ organId: Type.String(), at: Type.String() }), { maxItems: 1000 })),
  responseFor: Type.Optional(Type.Array(Type.Record(Type.String(), Type.String()), { maxItems: 50 })),
  update: Type.Optional(
    Type.Object({
      documentChanged: Type.Optional(Type.Boolean()),
      receiversChanged: Type.Optional(Type.Boolean()),
      receivers: Type.Array(Type.Object({ change: Type.Enum(['removed', 'added']), organId: Type.String() }), {
        maxItems: 10_000,
      }),
    }),
  ),
  replaced: Type.Optional(
    Type.Array(Type.Object({ documentId: Type.String(), organIds: Type.Array(Type.String()) }), { maxItems: 100 }),
  ),
});

/** What one agency hands over for others: small, sealed by the receipt, with the payloads by digest. */
export const Envelope = Type.Object({
  kind: Type.Enum(['new', 'recall', 'update', 'replace']),
  /** The consignment of the sender's own that a recall, update or replacement is about. */
  about: Type.Optional(Id()),
  reason: Type.Optional(Text(1000)),
  from: AgencyCode,
  /** At most 10,000; none only where a group is named. */
  to: Type.Array(AgencyCode, { maxItems: 20_000 }),
  /** Groups that are opened into recipients when the consignment is taken over; the envelope keeps which they were. */
  groups: Type.Optional(
    Type.Array(
      Type.Object({
        ref: Text(100),
        /** Filled in by the node. */
        name: Type.Optional(Text(300)),
        version: Type.Optional(Type.Integer({ minimum: 1 })),
      }),
      { minItems: 1, maxItems: 50 },
    ),
  ),
  /** Filled in by the node where it opened groups: the SHA-256 of the envelope as the sender gave it, hex. */
  asGiven: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
  document: EnvelopeDocument,
  files: Type.Array(EnvelopeFile, { maxItems: 50 }),
  priority: Priority,
  respondsTo: Type.Optional(Type.Array(Text(255), { maxItems: 50 })),
  packet: Type.Optional(EnvelopePacket),
  /** The platform gives up after so many hours. Default and most: legal.ts. */
  keepTryingHours: Type.Optional(Type.Integer({ minimum: 1, maximum: 720 })),
});
export type Envelope = Static<typeof Envelope>;
