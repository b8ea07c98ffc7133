import { Type } from 'typebox';
import { BothLanguages, defineEvent } from '#platform/events.ts';

const orNull = <T extends ReturnType<typeof Type.String>>(schema: T) => Type.Union([schema, Type.Null()]);
const AreaCode = Type.String({ description: 'Commune (5 digits) or province (2 digits)' });
const PersonalId = Type.String({ pattern: '^[0-9]{12}$' });

/**
 * A birth was entered in the register book. Once per act.
 * `formerProvinceCode`: the province that the commune belonged to on 30 June 2025, in the codes of that time; null where not known.
 */
export const birthRegistered = defineEvent(
  'civil-status.birth-registered@1',
  Type.Object({
    actId: Type.String({ format: 'uuid' }),
    dossierId: Type.String({ format: 'uuid' }),
    agencyId: Type.String({ format: 'uuid' }),
    provinceCode: Type.String({ pattern: '^[0-9]{2}$' }),
    areaCode: Type.String({ pattern: '^[0-9]{5}$' }),
    formerProvinceCode: orNull(Type.String({ pattern: '^[0-9]{2}$' })),
    child: Type.Object({
      fullName: Type.String(),
      birthDate: Type.String({ format: 'date' }),
      gender: Type.Union([Type.Literal('male'), Type.Literal('female')]),
      ethnicGroup: Type.String(),
      nationality: Type.String(),
      homeTown: AreaCode,
      birthPlaceName: Type.String(),
      birthPlaceArea: orNull(AreaCode),
    }),
    motherFullName: Type.String(),
    motherPersonalId: orNull(PersonalId),
    fatherFullName: orNull(Type.String()),
    fatherPersonalId: orNull(PersonalId),
    registeredAt: Type.String({ format: 'date-time' }),
  }),
);

/** The signed birth certificate of an act lies in the document store. At most once per act. */
export const certificateIssued = defineEvent(
  'civil-status.certificate-issued@1',
  Type.Object({
    actId: Type.String({ format: 'uuid' }),
    dossierId: Type.String({ format: 'uuid' }),
    fileId: Type.String({ format: 'uuid' }),
    fileName: Type.String(),
    result: BothLanguages,
  }),
);
