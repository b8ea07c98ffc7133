import { openHouse } from '../../test/world/browser.ts';
import { openAsOfficer } from '../../test/journeys/parts/people.ts';
import { shoot } from './pictures.ts';

/** An agency's register of outgoing documents, what arrived over the axis elsewhere, and how the axis is operated. */
export async function shootOffices(): Promise<void> {
  const house = await openHouse();
  try {
    const leader = await house.visitor('desktop');
    await openAsOfficer(leader.page, house, 'Hoàng Thị Diễm', '/can-bo/van-ban/di');
    await shoot(leader.page, 'outgoing-1280');
    const clerk = await house.visitor('desktop');
    await openAsOfficer(clerk.page, house, 'Bế Văn Hậu', '/can-bo/truc/di');
    await shoot(clerk.page, 'axis-1280');
    await clerk.page.getByRole('main').getByRole('link', { name: /\// }).first().click();
    await clerk.page.getByRole('link', { name: /bộ chứng cứ/ }).waitFor();
    await shoot(clerk.page, 'consignment-1280');
    const operator = await house.visitor('desktop');
    await openAsOfficer(operator.page, house, 'Trương Mỹ Dung', '/can-bo/truc/dieu-hanh');
    await shoot(operator.page, 'axis-console-1280');
    await operator.page.goto('/can-bo/truc/thong-ke');
    await shoot(operator.page, 'axis-statistics-1280');
  } finally {
    await house.close();
  }
}
