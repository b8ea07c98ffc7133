import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openHouse, type OpenHouse } from '#test/world/browser.ts';

let house: OpenHouse;
before(async () => {
  house = await openHouse();
});
after(() => house.close());

test('home', async () => {
  const v = await house.visitor('phone');
  await v.page.goto('/');
  await v.inspect({ scripts: 'none', alsoAt: 1280 });
});
