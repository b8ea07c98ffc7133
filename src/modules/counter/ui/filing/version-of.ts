import { redirect } from 'react-router';
import { isId } from '#platform/id.ts';
import type { ProblemDocument } from '#platform/problem.ts';
import type { PageApi } from '#platform/web/api.ts';
import type { FormDefinition } from '#modules/forms/index.ts';
import { getProcedure, getProcedureVersion } from '#modules/procedures/contract.ts';
import type { AnswerOf } from '#platform/operation.ts';
import { getDraft } from '../../contract.ts';
import type { Draft } from '../../filing/drafts.ts';
import { counterProblem } from '../../errors.ts';
import { paths } from './paths.ts';

export type Version = AnswerOf<typeof getProcedureVersion>;
export type Fileable = Version & { form: FormDefinition };

/** What the person is answering: a draft with the version that it is pinned to, or a procedure before its first answer. */
export interface Filing {
  version: Fileable;
  draft: Draft | null;
}

/** The version in force, whether it can be filed or not. */
export async function currentVersion(api: PageApi, code: string): Promise<Version> {
  return api.call(getProcedure, { params: { code } });
}

export async function pinnedVersion(api: PageApi, versionId: string): Promise<Fileable> {
  return fileable(api, await api.call(getProcedureVersion, { params: { versionId } }));
}

/** @param id a draft's id, or a procedure's code. A draft that was filed already leads to its confirmation. */
export async function findFiling(api: PageApi, id: string): Promise<Filing> {
  if (!isId(id)) return { version: fileable(api, await currentVersion(api, id)), draft: null };
  const tried = await api.try(getDraft, { params: { draftId: id } });
  if (!tried.ok) return leaveWith(tried.problem, id);
  return { version: await pinnedVersion(api, tried.answer.procedureVersionId), draft: tried.answer };
}

/** A refusal that no page of ours can show: the confirmation where the dossier was filed already, else the error page. */
export function leaveWith(problem: ProblemDocument, draftId: string): never {
  if (problem.code === 'counter.draft-already-filed') throw redirect(paths.done(draftId));
  throw new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json' },
  });
}

export function unknownPage(api: PageApi): never {
  return leaveWith(counterProblem('unknown-page').document(api.locale, api.requestId), '');
}

function fileable(api: PageApi, version: Version): Fileable {
  const { form, code } = version;
  if (form !== null) return { ...version, form };
  return leaveWith(counterProblem('unknown-procedure', { params: { code } }).document(api.locale, api.requestId), '');
}
