import { openHouse } from '../../test/world/browser.ts';
import { openAsOfficer } from '../../test/journeys/parts/people.ts';
import { shoot } from './pictures.ts';

/** An agency's register of outgoing documents, and what arrived over the axis elsewhere. */
export async function shootOffices(): Promise<void> {
  const house = await openHouse();
  try {
    const leader = await house.visitor('desktop');
    await openAsOfficer(leader.page, house, 'Hoàng Thị Diễm', '/can-bo/van-ban/di');
    await shoot(leader.page, 'outgoing-1280');
    const clerk = await house.visitor('desktop');
    await openAsOfficer(clerk.page, house, 'Bế Văn Hậu', '/can-bo/truc/di');
    await shoot(clerk.page, 'axis-1280');
  } finally {
    await house.close();
  }
}
