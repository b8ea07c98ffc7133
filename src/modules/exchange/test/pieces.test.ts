import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { getConsignment } from '#modules/exchange/contract.ts';
import { pdfOf } from '#modules/files/test/samples.ts';
import { agencies, binh, huong, letter, newKey } from './axis.ts';
import { openFederation, type Federation } from './federation.ts';

// What a node answers to payloads is its word about just those, or it is nothing: to a piece of one, as nodes of older code and large files
// have it, and to several small ones together.
const HOUR = 3_600_000;

let fed: Federation;
beforeEach(async () => {
  fed = await openFederation({ tinh: [agencies.ducXuan], bo: [agencies.ministry] });
});
afterEach(() => fed?.close());

async function sentWithFile(pages = 3): Promise<string> {
  const bytes = await pdfOf(pages);
  const { id: fileId, sha256 } = await fed.node('tinh').files.receive(bytes, { owner: huong.accountId, name: 'a.pdf' });
  const files = [{ fileId, sha256, bytes: bytes.length, name: 'a.pdf', mediaType: 'application/pdf' }];
  const sent = await fed.node('tinh').send(letter({ to: [agencies.ministry.code], files }), { key: newKey() });
  assert.ok(sent.ok);
  return (sent.answer as { consignmentId: string }).consignmentId;
}

const failureAt = async (): Promise<string | undefined> => {
  const { rows } = await fed
    .node('tinh')
    .node.deps.database.pool.query<{ last_failure: string }>(
      'select last_failure from exchange.peer where failures > 0',
    );
  return rows[0]?.last_failure;
};

const arrived = async (consignmentId: string): Promise<boolean> =>
  (await fed.node('bo').node.call(getConsignment, { params: { consignmentId } }, binh)).ok;

const bent: [string, (text: string) => string][] = [
  ['nothing', () => ''],
  ['an answer without signature', () => '{"taken":true}'],
  ['another signature', (text) => text.replace(/("signature":")...../, '$1AAAAA')],
  ['said to another node', (text) => text.replace('\\"to\\":\\"tinh\\"', '\\"to\\":\\"xa\\"')],
];
const ways: [string, boolean, typeof bent][] = [
  ['a piece', true, [...bent, ['said of another place', (text) => text.replace('\\"from\\":0', '\\"from\\":1')]]],
  [
    'several together',
    false,
    [
      ...bent,
      ['said of another request', (text) => text.replace(/(sha-256=:)...../, '$1AAAAA')],
      ['said of more than was sent', (text) => text.replace('[\\"taken\\"]', '[\\"taken\\",\\"taken\\"]')],
    ],
  ],
];

for (const [way, older, changes] of ways) {
  for (const [what, change] of changes)
    test(`${what} in place of the answer to ${way}: the node is left alone for a while, and the document comes all the same`, async () => {
      if (older) await isOlder();
      let bentOnes = 0;
      fed.wire.tamperPiece = (text) => {
        const other = change(text);
        assert.notEqual(other, text);
        bentOnes += 1;
        return other;
      };
      const id = await sentWithFile();
      await fed.settle();
      assert.equal(bentOnes, 1);
      assert.equal(await failureAt(), 'exchange.peer-answer-refused');
      assert.equal(await arrived(id), false);
      fed.wire.tamperPiece = undefined;
      fed.clock.advance(HOUR);
      await fed.sweep();
      assert.equal(await arrived(id), true);
    });

  test(`the true answer to earlier payloads does not stand for later ones: ${way}`, async () => {
    if (older) await isOlder();
    let first: string | undefined;
    fed.wire.tamperPiece = (text) => (first ??= text);
    const one = await sentWithFile();
    await fed.settle();
    assert.equal(await arrived(one), true);
    const two = await sentWithFile(4);
    await fed.settle();
    assert.equal(await failureAt(), 'exchange.peer-answer-refused');
    assert.equal(await arrived(two), false);
  });
}

/** So that what follows goes in pieces. */
async function isOlder(): Promise<void> {
  fed.wire.older.add('bo');
  const id = await sentWithFile(2);
  await fed.settle();
  assert.equal(await arrived(id), true);
}
