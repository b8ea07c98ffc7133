import { Type } from 'typebox';
import { officer } from '#platform/access.ts';
import { DateOnly, Id, operation, Text } from '#platform/operation.ts';

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);

/** Why a person is read; all three are required and kept. */
export const Reason = {
  purpose: Text(300, { minLength: 3, description: 'What for, in words' }),
  legalBasis: Text(300, { minLength: 3, description: 'Instrument and article' }),
  caseRef: Text(200, { minLength: 3, description: "The case, e.g. 'dossier:<id>'" }),
};

export const readPersonOperation = operation({
  id: 'population.read-person',
  // POST although it reads: a personal number must not stand in a URL, and the reading itself is recorded.
  method: 'POST',
  path: '/population/disclosures',
  summary: 'Tra cứu thông tin một công dân, có ghi nhận lý do',
  access: officer('civil-status.register'),
  body: Type.Object(
    {
      personalId: Type.String({ pattern: '^[0-9]{12}$' }),
      fullName: Text(200, { description: 'Must agree with the register: a number alone is not accepted' }),
      ...Reason,
    },
    { additionalProperties: false },
  ),
  answer: Type.Object({
    id: Id(),
    personalId: orNull(Type.String()),
    fullName: Type.String(),
    sex: Type.Union([Type.Literal('male'), Type.Literal('female')]),
    birthDate: orNull(DateOnly()),
    birthYear: Type.Integer(),
    ethnicGroup: orNull(Type.String()),
    nationality: orNull(Type.String()),
    homeTownArea: orNull(Type.String()),
    residenceArea: orNull(Type.String()),
    residenceDetail: orNull(Type.String()),
    diedOn: orNull(DateOnly()),
  }),
  problems: ['population.person-not-found', 'population.reason-missing'],
  limits: { perMinute: 30 },
});
