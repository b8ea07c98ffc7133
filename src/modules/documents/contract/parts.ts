import { Type } from 'typebox';
import { Id } from '#platform/operation.ts';
import { TypeKey } from '../content.ts';

// What the operations on outgoing documents, incoming ones, copies and registers share.

export const one = Type.Object({ id: Id() });
export const Year = Type.Integer({ minimum: 1945, maximum: 2200 });
export const After = Type.String({ maxLength: 80 });
export const Next = Type.Union([Type.String(), Type.Null()]);
export const Counts = Type.Record(Type.String(), Type.Integer());
/** Why a step of somebody's document may be refused. */
export const common = ['documents.not-found', 'documents.not-yours', 'documents.wrong-state'] as const;

export const listQuery = <T extends readonly string[]>(shelves: T) =>
  Type.Object({
    shelf: Type.Optional(Type.Enum([...shelves] as T[number][])),
    q: Type.Optional(Type.String({ maxLength: 200 })),
    year: Type.Optional(Year),
    type: Type.Optional(TypeKey),
    after: Type.Optional(After),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  });
