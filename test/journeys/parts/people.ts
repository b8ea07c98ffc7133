import type { Page } from 'playwright-core';
import { demoAgencies, demoOfficers, demoPeople } from '#seeds/demo/index.ts';
import type { OpenHouse } from '#test/world/browser.ts';

/** A person of the demo world, by name. */
export function person(name: string) {
  const found = demoPeople.find((one) => one.fullName === name);
  if (!found) throw new Error(`Nobody in the demo world is called ${name}`);
  return found;
}

/** An officer of the demo world with the agency where he or she serves today. */
export function officer(name: string) {
  const found = demoOfficers.find((one) => one.name === name);
  const agency = demoAgencies.find((one) => one.id === found?.appointments.at(-1)?.agencyId);
  if (!found || !agency) throw new Error(`No officer of the demo world is called ${name}`);
  return { ...found, agency };
}

/** Fills in the sign-in page that is open. */
export async function signIn(page: Page, house: OpenHouse, name: string): Promise<void> {
  await page.getByLabel('Số định danh cá nhân').fill(person(name).personalId);
  await page.getByLabel('Mật khẩu').fill(house.code);
  await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('button', { name: 'Đăng xuất' }).waitFor();
}

/** Opens a staff page as an officer: the door asks for agency, name and code, and leads on to the page. */
export async function openAsOfficer(page: Page, house: OpenHouse, name: string, path: string): Promise<void> {
  const { agency } = officer(name);
  await page.goto(path);
  await page.getByLabel('Cơ quan').selectOption({ label: agency.name });
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('radio', { name }).check();
  await page.getByLabel('Mật khẩu').fill(house.code);
  await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
  await page.waitForURL((url) => url.pathname === path.split('?')[0]);
}
