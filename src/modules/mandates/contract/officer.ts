import { Type } from 'typebox';
import { officer, toSign } from '#platform/access.ts';
import { DateOnly, Id, operation, Text } from '#platform/operation.ts';
import { FullName, MandateView, OrganisationView, PersonalNumber, Scope } from './shapes.ts';

/** What officers record stands in law like a signature, so it asks for one's own proof. */
const right = 'mandates.record';

const TaxNumber = Type.String({ pattern: '^([0-9]{10}(-[0-9]{3})?|[0-9]{12})$' });

/** By a person's number and name, or by an organisation's tax number. POST, because a number must not stand in a URL. */
export const findMandates = operation({
  id: 'mandates.find',
  method: 'POST',
  path: '/mandates/searches',
  summary: 'Tìm việc đại diện, ủy quyền của một người hoặc một tổ chức',
  access: officer(right),
  body: Type.Object(
    {
      personalId: Type.Optional(PersonalNumber),
      fullName: Type.Optional(FullName),
      taxNumber: Type.Optional(TaxNumber),
      purpose: Text(300, { minLength: 5, description: 'What for, in words; kept' }),
    },
    { additionalProperties: false },
  ),
  answer: Type.Object({
    organisation: Type.Union([OrganisationView, Type.Null()]),
    mandates: Type.Array(MandateView),
  }),
  problems: ['mandates.person-not-matched', 'mandates.organisation-not-found', 'mandates.text-not-valid'],
  limits: { perMinute: 30 },
});

export const recordGuardianship = operation({
  id: 'mandates.record-guardianship',
  method: 'POST',
  path: '/mandates/guardianships',
  summary: 'Ghi nhận người giám hộ',
  description: 'By the decision of a court, or the recognition by a commune (Bộ luật Dân sự 2015, Điều 46 to 54).',
  access: officer(right, toSign),
  body: Type.Object(
    {
      wardPersonalId: PersonalNumber,
      wardFullName: FullName,
      guardianPersonalId: PersonalNumber,
      guardianFullName: FullName,
      decisionNumber: Text(60, { minLength: 3 }),
      decisionOn: DateOnly(),
      validFrom: DateOnly(),
      validTo: Type.Optional(DateOnly('The day before the 18th birthday of a child, when left out or later')),
      scope: Type.Optional(Scope),
    },
    { additionalProperties: false },
  ),
  answer: MandateView,
  status: 201,
  problems: [
    'mandates.person-not-matched',
    'mandates.for-oneself',
    'mandates.scope-not-valid',
    'mandates.dates-not-valid',
    'mandates.already-stands',
    'mandates.text-not-valid',
  ],
});

/** The same number with the same name again answers the organisation that is there. */
export const recordOrganisation = operation({
  id: 'mandates.record-organisation',
  method: 'POST',
  path: '/mandates/organisations',
  summary: 'Ghi nhận tổ chức',
  access: officer(right, toSign),
  body: Type.Object(
    {
      taxNumber: TaxNumber,
      enterpriseCode: Type.Optional(Type.String({ pattern: '^[0-9A-Za-z./-]{3,40}$' })),
      name: Text(300, { minLength: 3 }),
      kind: OrganisationView.properties.kind,
      activeFrom: DateOnly(),
      entry: Text(200, { minLength: 3, description: 'The entry in the register that says so' }),
    },
    { additionalProperties: false },
  ),
  answer: OrganisationView,
  status: 201,
  problems: ['mandates.organisation-known', 'mandates.dates-not-valid', 'mandates.text-not-valid'],
});

export const getOrganisation = operation({
  id: 'mandates.get-organisation',
  method: 'GET',
  path: '/mandates/organisations/:organisationId',
  summary: 'Xem một tổ chức',
  access: officer(right),
  params: Type.Object({ organisationId: Id() }),
  answer: OrganisationView,
  problems: ['mandates.organisation-not-found'],
});

export const recordOrganisationState = operation({
  id: 'mandates.record-organisation-state',
  method: 'POST',
  path: '/mandates/organisations/:organisationId/states',
  summary: 'Ghi nhận tổ chức hoạt động, tạm ngừng hoặc giải thể',
  access: officer(right, toSign),
  params: Type.Object({ organisationId: Id() }),
  body: Type.Object(
    {
      state: Type.Enum(['active', 'suspended', 'dissolved']),
      validFrom: DateOnly(),
      entry: Text(200, { minLength: 3 }),
    },
    { additionalProperties: false },
  ),
  answer: OrganisationView,
  problems: ['mandates.organisation-not-found', 'mandates.text-not-valid'],
});

export const recordRepresentative = operation({
  id: 'mandates.record-representative',
  method: 'POST',
  path: '/mandates/organisations/:organisationId/representatives',
  summary: 'Ghi nhận người đại diện theo pháp luật của tổ chức',
  access: officer(right, toSign),
  params: Type.Object({ organisationId: Id() }),
  body: Type.Object(
    {
      personalId: PersonalNumber,
      fullName: FullName,
      entry: Text(60, { minLength: 3, description: 'The entry in the enterprise register' }),
      entryOn: DateOnly(),
      validFrom: DateOnly(),
      validTo: Type.Optional(DateOnly()),
    },
    { additionalProperties: false },
  ),
  answer: MandateView,
  status: 201,
  problems: [
    'mandates.organisation-not-found',
    'mandates.organisation-not-active',
    'mandates.person-not-matched',
    'mandates.dates-not-valid',
    'mandates.already-stands',
    'mandates.text-not-valid',
  ],
});

/** Any mandate, also a parent's (a court restricted it); with a reason and the paper that it rests on. */
export const endByOfficer = operation({
  id: 'mandates.end-by-officer',
  method: 'POST',
  path: '/mandates/:mandateId/end',
  summary: 'Cán bộ ghi nhận việc chấm dứt đại diện, ủy quyền',
  access: officer(right, toSign),
  params: Type.Object({ mandateId: Id() }),
  body: Type.Object({ why: Text(500, { minLength: 10 }) }, { additionalProperties: false }),
  answer: MandateView,
  problems: ['mandates.not-found', 'mandates.already-ended', 'mandates.text-not-valid'],
});
