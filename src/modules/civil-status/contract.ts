import { Type, type TString } from 'typebox';
import { anyone, officer, toSign } from '#platform/access.ts';
import { DateOnly, Id, Instant, operation, Text, Words } from '#platform/operation.ts';
import { BirthEntry, entryKeys, type EntryKey } from './entry.ts';

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const Field = Type.Unsafe<EntryKey>(Type.Enum([...entryKeys]));

const Filed = Type.Partial(
  Type.Object(Object.fromEntries(entryKeys.map((key) => [key, Type.String()])) as Record<EntryKey, TString>),
);

/** How far an act has come: in the book; with its personal number; with its signed certificate. */
export const Stage = Type.Union([Type.Literal('registered'), Type.Literal('numbered'), Type.Literal('certified')]);

export const ActLineShape = Type.Object({
  actId: Id(),
  dossierId: Id(),
  dossierCode: Type.String(),
  agencyId: Id(),
  number: Type.String({ description: '12/2026' }),
  book: Type.String({ description: '01/2026' }),
  page: Type.Integer(),
  registeredOn: DateOnly(),
  registeredAt: Instant(),
  childFullName: Type.String(),
  childBirthDate: DateOnly(),
  childGender: Type.Union([Type.Literal('male'), Type.Literal('female')]),
  motherFullName: Type.String(),
  registrarName: Type.String(),
  stage: Stage,
  personalId: orNull(Type.String()),
  certificateFileId: orNull(Id()),
  certificateFileName: orNull(Type.String()),
});

const right = officer('civil-status.register');
const DossierParams = Type.Object({ dossierId: Id() });

export const prepareBirthEntry = operation({
  id: 'civil-status.prepare-birth-entry',
  method: 'GET',
  path: '/civil-status/birth-entries/:dossierId',
  summary: 'Chuẩn bị nội dung đăng ký khai sinh từ hồ sơ đã tiếp nhận',
  access: right,
  params: DossierParams,
  answer: Type.Object({
    dossier: Type.Object({ id: Id(), code: Type.String(), state: Type.String() }),
    filed: Filed,
    copies: Type.Integer({ minimum: 0, description: 'Certified extracts that the applicant asks for, on paper' }),
    papers: Type.Array(Type.Object({ fileId: Id(), name: Type.String(), type: Type.String() })),
    choices: Type.Object({
      ethnicGroups: Type.Array(Type.Object({ value: Type.String(), label: Words })),
      nationalities: Type.Array(Type.Object({ value: Type.String(), label: Words })),
      relations: Type.Array(Type.Object({ value: Type.String(), label: Words })),
    }),
    places: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
    signers: Type.Array(Type.Object({ id: Id(), name: Type.String(), position: Type.String() })),
    parents: Type.Array(
      Type.Object({
        role: Type.Union([Type.Literal('mother'), Type.Literal('father')]),
        found: Type.Boolean(),
        differs: Type.Array(Type.String()),
      }),
    ),
    sameMother: Type.Array(
      Type.Object({ number: Type.String(), childFullName: Type.String(), registeredOn: DateOnly() }),
    ),
    act: orNull(ActLineShape),
    differences: Type.Array(
      Type.Object({ field: Field, filed: orNull(Type.String()), entered: orNull(Type.String()) }),
    ),
  }),
  problems: [
    'civil-status.other-agency',
    'civil-status.dossier-not-ready',
    'civil-status.dossier-paused',
    'civil-status.not-a-birth',
  ],
});

export const registerBirthOperation = operation({
  id: 'civil-status.register-birth',
  method: 'POST',
  path: '/civil-status/birth-acts',
  summary: 'Đăng ký khai sinh: ghi vào sổ và lấy số',
  description: 'Once per dossier: a repeated call answers the same act with `fresh: false` and changes nothing.',
  access: officer('civil-status.register', toSign),
  body: Type.Object(
    {
      dossierId: Id(),
      entry: BirthEntry,
      similarReason: Type.Optional(
        Text(500, { minLength: 5, description: 'Why a similar act of the same mother and day is another child' }),
      ),
      signerOfficerId: Type.Optional(Id('Who signs the certificate; the first of `signers` when absent')),
      note: Type.Optional(Text(500)),
    },
    { additionalProperties: false },
  ),
  answer: Type.Object({ act: ActLineShape, fresh: Type.Boolean() }),
  problems: [
    'civil-status.other-agency',
    'civil-status.dossier-not-ready',
    'civil-status.dossier-paused',
    'civil-status.not-a-birth',
    'civil-status.entry-incorrect',
    'civil-status.signer-unknown',
    'civil-status.no-signer',
    'civil-status.place-unknown',
    'civil-status.similar-act',
    'civil-status.took-too-long',
    'counter.not-in-this-state',
    'counter.supplement-open',
  ],
});

const pageOfBook = {
  year: Type.Optional(Type.Integer({ minimum: 1900, maximum: 2399 })),
  after: Type.Optional(Type.String({ pattern: '^[0-9]{4}-[0-9]{1,9}$', description: '`next` of the page before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 30 })),
};
const BookPage = Type.Object({ acts: Type.Array(ActLineShape), next: orNull(Type.String()) });

export const listRegisterOperation = operation({
  id: 'civil-status.list-register',
  method: 'GET',
  path: '/civil-status/register',
  summary: 'Sổ đăng ký khai sinh của cơ quan, mới nhất trước',
  access: right,
  query: Type.Object(pageOfBook),
  answer: BookPage,
});

export const searchRegister = operation({
  id: 'civil-status.search-register',
  method: 'POST',
  path: '/civil-status/register/searches',
  summary: 'Tìm trong sổ đăng ký khai sinh của cơ quan theo tên hoặc số',
  description: 'A POST, so that no name of a child stands in an address, a log or a history.',
  access: right,
  body: Type.Object(
    {
      ...pageOfBook,
      q: Text(200, { description: "Part of the child's name, accents optional, or an act number" }),
    },
    { additionalProperties: false },
  ),
  answer: BookPage,
});

export const checkCertificate = operation({
  id: 'civil-status.check-certificate',
  method: 'GET',
  path: '/civil-status/certificates/:code',
  summary: 'Kiểm tra một giấy khai sinh theo mã in trên giấy',
  description: 'Says that the paper stands in the book. Nothing about the people on it.',
  access: anyone(),
  params: Type.Object({ code: Type.String({ maxLength: 40 }) }),
  answer: Type.Object({
    number: Type.String(),
    book: Type.String(),
    registeredOn: DateOnly(),
    place: Type.String(),
    issuedAt: orNull(Instant()),
    sha256: orNull(Type.String({ description: "Of the certificate's file, hex" })),
  }),
  problems: ['civil-status.code-unknown'],
  limits: { perMinute: 30 },
});
