import type { ProblemDocument } from '#platform/problem.ts';
import type { PageApi } from '#platform/web/api.ts';
import { addKey, changeSystem, dropSecret, endKey, getSystem, renewSecret, setSystemState } from '../contract.ts';
import { factsOf, typedFacts } from './parts/facts.tsx';

/** How an act ended: with what is told, with a secret to show once, or with a refusal that belongs to a box. */
export type Done =
  | { ok: true; tell: string }
  | { ok: true; secret: string }
  | { ok: false; problem: ProblemDocument | 'secret-given'; box: string };

type State = 'active' | 'suspended' | 'ended';

/** Carries out what a form of a system's page asks. */
export async function actOnSystem(api: PageApi, systemId: string, form: FormData): Promise<Done> {
  const text = (name: string): string => String(form.get(name) ?? '').trim();
  const params = { systemId };
  const act = text('viec');
  if (act === 'them-khoa') {
    const tried = await api.try(addKey, { params, body: { label: text('ten-khoa'), publicKey: text('khoa') } });
    return tried.ok ? { ok: true, tell: 'them-khoa' } : { ok: false, problem: tried.problem, box: 'khoa' };
  }
  if (act === 'ngung-khoa') {
    const body = { afterHours: Number(text('sau-gio')) || 0 };
    const tried = await api.try(endKey, { params: { systemId, keyId: text('ma-khoa') }, body });
    return tried.ok ? { ok: true, tell: 'ngung-khoa' } : { ok: false, problem: tried.problem, box: 'cac-khoa' };
  }
  if (act === 'cap-ma') return giveSecret(api, systemId, text('ban'));
  if (act === 'bo-ma') {
    const tried = await api.try(dropSecret, { params });
    return tried.ok ? { ok: true, tell: 'bo-ma' } : { ok: false, problem: tried.problem, box: 'ma-bi-mat' };
  }
  if (act === 'sua') {
    const body = { ...factsOf(typedFacts(form)), version: Number(text('ban')) || 1 };
    const tried = await api.try(changeSystem, { params, body });
    return tried.ok ? { ok: true, tell: 'sua' } : { ok: false, problem: tried.problem, box: 'ten' };
  }
  const why = text('ly-do');
  const body = { state: text('trang-thai') as State, ...(why ? { why } : {}) };
  const tried = await api.try(setSystemState, { params, body });
  return tried.ok ? { ok: true, tell: body.state } : { ok: false, problem: tried.problem, box: 'ly-do' };
}

/**
 * The page that shows a secret is the answer to a form; loading it again sends the form again. Then the version it was made for is over, and
 * the secret that somebody is just copying is not replaced by another.
 */
async function giveSecret(api: PageApi, systemId: string, version: string): Promise<Done> {
  const params = { systemId };
  const known = await api.try(getSystem, { params });
  if (!known.ok) return { ok: false, problem: known.problem, box: 'ma-bi-mat' };
  if (String(known.answer.version) !== version) return { ok: false, problem: 'secret-given', box: 'ma-bi-mat' };
  const tried = await api.try(renewSecret, { params });
  return tried.ok ? { ok: true, secret: tried.answer.secret } : { ok: false, problem: tried.problem, box: 'ma-bi-mat' };
}
