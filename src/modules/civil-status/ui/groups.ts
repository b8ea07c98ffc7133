import type { EntryKey } from '../entry.ts';

/** The form's sections, as on the certificate. */
export const groups: readonly { title: 'child' | 'mother' | 'father' | 'declarant'; boxes: readonly EntryKey[] }[] = [
  {
    title: 'child',
    boxes: [
      'childFullName',
      'childBirthDate',
      'childGender',
      'birthPlaceName',
      'birthPlaceArea',
      'childEthnicGroup',
      'childNationality',
      'childHomeTown',
    ],
  },
  {
    title: 'mother',
    boxes: [
      'motherFullName',
      'motherBirthDate',
      'motherPersonalId',
      'motherEthnicGroup',
      'motherNationality',
      'motherResidenceArea',
    ],
  },
  {
    title: 'father',
    boxes: [
      'fatherDeclared',
      'fatherFullName',
      'fatherBirthDate',
      'fatherPersonalId',
      'fatherEthnicGroup',
      'fatherNationality',
      'fatherResidenceArea',
    ],
  },
  { title: 'declarant', boxes: ['declarantRelation', 'declarantFullName', 'declarantPersonalId'] },
];
/** Boxes that may stay empty. */
export const optional: readonly EntryKey[] = [
  'birthPlaceArea',
  'motherBirthDate',
  'motherPersonalId',
  'motherEthnicGroup',
  'motherNationality',
  'motherResidenceArea',
  'fatherFullName',
  'fatherBirthDate',
  'fatherPersonalId',
  'fatherEthnicGroup',
  'fatherNationality',
  'fatherResidenceArea',
  'declarantPersonalId',
];
