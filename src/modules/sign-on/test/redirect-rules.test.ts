import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkAddress, hasMixedScripts, type AddressFault } from '../clients/redirect-rules.ts';

const web = { kind: 'web', mode: 'live' } as const;
const webTest = { kind: 'web', mode: 'test' } as const;
const native = { kind: 'native', mode: 'live' } as const;
const nativeTest = { kind: 'native', mode: 'test' } as const;

const kept: [string, { kind: 'web' | 'native'; mode: 'test' | 'live' }][] = [
  ['https://dich-vu.example.gov.vn/quay-lai', web],
  ['https://dich-vu.example.gov.vn/quay-lai?tu=a', web],
  ['https://dich-vu.example.gov.vn', web],
  ['https://dich-vu.example.gov.vn:8443/', web],
  ['http://localhost:3000/quay-lai', webTest],
  ['http://127.0.0.1:3000/quay-lai', webTest],
  ['http://[::1]:3000/quay-lai', webTest],
  ['http://127.0.0.1/quay-lai', nativeTest],
  ['vn.gov.example.app:/quay-lai', native],
  ['https://dich-vu.example.gov.vn/app', native],
];

test('addresses that are kept as they were typed', () => {
  for (const [address, as] of kept) assert.deepEqual(checkAddress(address, as), { ok: true, address }, address);
});

const refused: [string, { kind: 'web' | 'native'; mode: 'test' | 'live' }, AddressFault][] = [
  ['', web, 'not-an-address'],
  ['/quay-lai', web, 'not-an-address'],
  ['https://dich vu.example.gov.vn/', web, 'not-an-address'],
  [`https://dich-vu.example.gov.vn/${'a'.repeat(400)}`, web, 'not-an-address'],
  ['https://dich-vu.example.gov.vn/#', web, 'fragment'],
  ['https://dich-vu.example.gov.vn/#x', web, 'fragment'],
  ['https://*.example.gov.vn/', web, 'wildcard'],
  ['https://dich-vu.example.gov.vn/*', web, 'wildcard'],
  ['https://DICH-VU.example.gov.vn/', web, 'not-exact'],
  ['HTTPS://dich-vu.example.gov.vn/', web, 'not-exact'],
  ['https://dich-vu.example.gov.vn:443/', web, 'not-exact'],
  ['https://dich-vu.example.gov.vn/a/../b', web, 'not-exact'],
  ['https://dich-vu.example.gov.vn/a/%2e%2E/b', web, 'not-exact'],
  ['https://dich-vu.example.gov.vn/a%2fb', web, 'not-exact'],
  ['https:dich-vu.example.gov.vn/', web, 'not-exact'],
  ['https://dich-vu.example.gov.vn\\@evil.vn/', web, 'not-exact'],
  ['https://dich-vu.example.gov.vn@evil.vn/', web, 'not-exact'],
  ['http://dich-vu.example.gov.vn/', web, 'not-https'],
  ['http://dich-vu.example.gov.vn/', webTest, 'not-https'],
  ['http://localhost.evil.vn/', webTest, 'not-https'],
  ['javascript:alert(1)', web, 'not-https'],
  ['data:text/html,x', webTest, 'not-https'],
  ['vn.gov.example.app:/quay-lai', web, 'not-https'],
  ['http://localhost:3000/quay-lai', web, 'not-public'],
  ['https://localhost/quay-lai', web, 'not-public'],
  ['https://10.0.0.1/', web, 'not-public'],
  ['https://[2001:db8::1]/', web, 'not-public'],
  ['https://may-chu/', web, 'not-public'],
  ['https://127.0.0.1a/', web, 'not-public'],
  ['https://may-chu.local/', web, 'not-public'],
  ['http://127.0.0.1/quay-lai', native, 'not-public'],
  ['http://localhost/quay-lai', nativeTest, 'not-exact'],
  ['myapp:/quay-lai', native, 'scheme-not-yours'],
  ['javascript:alert(1)', native, 'scheme-not-yours'],
  ['example.app:/quay-lai', native, 'scheme-not-yours'],
  ['vn.gov.example.app://quay-lai', native, 'not-exact'],
  ['vn.gov.example.app:quay-lai', native, 'not-exact'],
  // Latin а, е, о replaced by Cyrillic ones.
  ['https://dich-vu.exаmple.gov.vn/', web, 'mixed-script'],
  ['https://xn--exmple-4nf.gov.vn/', web, 'mixed-script'],
];

test('addresses that are refused, each with its reason', () => {
  for (const [address, as, fault] of refused)
    assert.deepEqual(checkAddress(address, as), { ok: false, fault }, `${address} as ${as.kind} ${as.mode}`);
});

test('a host in other letters is kept as the punycode that browsers show', () => {
  assert.deepEqual(checkAddress('https://dịch-vụ.example.vn/quay-lai', web), {
    ok: true,
    address: 'https://xn--dch-v-q81bsh.example.vn/quay-lai',
  });
  // All Cyrillic: one script, and shown as what it is.
  const checked = checkAddress('https://аррӏе.example.vn/', web);
  assert.ok(checked.ok && checked.address.startsWith('https://xn--'));
});

test('letters of two scripts in one label are met in either way of writing', () => {
  assert.equal(hasMixedScripts('xn--exmple-4nf.gov.vn'), true);
  assert.equal(hasMixedScripts('dịch-vụ.gov.vn'), false);
  assert.equal(hasMixedScripts('bộ2.пример.vn'), false);
});

test('whatever is kept is what a browser would send, on a host of one’s own', () => {
  const host = fc.constantFrom(
    'a.gov.vn',
    'A.gov.vn',
    'bộ.vn',
    'localhost',
    '127.0.0.1',
    'a.gov.vn:443',
    'x@a.vn',
    '*.vn',
  );
  const scheme = fc.constantFrom('https://', 'http://', 'HTTPS://', 'https:', 'vn.gov.a:', 'ftp://');
  const rest = fc.string({
    unit: fc.constantFrom('/', '.', 'a', '?', '#', '*', '%2e', '\\', '@', 'đ', ' ', ':'),
    maxLength: 8,
  });
  const mode = fc.constantFrom('test', 'live') as fc.Arbitrary<'test' | 'live'>;
  const loopback = new Set(['localhost', '127.0.0.1']);
  fc.assert(
    fc.property(scheme, host, rest, mode, (begin, name, end, in_) => {
      const checked = checkAddress(`${begin}${name}${end}`, { kind: 'web', mode: in_ });
      if (!checked.ok) return;
      const { address } = checked;
      assert.ok([address, `${address}/`].includes(new URL(address).href), address);
      assert.ok(!/[#*@\s\\]/.test(address), address);
      if (in_ === 'live')
        assert.ok(address.startsWith('https://') && !loopback.has(new URL(address).hostname), address);
      // Checking again changes nothing.
      assert.deepEqual(checkAddress(address, { kind: 'web', mode: in_ }), checked);
    }),
    { numRuns: 5000 },
  );
});
