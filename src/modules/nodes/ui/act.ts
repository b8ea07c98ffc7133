import type { PageApi } from '#platform/web/api.ts';
import {
  admitNode,
  askToJoin,
  moveAgency,
  refreshDirectory,
  refuseNode,
  removeNode,
  rotateKey,
  rotateRegistrarKey,
} from '../contract.ts';

export type Typed = Record<string, string>;

export function typedOf(form: FormData): Typed {
  return Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

/** Carries out what a form of the page asks. The answer says what to tell: a word of the page, or the outcome of a look. */
export async function actOnFederation(api: PageApi, typed: Typed) {
  const joiningId = typed['don'] ?? '';
  switch (typed['viec']) {
    case 'lam-moi': {
      const tried = await api.try(refreshDirectory);
      return tried.ok ? { ok: true as const, tell: `look:${tried.answer.outcome}` } : tried;
    }
    case 'xin-vao': {
      const tried = await api.try(askToJoin);
      return tried.ok ? { ok: true as const, tell: `join:${tried.answer.state}` } : tried;
    }
    case 'ket-nap':
      return told(
        await api.try(admitNode, { params: { joiningId }, body: { fingerprintEnding: typed['van-tay'] || '-' } }),
      );
    case 'tu-choi':
      return told(await api.try(refuseNode, { params: { joiningId } }));
    case 'bo-nut':
      return told(await api.try(removeNode, { params: { nodeId: typed['nut'] ?? '' } }));
    case 'doi-khoa':
      return told(await api.try(rotateKey, { body: { atOnce: typed['ngay'] === 'co' } }), 'rotated');
    case 'doi-khoa-ky':
      return told(await api.try(rotateRegistrarKey), 'rotated');
    default:
      return told(
        await api.try(moveAgency, {
          body: { agencyCode: typed['ma'] || '-', nodeId: typed['nut-moi'] || 'chua-chon' },
        }),
      );
  }
}

type Result = { ok: true } | { ok: false; problem: import('#platform/problem.ts').ProblemDocument };

function told(tried: Result, tell = 'done') {
  return tried.ok ? { ok: true as const, tell } : tried;
}
