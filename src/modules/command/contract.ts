import { Type } from 'typebox';
import { officer } from '#platform/access.ts';
import { DateOnly, Id, Instant, operation } from '#platform/operation.ts';

const Count = Type.Integer({ minimum: 0 });

export const Kinds = [
  'filed',
  'accepted',
  'resolved',
  'on-time',
  'late',
  'returned',
  'births',
  'numbers',
  'certificates',
] as const;

const Figures = Type.Object({
  filed: Count,
  accepted: Count,
  resolved: Count,
  onTime: Count,
  late: Count,
  returned: Count,
  births: Count,
  numbers: Count,
  certificates: Count,
});

/** What a leader sees: today's figures, the last fortnight, today by hour, agencies by work, and what just happened. */
export const getBoard = operation({
  id: 'command.get-board',
  method: 'GET',
  path: '/command/board',
  summary: 'Bảng điều hành trực tiếp',
  description: 'National bodies see the whole node, a province its own communes, a commune itself.',
  access: officer('command.view'),
  answer: Type.Object({
    scope: Type.Object({ name: Type.String(), agencies: Count }),
    asOf: Instant(),
    today: Figures,
    inHand: Count,
    days: Type.Array(Type.Object({ day: DateOnly(), filed: Count, resolved: Count })),
    hours: Type.Array(Count),
    agencies: Type.Array(Type.Object({ id: Id(), name: Type.String(), filed: Count, resolved: Count, births: Count })),
    happenings: Type.Array(
      Type.Object({ id: Type.String(), kind: Type.String(), agency: Type.String(), at: Instant() }),
    ),
  }),
});
