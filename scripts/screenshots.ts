// The pictures of README.md: node scripts/screenshots.ts walks through a birth, a sign-in at another system and two offices, and writes docs/screenshots/*.png.
import { answerAll, birthOfMinhKhoi } from '../test/journeys/parts/answer-birth.ts';
import { downloadPdf } from '../test/journeys/parts/pdf.ts';
import { openAsOfficer, signIn } from '../test/journeys/parts/people.ts';
import { openHouse } from '../test/world/browser.ts';
import { picture, shoot } from './screenshots/pictures.ts';
import { shootOffices } from './screenshots/offices.ts';
import { shootSignOn } from './screenshots/sign-on.ts';

const house = await openHouse({ publicUrl: 'http://dichvucong.example.vn' });
try {
  const parent = await house.visitor('phone');
  const officer = await house.visitor('desktop');
  const leader = await house.visitor('desktop');
  const reader = await house.visitor('desktop');

  await reader.page.goto('/');
  await shoot(reader.page, 'portal-home-1280');
  await openAsOfficer(officer.page, house, 'Đào Quang Huy', '/can-bo');
  await officer.page.getByText('Danh sách tự cập nhật').waitFor();
  await openAsOfficer(leader.page, house, 'Lê Minh Quang', '/chi-huy');

  const { page } = parent;
  await page.goto('/');
  await shoot(page, 'portal-home-375');
  await page.goto('/thu-tuc/1.001193');
  await shoot(page, 'procedure-375');
  await page.getByRole('link', { name: 'Nộp hồ sơ trực tuyến' }).first().click();
  await signIn(page, house, birthOfMinhKhoi.mother);
  await page.getByRole('link', { name: 'Bắt đầu' }).click();
  await answerAll(page, birthOfMinhKhoi, async ({ heading }) => {
    if (heading === 'Trẻ sinh ở đâu?') await shoot(page, 'question-375');
  });
  await shoot(page, 'check-answers-375');
  await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
  await page.getByRole('heading', { name: 'Đã nộp hồ sơ' }).first().waitFor();
  await shoot(page, 'confirmation-375');

  await officer.page.getByText('Mới đến').waitFor();
  await shoot(officer.page, 'queue-1280');
  await officer.page.getByRole('link', { name: /-\d{8}-/ }).click();
  await officer.page.getByRole('button', { name: 'Tiếp nhận hồ sơ' }).click();
  await officer.page.getByText('Đã tiếp nhận hồ sơ và báo ngày hẹn').waitFor();
  await officer.page.getByText('Thời hạn này được tính thế nào?').click();
  await shoot(officer.page, 'dossier-1280');
  await officer.page.getByRole('link', { name: 'Giải quyết hồ sơ' }).click();
  await officer.page.getByRole('heading', { level: 1, name: 'Đăng ký khai sinh' }).waitFor();
  await shoot(officer.page, 'register-birth-1280');
  await officer.page.getByRole('button', { name: 'Ghi vào sổ và đăng ký khai sinh' }).click();
  await officer.page.getByRole('link', { name: 'Mở giấy khai sinh' }).waitFor();
  await leader.page.getByText('Ký số một giấy khai sinh').waitFor();
  await shoot(leader.page, 'board-1280');

  await page.getByRole('link', { name: 'Xem hồ sơ trong tài khoản' }).click();
  await page.getByText('Kết quả đã sẵn sàng').waitFor();
  await shoot(page, 'my-dossier-375');
  await picture(await downloadPdf(page, () => page.getByRole('link', { name: /^Tải về: / }).click()), 'certificate');
} finally {
  await house.close();
}
await shootSignOn();
await shootOffices();
process.exit(0);
