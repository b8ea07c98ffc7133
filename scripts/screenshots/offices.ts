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
    await clerk.page.getByRole('link', { name: 'Tải bộ chứng cứ', exact: true }).waitFor();
    await shoot(clerk.page, 'consignment-1280');
    await clerk.page.getByRole('link', { name: 'Đề nghị thu hồi, cập nhật hoặc thay thế' }).click();
    await clerk.page.getByRole('heading', { name: 'Thay bằng văn bản đã phát hành' }).waitFor();
    await shoot(clerk.page, 'recall-1280');
    for (const [path, name] of [
      ['/can-bo/truc/nhom', 'groups-1280'],
      ['/can-bo/truc/hop-thu', 'mailbox-1280'],
      ['/can-bo/truc/webhook', 'webhooks-1280'],
      ['/can-bo/he-thong', 'systems-1280'],
    ] as const) {
      await clerk.page.goto(path);
      await shoot(clerk.page, name);
    }
    await leader.page.goto('/can-bo/van-ban/di?ngan=to-sign');
    await leader.page.getByRole('main').getByRole('table').getByRole('link').first().click();
    const issued = `${new URL(leader.page.url()).pathname}/phat-hanh`;
    await leader.page.getByRole('button', { name: 'Ký số' }).click();
    await leader.page.getByText('Chờ phát hành').first().waitFor();
    const records = await house.visitor('desktop');
    await openAsOfficer(records.page, house, 'Bàn Thị Lan', `${issued}?da-chon=1&nhom=departments%3AH55`);
    await shoot(records.page, 'issue-1280');
    await records.page.setViewportSize({ width: 375, height: 812 });
    await shoot(records.page, 'issue-375');
    const operator = await house.visitor('desktop');
    await openAsOfficer(operator.page, house, 'Trương Mỹ Dung', '/can-bo/truc/dieu-hanh');
    await shoot(operator.page, 'axis-console-1280');
    await operator.page.goto('/can-bo/truc/thong-ke');
    await shoot(operator.page, 'axis-statistics-1280');
    const administrator = await house.visitor('desktop');
    await openAsOfficer(administrator.page, house, 'Đinh Văn Khoa', '/can-bo/to-chuc');
    await administrator.page
      .getByLabel('Cơ quan', { exact: true })
      .selectOption({ label: 'Ủy ban nhân dân phường Phan Đình Phùng' });
    await administrator.page.getByRole('button', { name: 'Xem' }).click();
    await administrator.page.getByRole('link', { name: 'Công chức địa chính – xây dựng', exact: true }).waitFor();
    await shoot(administrator.page, 'posts-1280');
    await administrator.page.setViewportSize({ width: 375, height: 812 });
    await shoot(administrator.page, 'posts-375');
  } finally {
    await house.close();
  }
}
