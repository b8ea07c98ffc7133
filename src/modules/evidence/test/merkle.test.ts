import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { gapsOf, leafIndex } from '../seal.ts';
import { leafHash, pathOf, rootFrom, rootOf } from '../merkle.ts';

// The eight leaves and the roots over the first of them that implementations of Certificate Transparency test themselves with.
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  (hex) => leafHash(Buffer.from(hex, 'hex')),
);
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

test('the trees are those of RFC 6962: roots of the known vectors', () => {
  for (const [size, root] of roots.entries())
    assert.equal(rootOf(Buffer.concat(leaves.slice(0, size))).toString('hex'), root, `${size} leaves`);
});

test('property: the root over full pages and a last one is the root over all, as the sealer reads them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), fc.constantFrom(1, 2, 4, 8, 16), (size, page) => {
      const all = Array.from({ length: size }, (_one, at) => leafHash(Buffer.from([at])));
      const pages = Array.from({ length: Math.ceil(size / page) }, (_one, at) =>
        rootOf(Buffer.concat(all.slice(at * page, (at + 1) * page))),
      );
      assert.deepEqual(rootOf(Buffer.concat(pages)), rootOf(Buffer.concat(all)));
    }),
  );
});

test('the paths are those of RFC 6962: the known inclusion proofs in the tree of eight', () => {
  const paths = [
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
    [
      1,
      5,
      [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ] as const;
  for (const [index, size, path] of paths)
    assert.deepEqual(
      pathOf(Buffer.concat(leaves.slice(0, size)), index).map((hash) => hash.toString('hex')),
      path,
      `${index} of ${size}`,
    );
});

test('property: every leaf of every tree has a path to its root, and no other leaf, place, size or path leads there', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 8 }),
      fc.integer({ min: 1, max: 300 }).chain((size) => fc.tuple(fc.constant(size), fc.nat({ max: size - 1 }))),
      fc.nat(),
      (salt, [size, index], turn) => {
        const all = Array.from({ length: size }, (_, i) => leafHash(Buffer.from([...salt, i >> 8, i & 255])));
        const tree = Buffer.concat(all);
        const root = rootOf(tree);
        const path = pathOf(tree, index);
        const leaf = all[index] as Buffer;
        assert.ok(rootFrom(leaf, index, size, path)?.equals(root));
        const other = leafHash(Buffer.from('other'));
        assert.equal(rootFrom(other, index, size, path)?.equals(root) ?? false, false);
        const elsewhere = turn % size;
        if (elsewhere !== index) assert.equal(rootFrom(leaf, elsewhere, size, path)?.equals(root) ?? false, false);
        assert.equal(rootFrom(leaf, index, size, [...path, other])?.equals(root) ?? false, false);
        assert.equal(rootFrom(leaf, size, size, path), undefined);
        if (path.length === 0) return;
        assert.equal(rootFrom(leaf, index, size, path.slice(0, -1))?.equals(root) ?? false, false);
        const bent = path.map((hash, i) => (i === turn % path.length ? Buffer.from(hash).fill(7, 3, 4) : hash));
        assert.equal(
          rootFrom(leaf, index, size, bent)?.equals(root) ?? false,
          bent.every((hash, i) => hash.equals(path[i] as Buffer)),
        );
      },
    ),
    { numRuns: 150 },
  );
});

test('property: the place of a number in a range with gaps is its rank, and a number of a gap has none', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 10, max: 90 })), fc.integer({ min: 10, max: 90 }), (given, probe) => {
      const seqs = given.toSorted((a, b) => a - b);
      const gaps = gapsOf(seqs, 10, 90);
      const rank = seqs.indexOf(probe);
      assert.equal(leafIndex(probe, 10, gaps), rank < 0 ? undefined : rank);
    }),
  );
});
