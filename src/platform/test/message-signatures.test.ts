import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { isInnerList, parseDictionary } from 'structured-headers';
import {
  digestOf,
  fits,
  LONGEST_SECONDS,
  readContentDigest,
  signatureBase,
  signatureBaseByLibrary,
  signRequest,
  SignatureRefusal,
  verifyRequest,
  writeContentDigest,
  type RequestToSign,
  type RequestToVerify,
} from '../web/message-signatures.ts';

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const now = new Date('2026-11-28T08:00:00Z');
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
const url = 'https://bo.example.vn/lien-nut/van-ban?so=12';
const body = Buffer.from('{"so":"12/QĐ"}');
const type = { 'content-type': 'application/json' };
const keyOf = async (keyId: string) => (keyId === 'nut-a#1' ? pair.publicKey : undefined);

const signed = (more: Partial<RequestToSign> = {}) =>
  signRequest({
    method: 'POST',
    url,
    headers: type,
    body,
    keyId: 'nut-a#1',
    privateKey: pair.privateKey,
    created: now,
    ...more,
  });
const verified = (headers: RequestToVerify['headers'], more: Partial<RequestToVerify> = {}) =>
  verifyRequest({
    method: 'POST',
    url,
    headers,
    digestOfBody: digestOf(body),
    now,
    keyOf,
    maxSkewSeconds: 60,
    ...more,
  });
const refused = (work: Promise<unknown>, code: string) =>
  assert.rejects(work, (error) => error instanceof SignatureRefusal && error.code === code);

test('what was signed is believed, for any method, path, query and body', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
      fc.webPath(),
      fc.webQueryParameters(),
      fc.option(
        fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
        { nil: undefined },
      ),
      async (method, path, query, sent) => {
        const target = new URL(`https://nut.example.vn:8443${path}?${query}#phan-cuoi`);
        const headers = await signRequest({
          method,
          url: target,
          ...(sent ? { body: sent, headers: { 'Content-Type': 'application/octet-stream' } } : {}),
          keyId: 'nut-a#1',
          privateKey: pair.privateKey,
          created: now,
        });
        target.hash = '';
        const given = {
          method,
          url: target.href,
          headers: { ...headers, host: 'x' },
          now: later(59),
          keyOf,
          maxSkewSeconds: 60,
        };
        const answer = await verifyRequest({ ...given, ...(sent ? { digestOfBody: digestOf(sent) } : {}) });
        assert.equal(answer.keyId, 'nut-a#1');
        assert.deepEqual(answer.digest, sent && digestOf(sent));
        await refused(verifyRequest({ ...given, url: `${target.href}x` }), 'bad-signature');
        await refused(verifyRequest({ ...given, method: method === 'PUT' ? 'POST' : 'PUT' }), 'bad-signature');
      },
    ),
    { numRuns: 60 },
  );
});

test('two requests never share a nonce, and the digest comes back for a body that is still to come', async () => {
  const [one, other] = [await verified(await signed()), await verified(await signed())];
  assert.notEqual(one.nonce, other.nonce);
  const { digestOfBody: _, ...open } = { digestOfBody: undefined };
  const waiting = await verifyRequest({
    method: 'POST',
    url,
    headers: await signed(),
    now,
    keyOf,
    maxSkewSeconds: 60,
    ...open,
  });
  assert.deepEqual(waiting.digest, digestOf(body));
});

test('a request without a signature, or with half of one, is refused', async () => {
  const { signature, 'signature-input': input, ...plain } = await signed();
  await refused(verified(plain), 'unsigned');
  await refused(verified({ ...plain, signature }), 'malformed');
  await refused(verified({ ...plain, 'signature-input': input }), 'malformed');
  await refused(verified({ ...plain, signature: 'sig=:AA=:', 'signature-input': input }), 'malformed');
  await refused(verified({ ...plain, signature: 'sig=(', 'signature-input': input }), 'malformed');
  await refused(verified({ ...plain, signature, 'signature-input': `${input}, b=()` }), 'malformed');
  await refused(
    verified({ ...plain, signature: String(signature).replace('sig', 'other'), 'signature-input': input }),
    'malformed',
  );
});

test('one byte changed in what is covered, or in the signature, is a bad signature', async () => {
  const headers = await signed();
  await refused(verified({ ...headers, 'content-type': 'application/xml' }), 'bad-signature');
  await refused(verified(headers, { url: url.replace('bo.', 'tinh.') }), 'bad-signature');
  await refused(verified({ ...headers, 'content-digest': writeContentDigest(digestOf('another')) }), 'bad-signature');
  const input = String(headers['signature-input']);
  const otherNonce = input.replace(/nonce="(.)/, (_all, first) => `nonce="${first === '_' ? '-' : '_'}`);
  await refused(verified({ ...headers, 'signature-input': otherNonce }), 'bad-signature');
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  await refused(verified(await signed({ privateKey: stranger.privateKey })), 'bad-signature');
});

test('a body other than the signed one is refused', async () => {
  await refused(verified(await signed(), { digestOfBody: digestOf('another') }), 'bad-digest');
});

test('an unknown key is refused, and a key of another curve is none', async () => {
  await refused(verified(await signed({ keyId: 'nut-b#1' })), 'unknown-key');
  const other = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  await refused(verified(await signed(), { keyOf: async () => other.publicKey }), 'unknown-key');
});

test('a signature lives for minutes whatever its sender wrote, and a clock may be a little wrong', async () => {
  const lasting = await signed({ expires: later(86_400) });
  assert.deepEqual((await verified(lasting)).expires, later(LONGEST_SECONDS));
  await verified(lasting, { now: later(LONGEST_SECONDS + 60) });
  await refused(verified(lasting, { now: later(LONGEST_SECONDS + 61) }), 'too-old');
  await refused(verified(await signed({ expires: later(10) }), { now: later(71) }), 'too-old');
  await verified(lasting, { now: later(-60) });
  await refused(verified(lasting, { now: later(-61) }), 'too-new');
  await refused(verified(await signed({ expires: later(-1) })), 'malformed');
});

test('a signature that leaves something out is refused before its key is asked for', async () => {
  const never = { keyOf: async () => assert.fail('asked for a key') };
  const headers = await signed();
  const input = String(headers['signature-input']);
  const without = (part: string | RegExp) =>
    verified({ ...headers, 'signature-input': input.replace(part, '') }, never);
  for (const part of ['"@method" ', '"@target-uri" ', '"content-digest" ', ' "content-type"'])
    await refused(without(part), 'missing-component');
  for (const part of [/;created=\d+/, /;expires=\d+/, /;nonce="[^"]+"/, /;keyid="[^"]+"/])
    await refused(without(part), 'missing-component');
  // A body under a signature that was made for none.
  const bare = await signRequest({
    method: 'POST',
    url,
    keyId: 'nut-a#1',
    privateKey: pair.privateKey,
    created: now,
  });
  await refused(verified(bare, never), 'missing-component');
  const { digestOfBody: _, ...unread } = { digestOfBody: 0, ...never };
  await refused(
    verifyRequest({
      method: 'POST',
      url,
      headers: { ...bare, 'content-length': '3' },
      now,
      maxSkewSeconds: 1,
      ...unread,
    }),
    'missing-component',
  );
  await verified(bare, { digestOfBody: digestOf('') });
  const sha512 = { ...headers, 'content-digest': 'sha-512=:AAAA:' };
  await refused(verified(sha512, never), 'missing-component');
});

test('components with parameters, twice, or of another algorithm are not taken', async () => {
  const headers = await signed();
  const input = String(headers['signature-input']);
  const replaced = (from: string | RegExp, to: string) =>
    verified({ ...headers, 'signature-input': input.replace(from, to) });
  await refused(replaced('"@method"', '"@method";req'), 'malformed');
  await refused(replaced('"@method"', '"@method" "@method"'), 'malformed');
  await refused(replaced('"@method"', '"@method" "@nothing"'), 'malformed');
  await refused(replaced('"@method"', '"@method" "x-absent"'), 'missing-component');
  await refused(replaced(/;alg="[^"]+"/, ';alg="hmac-sha256"'), 'malformed');
  await refused(replaced(/;created=(\d+)/, ';created="$1"'), 'malformed');
  await refused(replaced(/nonce="[^"]+"/, 'nonce="short"'), 'malformed');
});

test('Content-Digest is read and written as in RFC 9530', () => {
  const field = 'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:';
  assert.equal(writeContentDigest(digestOf('{"hello": "world"}')), field);
  assert.deepEqual(readContentDigest(`sha-512=:AAAA:, ${field}`), digestOf('{"hello": "world"}'));
  assert.equal(readContentDigest('sha-512=:AAAA:'), undefined);
  assert.throws(() => readContentDigest('sha-256=:AAAA:'), SignatureRefusal);
  assert.throws(() => readContentDigest('sha-256="text"'), SignatureRefusal);
});

test('the published example of RFC 9421 (B.2.4, ECDSA on P-256) is believed, and not with a byte changed', () => {
  const key = createPublicKey(`-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf
w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==
-----END PUBLIC KEY-----`);
  const field =
    'sig-b24=("@status" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-ecc-p256"';
  const input = parseDictionary(field).get('sig-b24');
  assert.ok(input && isInnerList(input));
  const signature = Buffer.from(
    'wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==',
    'base64',
  );
  const digest = 'sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:';
  const base = (length: string) =>
    signatureBase(input, {
      status: 200,
      headers: { 'content-type': 'application/json', 'content-digest': digest, 'content-length': length },
    });
  assert.ok(fits(base('23'), signature, key));
  assert.ok(!fits(base('24'), signature, key));
});

test('the text under a signature is the same by hand and by the library, whatever is covered', () => {
  const headerValue = fc.string({ unit: fc.constantFrom('a', 'Z', '9', ' ', '\t', '"', ',', ';', '='), maxLength: 20 });
  fc.assert(
    fc.property(
      fc.uniqueArray(
        fc.constantFrom('@method', '@target-uri', '@authority', '@path', 'content-digest', 'x-a', 'content-type'),
        { minLength: 1 },
      ),
      fc.constantFrom('get', 'POST', 'Delete'),
      headerValue,
      headerValue,
      (names, method, first, second) => {
        const input = parseDictionary(
          `sig=(${names.map((name) => `"${name}"`).join(' ')});created=5;keyid="k";alg="a\\"b"`,
        ).get('sig');
        assert.ok(input && isInnerList(input));
        const headers = { 'content-digest': first, 'x-a': second, 'content-type': 'application/json' };
        const message = { method, url, headers };
        assert.equal(signatureBase(input, message), signatureBaseByLibrary(input, message));
      },
    ),
  );
});
