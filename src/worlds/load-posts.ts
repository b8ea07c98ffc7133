import type { House } from '#app';
import { appointToPost, listPosts, makePost } from '#modules/directory/contract.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { addDays, vnDate } from '#platform/time.ts';
import { demoAgency, demoOfficer } from '#seeds/demo/index.ts';
import { actorOf, callsOf } from './as-officer.ts';

/** The post of a ward that nobody holds; a letter waits in it. */
export const VACANT = 'Công chức địa chính – xây dựng';

/**
 * What happens to posts in any year, at the ward of Phan Đình Phùng: one is vacant, and in another somebody stands in for a holder who is
 * away these three weeks. Made by the administrator's own operations; what is there already is left as it is.
 */
export async function loadPosts(house: House, deps: PlatformDeps): Promise<void> {
  const call = callsOf(house.doors.directory.parts, deps);
  const administrator = actorOf('dinh-van-khoa');
  const agency = { id: demoAgency('phuong-phan-dinh-phung').id };
  const { posts } = await call(listPosts, { params: agency, query: {} }, administrator);
  const today = vnDate(deps.clock.now());
  if (!posts.some(({ name }) => name === VACANT))
    await call(
      makePost,
      { params: agency, body: { name: VACANT, rights: ['counter.view', 'documents.draft'], validFrom: '2025-07-01' } },
      administrator,
    );
  const absent = demoOfficer('phung-thi-nhai').id;
  const kept = posts.find(({ holders }) => holders.some(({ officerId }) => officerId === absent));
  const holder = kept?.holders.find(({ officerId }) => officerId === absent);
  if (!kept || !holder || kept.holders.some(({ kind }) => kind === 'stand-in')) return;
  await call(
    appointToPost,
    {
      params: { id: kept.id },
      body: {
        officerId: demoOfficer('trieu-van-quy').id,
        kind: 'stand-in',
        standsInFor: holder.appointmentId,
        decision: '87/QĐ-UBND',
        validFrom: addDays(today, -3),
        validTo: addDays(today, 18),
      },
    },
    administrator,
  );
}
