import { Type } from 'typebox';
import { readJson } from '#platform/database/read-json.ts';
import { proofKinds, type Proof, type ProofKind } from './assurance.ts';

const Proofs = Type.Array(Type.Object({ kind: Type.Enum(Object.keys(proofKinds) as ProofKind[]), at: Type.String() }));

/** What a session keeps of what was proved in it. */
export const readProofs = (column: unknown): Proof[] => readJson(Proofs, column, 'identity.session.proofs');
