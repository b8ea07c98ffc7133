import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeRecoveryCodes, prepareProof, signIn, stepUp } from '#modules/identity/contract.ts';
import { createClient } from '#platform/client.ts';
import { openHouse, type OpenHouse } from '#test/world/browser.ts';
import { codeSentTo, person } from './parts/people.ts';

let house: OpenHouse;
before(async () => {
  house = await openHouse();
});
after(() => house?.close());

const NAME = 'Nguyễn Thị Thu Hà';

test('the password is forgotten: a message, a recovery code from the drawer, and a new password; without JavaScript', async () => {
  const { personalId } = person(NAME);
  const password = { kind: 'password' as const, password: house.code };
  const earlier = await createClient(house.url).get(signIn, { body: { personalId, proof: password } });
  assert.ok(earlier.outcome === 'signed-in');
  const known = createClient(house.url, () => ({ authorization: `Bearer ${earlier.token}` }));
  await known.get(prepareProof, { body: { kind: 'sms-code' } });
  await known.get(stepUp, { body: { proof: { kind: 'sms-code', code: await codeSentTo(house, NAME) } } });
  const { codes } = await known.get(makeRecoveryCodes, {});

  const visitor = await house.visitor('phone without JavaScript');
  const { page } = visitor;
  await page.goto('/khoi-phuc');
  await visitor.inspect({ scripts: 'none' });
  await page.getByRole('link', { name: 'Tôi đã đăng nhập và muốn đặt mật khẩu mới' }).click();
  await page.getByLabel('Số định danh cá nhân').fill(personalId);
  await page.getByRole('button', { name: 'Nhận mã qua điện thoại' }).click();
  await page.locator('[name="proof"]').fill(await codeSentTo(house, NAME));
  await page.getByRole('button', { name: 'Xác nhận', exact: true }).click();
  await page.getByLabel('Nhập một mã khôi phục chưa dùng').waitFor();
  await visitor.inspect({ scripts: 'none' });
  await page.locator('[name="proof"]').fill('AAAAA-AAAAA');
  await page.getByRole('button', { name: 'Xác nhận', exact: true }).click();
  await page.getByText('Thông tin xác nhận chưa đúng').first().waitFor();
  await page.locator('[name="proof"]').fill(codes[0] ?? '');
  await page.getByRole('button', { name: 'Xác nhận', exact: true }).click();
  await page.getByLabel('Mật khẩu mới').waitFor();
  assert.equal(await page.getByLabel('Mật khẩu đang dùng').count(), 0);
  await visitor.inspect({ scripts: 'none' });
  await page.getByLabel('Mật khẩu mới').fill('đàn vịt qua sông');
  await page.getByRole('button', { name: 'Lưu mật khẩu mới' }).click();
  await page.getByText('Mật khẩu đã được đổi').first().waitFor();
  await page.getByRole('link', { name: 'Đóng tài khoản' }).waitFor();
  await visitor.inspect({ scripts: 'none' });
});
