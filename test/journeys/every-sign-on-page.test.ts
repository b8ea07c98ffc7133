import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openHouse, type OpenHouse } from '#test/world/browser.ts';
import { addressOf, everyAddress, walkSignOnPages } from './parts/sign-on-pages.ts';

let house: OpenHouse;
before(async () => {
  house = await openHouse();
});
after(() => house?.close());

// A page that is added to one of the rooms and is not on the way fails this, so that none is ever left out.
test('every page of the sign-on is read by axe on a narrow phone, and nothing is wrong with any of them', async () => {
  const seen = new Set<string>();
  await walkSignOnPages(house, { person: 'phone', officer: 'phone' }, async (visitor) => {
    await visitor.inspect();
    seen.add(addressOf(visitor.page.url()) ?? '');
  });
  assert.deepEqual(
    everyAddress.filter((address) => !seen.has(address)),
    [],
    'pages that nobody looked at',
  );
});
