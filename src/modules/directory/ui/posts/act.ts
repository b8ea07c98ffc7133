import { isId } from '#platform/id.ts';
import type { PageApi, Tried } from '#platform/web/api.ts';
import { readDate } from '#ui/index.ts';
import { appointToPost, endAppointment, endPost, renamePost } from '../../contract.ts';
import { typedOf } from './frame.ts';
import type { PostWords } from './words.ts';

export type Wrong = Partial<Record<string, string>>;

/** What the forms of a post's page say, for the operations; or what is wrong in them. */
export async function actOnPost(
  api: PageApi,
  id: string,
  form: FormData,
  t: PostWords,
): Promise<Tried<unknown> | { wrong: Wrong }> {
  const typed = typedOf(form);
  const date = (name: string) => readDate(form, name);
  const params = { id };
  switch (typed['viec']) {
    case 'appoint':
    case 'stand-in': {
      const standIn = typed['viec'] === 'stand-in';
      const prefix = standIn ? 'thay-' : '';
      const from = date(`${prefix}tu-ngay`);
      const to = date(`${prefix}den-ngay`);
      const who = typed[`${prefix}nguoi`] ?? '';
      const name = typed[`${prefix}ten-moi`]?.trim() ?? '';
      const wrong: Wrong = {
        ...(isId(who) || name ? {} : { [`${prefix}nguoi`]: t.needWho }),
        ...(from.iso ? {} : { [`${prefix}tu-ngay`]: t.needDate }),
        ...(to.iso || (to.empty && !standIn) ? {} : { [`${prefix}den-ngay`]: t.needDate }),
      };
      if (Object.keys(wrong).length > 0) return { wrong };
      const as = typed['hinh-thuc'];
      return api.try(appointToPost, {
        params,
        body: {
          ...(isId(who) ? { officerId: who } : { name }),
          kind: standIn ? 'stand-in' : as === 'acting' || as === 'in-charge' ? as : 'full',
          ...(standIn && isId(typed['thay-cho'] ?? '') ? { standsInFor: typed['thay-cho'] ?? '' } : {}),
          ...(typed['quyet-dinh'] ? { decision: typed['quyet-dinh'] } : {}),
          validFrom: from.iso ?? '',
          ...(to.iso ? { validTo: to.iso } : {}),
        },
      });
    }
    case 'relieve': {
      const lastDay = date('thoi-ngay');
      const who = typed['thoi-giu'] ?? '';
      if (!isId(who)) return { wrong: { 'thoi-giu': t.needWho } };
      if (!lastDay.iso) return { wrong: { 'thoi-ngay': t.needDate } };
      return api.try(endAppointment, { params: { id: who }, body: { lastDay: lastDay.iso } });
    }
    case 'rename': {
      const name = typed['ten']?.trim() ?? '';
      if (name === '' || name.length > 150) return { wrong: { ten: t.needName } };
      return api.try(renamePost, {
        params,
        body: { name, unit: typed['don-vi'] ?? '', leadsUnit: typed['dung-dau'] === '1' },
      });
    }
    case 'end': {
      const lastDay = date('ket-thuc');
      if (!lastDay.iso) return { wrong: { 'ket-thuc': t.needDate } };
      return api.try(endPost, { params, body: { lastDay: lastDay.iso } });
    }
    default:
      throw new Response(null, { status: 400 });
  }
}
