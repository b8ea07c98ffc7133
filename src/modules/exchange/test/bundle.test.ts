import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { isId } from '#platform/id.ts';
import { certificatesIn, checkBundle, checkBundleFile } from '../bundle/check-bundle.ts';
import { readZip, readZipFile, streamZip, writeZip, type Entry } from '../bundle/zip.ts';
import { readPacket, bytesSource } from '#modules/edxml/index.ts';
import { openFederation } from './federation.ts';
import { pdfOf } from '#modules/files/test/samples.ts';
import { checkDetached } from '#modules/signing/index.ts';
import { agencies, binh, huong, letter, officerOf, openAxis, thao, type Axis } from './axis.ts';

let axis: Axis;
let consignmentId: string;
let bundle: Buffer;
let folder: string;

const download = (actor = huong) => axis.node.fetch(`/api/exchange/consignments/${consignmentId}/bundle`, { actor });

before(async () => {
  axis = await openAxis();
  // Programs that are not ours know only the time of today.
  axis.clock.set(new Date());
  folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  const sent = (await axis.send(letter())) as { ok: boolean; answer: { consignmentId: string } };
  assert.ok(sent.ok);
  ({ consignmentId } = sent.answer);
  assert.ok(isId(consignmentId));
  await axis.evidence.seal();
  await axis.node.runJobs();
  await axis.evidence.seal();
  assert.equal(await axis.evidence.stamp(), 2);
  const answer = await download();
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), 'application/zip');
  bundle = Buffer.from(await answer.arrayBuffer());
});
after(async () => {
  rmSync(folder, { recursive: true });
  await axis.close();
});

const wrong = (findings: Awaited<ReturnType<typeof checkBundle>>) => findings.filter((one) => !one.ok);

test('the bundle holds, by itself and by the roots of the node; the same state gives the same bytes', async () => {
  const roots = certificatesIn(Buffer.from(await axis.signing.caCertificatePem()));
  const findings = await checkBundle(bundle, { roots, stampRoots: roots });
  assert.deepEqual(wrong(findings), []);
  const said = findings.map((one) => one.vi).join('\n');
  for (const what of [
    'exchange.consignment-accepted',
    'exchange.document-delivered',
    'Dấu niêm phong số 1',
    'dấu thời gian',
  ])
    assert.ok(said.includes(what), what);
  assert.deepEqual(Buffer.from(await (await download()).arrayBuffer()), bundle);
  assert.deepEqual(wrong(await checkBundle(bundle)), []);
});

test('both sides get it, others learn nothing', async () => {
  for (const actor of [binh, thao]) {
    const answer = await download(actor);
    assert.equal(answer.status, 200);
    assert.deepEqual(wrong(await checkBundle(Buffer.from(await answer.arrayBuffer()))), []);
  }
  assert.equal((await download(officerOf(agencies.many[0] ?? agencies.ended, 'Người ngoài'))).status, 404);
});

test('the commands of its README do what they say, as written', async () => {
  const files = await readZip(bundle);
  assert.ok(files);
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  const commands = /```sh\n([^`]+)```/.exec(files.get('README.md')?.toString() ?? '')?.[1] ?? '';
  assert.match(commands, /openssl cms[^\n]+receipt/);
  assert.match(commands, /openssl ts/);
  assert.match(commands, /xmlsec1 --verify/);
  const run = () => spawnSync('sh', ['-e', '-c', commands], { cwd: folder, encoding: 'utf8' });
  const good = run();
  assert.equal(good.status, 0, good.stderr);
  for (const name of [
    'README.md',
    'manifest.json',
    'manifest.p7s',
    'receipt.json',
    'document.edxml',
    'seals/000000001.json',
    'seals/000000002.tst',
  ]) {
    const bytes = files.get(name);
    assert.ok(bytes, name);
    const bent = Buffer.from(bytes);
    bent[40] = (bent[40] ?? 0) ^ 1;
    writeFileSync(join(folder, name), bent);
    assert.notEqual(run().status, 0, name);
    writeFileSync(join(folder, name), bytes);
  }
});

test('property: a bundle with one byte changed, anywhere, is refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: bundle.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const bent = Buffer.from(bundle);
      bent[at] = (bent[at] ?? 0) ^ by;
      assert.ok(wrong(await checkBundle(bent)).length > 0, `byte ${at}`);
    }),
    { numRuns: 200 },
  );
  for (const cut of [
    bundle.subarray(1),
    bundle.subarray(0, -1),
    Buffer.concat([bundle, Buffer.from([0])]),
    Buffer.alloc(0),
  ])
    assert.ok(wrong(await checkBundle(cut)).length > 0);
});

test('a forger who makes the manifest fit again fails at what is signed', async () => {
  const whole = await readZip(bundle);
  assert.ok(whole);
  const forge = async (name: string, change: (text: string) => string): Promise<Buffer> => {
    const files = new Map(whole);
    const changed = Buffer.from(change(files.get(name)?.toString() ?? ''));
    files.set(name, changed);
    const { createHash } = await import('node:crypto');
    const before = createHash('sha256')
      .update(whole.get(name) ?? '')
      .digest('hex');
    const now = createHash('sha256').update(changed).digest('hex');
    files.set('manifest.json', Buffer.from((whole.get('manifest.json')?.toString() ?? '').replace(before, now)));
    return writeZip(files);
  };
  for (const [name, from, to] of [
    ['envelope.json', 'Nông Minh Khôi', 'Nông Minh Khải'],
    ['document.edxml', 'Nông Minh Khôi', 'Nông Minh Khải'],
    ['receipt.json', '"recipients":2', '"recipients":1'],
    ['evidence/0001.json', 'consignment-accepted', 'consignment-refused'],
    ['evidence/0002.proof.json', '"index":0', '"index":1'],
    ['seals/000000002.json', '"leaves":', '"leaves":1'],
    ['README.md', 'openssl cms', 'true cms'],
  ] as const) {
    const forged = await forge(name, (text) => {
      assert.ok(text.includes(from), `${name} has ${from}`);
      return text.replace(from, to);
    });
    const said = wrong(await checkBundle(forged)).map(({ en }) => en);
    assert.ok(said.includes('The list of files is not signed by the node that made this bundle.'), name);
    // What is signed by itself fails by that as well.
    assert.ok(said.length > (name === 'README.md' ? 0 : 1), name);
  }
  const unsigned = new Map(whole);
  unsigned.delete('manifest.p7s');
  assert.equal(wrong(await checkBundle(await writeZip(unsigned))).length, 1, 'a list without its seal');
  // Another authority's word counts for nothing where the roots are given.
  assert.ok(wrong(await checkBundle(bundle, { roots: [] })).length > 0);
});

test('lienthong verify says it in sentences, and by its exit status', async () => {
  const path = join(folder, 'bundle.zip');
  writeFileSync(path, bundle);
  writeFileSync(join(folder, 'roots.pem'), await axis.signing.caCertificatePem());
  const cli = fileURLToPath(new URL('../../../cli.ts', import.meta.url));
  const args = ['verify', path, '--ca', join(folder, 'roots.pem')];
  const said = execFileSync(process.execPath, [cli, ...args], { encoding: 'utf8', cwd: folder });
  assert.match(said, /The evidence holds\./);
  const bent = Buffer.from(bundle);
  bent[bundle.length >> 1] = (bent[bundle.length >> 1] ?? 0) ^ 1;
  writeFileSync(path, bent);
  const refused = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', cwd: folder });
  assert.equal(refused.status, 1);
  assert.match(refused.stdout, /does not hold/);
  writeFileSync(path, bundle);
  const foreign = spawnSync(process.execPath, [cli, ...args, '--file', cli], { encoding: 'utf8', cwd: folder });
  assert.equal(foreign.status, 1, 'a file that did not come with the document');
});

test('one byte of the edXML form changed: xmlsec1 and lienthong verify refuse it', async () => {
  const whole = await readZip(bundle);
  const bytes = whole?.get('document.edxml');
  assert.ok(whole && bytes);
  const packet = await readPacket(bytesSource(bytes));
  assert.ok(packet.kind === 'document');
  assert.equal(packet.facts.from.id, agencies.ducXuan.code);
  writeFileSync(join(folder, 'roots.pem'), await axis.signing.caCertificatePem());
  const path = join(folder, 'one.edxml');
  const xmlsec = (content: Buffer): number | null => {
    writeFileSync(path, content);
    const id = ['--id-attr:Id', 'http://uri.etsi.org/01903/v1.3.2#:SignedProperties'];
    return spawnSync('xmlsec1', ['--verify', '--trusted-pem', join(folder, 'roots.pem'), ...id, path]).status;
  };
  assert.equal(xmlsec(bytes), 0);
  const { createHash } = await import('node:crypto');
  const digest = (of: Buffer) => createHash('sha256').update(of).digest('hex');
  for (const after of [
    '<edXML:Subject>',
    '<DigestValue>',
    '<SignatureValue>',
    '<edXML:CodeNumber>',
    '<X509Certificate>',
  ]) {
    const at = bytes.indexOf(after) + after.length;
    assert.ok(at > after.length, after);
    const bent = Buffer.from(bytes);
    // Another letter or digit, so that it stays XML.
    bent[at] = bytes[at] === 0x35 ? 0x36 : 0x35;
    assert.notEqual(xmlsec(bent), 0, after);
    const files = new Map(whole).set('document.edxml', bent);
    const manifest = whole.get('manifest.json')?.toString().replace(digest(bytes), digest(bent)) ?? '';
    files.set('manifest.json', Buffer.from(manifest));
    assert.equal(
      wrong(await checkBundle(await writeZip(files))).length,
      2,
      `${after}: the packet, and the list of files`,
    );
  }
});

test('a receipt of another node is said to be vouched for by it, and holds only with the record that it came', async () => {
  const fed = await openFederation({ tinh: [agencies.ducXuan, agencies.ended], 'bo-tu-phap': [agencies.ministry] });
  try {
    const sent = (await fed.node('tinh').send(letter({ to: [agencies.ministry.code] }))) as { ok: boolean; answer: { consignmentId: string } }; // prettier-ignore
    assert.ok(sent.ok);
    await fed.settle();
    const there = fed.node('bo-tu-phap');
    await there.evidence.seal();
    const url = `/api/exchange/consignments/${sent.answer.consignmentId}/bundle`;
    const got = await there.node.fetch(url, { actor: binh });
    assert.equal(got.status, 200);
    const bytes = Buffer.from(await got.arrayBuffer());
    const now = (of: Awaited<ReturnType<typeof checkBundle>>) => wrong(of).map(({ en }) => en);
    const findings = await checkBundle(bytes);
    assert.deepEqual(now(findings), []);
    const vouched = findings.filter(({ en }) => en.includes('given by another node'));
    assert.equal(vouched.length, 1);
    const both = [await there.signing.caCertificatePem(), await fed.node('tinh').signing.caCertificatePem()].join('');
    const roots = certificatesIn(Buffer.from(both));
    const checked = await checkBundle(bytes, { roots });
    assert.deepEqual(now(checked), []);
    assert.ok(
      checked.some(({ en }) => en.startsWith('The receipt is signed')),
      'with both roots it is checked',
    );
    assert.equal(findings.filter(({ en }) => en.includes('vouches for it under the key tinh#')).length, 1);
    // Its README's commands, as written; with one byte of the voucher changed they fail, and so does lienthong verify.
    const inside = await readZip(bytes);
    assert.ok(inside);
    const place = join(folder, 'of-another-node');
    for (const [name, one] of inside) {
      mkdirSync(dirname(join(place, name)), { recursive: true });
      writeFileSync(join(place, name), one);
    }
    const commands = /```sh\n([^`]+)```/.exec(inside.get('README.md')?.toString() ?? '')?.[1] ?? '';
    assert.match(commands, /openssl dgst[^\n]+voucher/);
    // What the certificates of that node would be checked by is the time of the test; these need none.
    const voucherCommands = commands
      .split('\n')
      .filter((line) => /^openssl dgst|^grep|^khoa/.test(line))
      .join('\n');
    assert.match(voucherCommands, /grep [^\n]+voucher-key[^\n]+"keyId":"tinh#' directories\/2026112301\.json/);
    assert.match(voucherCommands, /grep [^\n]+root-key[^\n]+"keyId":"bo-tu-phap#'/);
    const run = () => spawnSync('sh', ['-e', '-c', voucherCommands], { cwd: place, encoding: 'utf8' }).status;
    assert.equal(run(), 0);
    // By the registrar's key alone: directory, its node's word for the certificates, and all that goes back to them.
    const registrar = createPublicKey(inside.get('directories/2026112301.pem') ?? '');
    const byRegistrar = await checkBundle(bytes, { registrarKeys: [registrar] });
    assert.deepEqual(now(byRegistrar), []);
    for (const sentence of [
      /^The directory of nodes 2026112301 of .* is signed by the registrar/,
      /^The node bo-tu-phap vouches for the root certificates/,
      /which the directory of nodes names\.$/,
      /^By the directory 2026112301 the sender H55\.101 is at home at Nút tinh \(tinh\)\.$/,
    ])
      assert.equal(byRegistrar.filter(({ en }) => sentence.test(en)).length, 1, String(sentence));
    assert.ok(byRegistrar.every(({ en }) => !en.includes('those of the bundle itself')));
    const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
    assert.deepEqual(now(await checkBundle(bytes, { registrarKeys: [stranger] })).map((en) => en.slice(0, 30)), [
      'The directory of nodes 2026112',
      'The word of the node for the r',
      'No node of the directory vouch',
    ]); // prettier-ignore
    const alone = await checkBundle(bundle, { registrarKeys: [registrar] });
    assert.ok(now(alone).some((en) => en.startsWith('The bundle has no directory')));
    assert.deepEqual(
      Buffer.from(await (await there.node.fetch(url, { actor: binh })).arrayBuffer()),
      bytes,
      'the same state gives the same bytes',
    );
    for (const name of [
      'voucher.json',
      'voucher.sig',
      'voucher-key.pem',
      'directories/2026112301.json',
      'directories/2026112301.sig',
      'directories/2026112301.pem',
      'root.json',
      'root.sig',
      'root-key.pem',
    ]) {
      const one = inside.get(name);
      assert.ok(one, name);
      const bent = Buffer.from(one);
      bent[40] = (bent[40] ?? 0) ^ 1;
      writeFileSync(join(place, name), bent);
      assert.notEqual(run(), 0, name);
      writeFileSync(join(place, name), one);
      const forged = new Map(inside).set(name, bent);
      const { createHash } = await import('node:crypto');
      const digest = (of: Buffer) => createHash('sha256').update(of).digest('hex');
      forged.set('manifest.json', Buffer.from((inside.get('manifest.json')?.toString() ?? '').replace(digest(one), digest(bent)))); // prettier-ignore
      assert.ok(wrong(await checkBundle(await writeZip(forged))).length > 0, name);
    }
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length - 1 }), async (at) => {
        const bent = Buffer.from(bytes);
        bent[at] = (bent[at] ?? 0) ^ 1;
        assert.ok(wrong(await checkBundle(bent)).length > 0, `byte ${at}`);
      }),
      { numRuns: 60 },
    );
    // Without the record that it came, it is nobody's word.
    const files = await readZip(bytes);
    assert.ok(files);
    const record = [...files].find(([, one]) => one.includes('exchange.consignment-received'));
    assert.ok(record);
    files.set('receipt.json', Buffer.from((files.get('receipt.json')?.toString() ?? '').replace('"recipients":1', '"recipients":2'))); // prettier-ignore
    const said = now(await checkBundle(await writeZip(files)));
    assert.ok(said.includes('The signature of the receipt is not good.'), said.join());
    assert.match(files.get('README.md')?.toString() ?? '', /vouches only that it received/);
  } finally {
    await fed.close();
  }
});

test('with payloads=yes the files are in it, found whole by lienthong verify, and not when one byte of them is changed', async () => {
  const content = await pdfOf(40);
  const stored = await axis.files.receive(content, { name: 'van-ban.pdf', owner: huong.accountId });
  const file = { fileId: stored.id, name: 'van-ban.pdf', sha256: stored.sha256, bytes: stored.bytes, mediaType: 'application/pdf' }; // prettier-ignore
  const sent = (await axis.send({ ...letter(), files: [file] })) as { ok: boolean; answer: { consignmentId: string } };
  assert.ok(sent.ok, JSON.stringify(sent));
  await axis.node.runJobs();
  await axis.evidence.seal();
  const url = `/api/exchange/consignments/${sent.answer.consignmentId}/bundle`;
  const path = join(folder, 'with-payloads.zip');
  for (const actor of [huong, binh]) {
    const got = await axis.node.fetch(`${url}?payloads=yes`, { actor });
    assert.equal(got.status, 200);
    writeFileSync(path, Buffer.from(await got.arrayBuffer()));
    const findings = await checkBundleFile(path);
    assert.deepEqual(wrong(findings), []);
    assert.ok(findings.some(({ en }) => en.includes(stored.sha256)));
  }
  assert.equal((await axis.node.fetch(`${url}?payloads=no`, { actor: huong })).status, 400);
  const { readFileSync } = await import('node:fs');
  const whole = readFileSync(path);
  const start = whole.indexOf('%PDF-');
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.nat({ max: whole.length - 1 }), fc.integer({ min: start, max: start + content.length - 1 })),
      async (at) => {
        const bent = Buffer.from(whole);
        bent[at] = (bent[at] ?? 0) ^ 1;
        writeFileSync(path, bent);
        assert.ok(wrong(await checkBundleFile(path)).length > 0, `byte ${at}`);
      },
    ),
    { numRuns: 60 },
  );
  // Without the payloads the same door reads the small one.
  writeFileSync(path, bundle);
  assert.deepEqual(wrong(await checkBundleFile(path)), []);
});

test('the edXML form with its files is put together by the command of the README, and checked by xmlsec1 and lienthong verify', async () => {
  // A name needs care, and the same bytes may come twice.
  const contents = [await pdfOf(2), await pdfOf(3)];
  const files = [];
  for (const [index, content] of contents.entries()) {
    const name = ['Quyết định số 7.pdf', 'phụ lục (bản “cuối”).pdf'][index] ?? '';
    const stored = await axis.files.receive(content, { name, owner: huong.accountId });
    files.push({ fileId: stored.id, name, sha256: stored.sha256, bytes: stored.bytes, mediaType: stored.type });
  }
  const [first, second] = files as [(typeof files)[0], (typeof files)[0]];
  const sent = (await axis.send({ ...letter(), files: [first, second, { ...first, name: 'lần nữa.pdf' }] })) as { ok: boolean; answer: { consignmentId: string } }; // prettier-ignore
  assert.ok(sent.ok, JSON.stringify(sent));
  await axis.node.runJobs();
  await axis.evidence.seal();
  await axis.evidence.stamp();
  const got = async (actor = huong) =>
    Buffer.from(
      await (
        await axis.node.fetch(`/api/exchange/consignments/${sent.answer.consignmentId}/bundle?payloads=yes`, { actor })
      ).arrayBuffer(),
    );
  const whole = await got();
  assert.deepEqual(await got(), whole);
  const path = join(folder, 'whole.zip');
  writeFileSync(path, whole);
  const findings = await checkBundleFile(path);
  assert.deepEqual(wrong(findings), []);
  const carries = (of: typeof findings) => of.filter(({ en }) => en.startsWith('The edXML form with its files'));
  assert.deepEqual(carries(findings).map(({ ok }) => ok), [true]); // prettier-ignore
  writeFileSync(path, await got(binh));
  assert.deepEqual(wrong(await checkBundleFile(path)), [], 'a recipient has it, too');
  writeFileSync(path, whole);

  const opened = await readZipFile(path);
  assert.ok(opened);
  const inside = new Map(opened.files);
  for (const [index, { sha256 }] of [first, second].entries())
    inside.set(`payloads/${sha256}`, contents[index] ?? Buffer.alloc(0));
  const place = join(folder, 'whole');
  for (const [name, one] of inside) {
    mkdirSync(dirname(join(place, name)), { recursive: true });
    writeFileSync(join(place, name), one);
  }
  const commands = /```sh\n([^`]+)```/.exec(inside.get('README.md')?.toString() ?? '')?.[1] ?? '';
  assert.match(commands, /base64 -w0[^\n]+> toan-bo\.edxml\nxmlsec1[^\n]+toan-bo\.edxml/);
  const run = () => spawnSync('sh', ['-e', '-c', commands], { cwd: place, encoding: 'utf8' });
  const good = run();
  assert.equal(good.status, 0, good.stderr);
  const { readFileSync } = await import('node:fs');
  const packet = await readPacket(bytesSource(readFileSync(join(place, 'toan-bo.edxml'))));
  assert.ok(packet.kind === 'document');
  assert.deepEqual(
    packet.attachments.map(({ name }) => name),
    [first.name, second.name, 'lần nữa.pdf'].map((name) => name.normalize('NFC')),
  );
  for (const [index, attachment] of packet.attachments.entries()) {
    const unpacked = await attachment.open();
    const pieces: Buffer[] = [];
    for await (const piece of unpacked.stream) pieces.push(piece);
    await unpacked.close();
    assert.deepEqual(Buffer.concat(pieces), contents[index % 2]);
  }
  // Each part and each file: with one byte changed the commands fail, and so does lienthong verify, also when the manifest is made to fit.
  const digest = (of: Buffer) => createHash('sha256').update(of).digest('hex');
  for (const name of ['edxml/00.xml', 'edxml/01.head', 'edxml/02.tail', 'edxml/03.xml', `payloads/${second.sha256}`]) {
    const one = inside.get(name);
    assert.ok(one, name);
    const bent = Buffer.from(one);
    const at = name === 'edxml/00.xml' ? one.indexOf('<edXML:CodeNumber>') + 18 : Math.min(14, one.length - 1);
    bent[at] = (bent[at] ?? 0) ^ 1;
    writeFileSync(join(place, name), bent);
    assert.notEqual(run().status, 0, name);
    writeFileSync(join(place, name), one);
    const forged = new Map(inside).set(name, bent);
    forged.set('manifest.json', Buffer.from((inside.get('manifest.json')?.toString() ?? '').replace(digest(one), digest(bent)))); // prettier-ignore
    const entries = [...forged].map(([entry, content]): [string, Entry] => [
      entry,
      entry.startsWith('payloads/') ? { open: () => Readable.from([content]) } : content,
    ]);
    writeFileSync(path, await buffer(streamZip(new Map(entries))));
    assert.ok(wrong(await checkBundleFile(path)).length > 0, name);
  }
});

test('property: one byte changed at any place of any file of a bundle, packed again without a fault, is refused', async () => {
  const path = join(folder, 'any-file.zip');
  const inside = await readZip(bundle);
  assert.ok(inside);
  const names = [...inside.keys()];
  const bend = async (name: string, at: number, by: number): Promise<void> => {
    const one = inside.get(name);
    assert.ok(one && one.length > 0, name);
    const bent = Buffer.from(one);
    bent[at % one.length] = (one[at % one.length] ?? 0) ^ by;
    writeFileSync(path, await writeZip(new Map(inside).set(name, bent)));
    assert.ok(wrong(await checkBundleFile(path)).length > 0, `${name} at ${at % one.length}`);
  };
  for (const name of names) await bend(name, 0, 1);
  // The one file that no list names. Its certificates beside the signer's and its versions are covered by no signature, either.
  const seal = inside.get('manifest.p7s') ?? Buffer.alloc(0);
  const list = inside.get('manifest.json') ?? Buffer.alloc(0);
  const [root = Buffer.alloc(0)] = certificatesIn(inside.get('ca.pem') ?? Buffer.alloc(0));
  assert.ok(await checkDetached(list, seal, [root]));
  const refused = async (at: number, by: number): Promise<void> => {
    const bent = Buffer.from(seal);
    bent[at] = (bent[at] ?? 0) ^ by;
    assert.equal(await checkDetached(list, bent, [root]), false, `manifest.p7s at ${at} by ${by}`);
  };
  const version = Buffer.from([2, 1, 1]);
  const beside = seal.indexOf(root);
  assert.ok(beside > 0);
  for (const at of [seal.indexOf(version) + 2, seal.indexOf(version, beside + root.length) + 2]) await refused(at, 2);
  for (const at of [0, 4, root.length >> 1, root.length - 1]) await refused(beside + at, 1);
  await fc.assert(fc.asyncProperty(fc.nat({ max: seal.length - 1 }), fc.integer({ min: 1, max: 255 }), refused), {
    numRuns: 20,
  });
  await fc.assert(fc.asyncProperty(fc.constantFrom(...names), fc.nat(), fc.integer({ min: 1, max: 255 }), bend), {
    numRuns: 150,
  });
});

test('a payload passes through writer and checker without being in memory', async () => {
  const path = join(folder, 'large.zip');
  const piece = Buffer.alloc(1024 * 1024, 7);
  const pieces = 192;
  async function* content() {
    for (let i = 0; i < pieces; i += 1) yield piece;
  }
  const { createWriteStream } = await import('node:fs');
  const { pipeline } = await import('node:stream/promises');
  let most = 0;
  const look = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5);
  const before = process.memoryUsage().rss;
  try {
    await pipeline(streamZip(new Map([['payloads/x', { open: content }]])), createWriteStream(path));
    const read = await readZipFile(path);
    assert.equal(read?.payloads.size, 1);
  } finally {
    clearInterval(look);
  }
  assert.ok(most - before < 100 * 1024 * 1024, `${Math.round((most - before) / 1024 ** 2)} MB more`);
});
