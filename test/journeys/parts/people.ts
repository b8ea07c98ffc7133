import type { Page } from 'playwright-core';
import { demoAgencies, demoOfficers, demoPeople } from '#seeds/demo/index.ts';
import { listDemoMessages } from '#modules/identity/contract.ts';
import { createClient } from '#platform/client.ts';
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

/** Enters the code that was sent to the phone of somebody who has just given the right password. */
export async function enterCode(page: Page, house: OpenHouse, name: string): Promise<void> {
  const box = page.getByLabel('Nhập mã gồm 6 chữ số');
  await box.waitFor();
  await box.fill(await codeSentTo(house, name));
  await page.getByRole('button', { name: 'Xác nhận', exact: true }).click();
}

/** The newest code of somebody's phone; in the demo world it lies open. */
export async function codeSentTo(house: OpenHouse, name: string): Promise<string> {
  const phone = demoOfficers.find((one) => one.name === name)?.phone ?? person(name).phone ?? '';
  const { messages } = await createClient(house.url).get(listDemoMessages, {});
  const code = /\b\d{6}\b/.exec(messages.find(({ to }) => to.endsWith(phone.slice(-3)))?.text ?? '')?.[0];
  if (!code) throw new Error(`No code was sent to ${name}`);
  return code;
}

/** Opens a staff page as an officer: the door asks for agency, name, password and a code by phone, and leads on to the page. */
export async function openAsOfficer(page: Page, house: OpenHouse, name: string, path: string): Promise<void> {
  const { agency } = officer(name);
  await page.goto(path);
  await page.getByLabel('Cơ quan').selectOption({ label: agency.name });
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('radio', { name }).check();
  await page.getByLabel('Mật khẩu').fill(house.code);
  await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
  await enterCode(page, house, name);
  await page.waitForURL((url) => url.pathname === path.split('?')[0]);
}
