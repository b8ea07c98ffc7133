import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { cleanName, LONGEST_NAME, NAMELESS, nameWithExtension } from '../names.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400, size: 'max' }),
  fc.string({ unit: 'grapheme', maxLength: 400, size: 'max' }),
  // Raw UTF-16, lone surrogates included.
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 400, size: 'max' })
    .map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.constantFrom(
        '.',
        '/',
        '\\',
        ' ',
        '\0',
        'a',
        'ế',
        'e\u0302\u0301',
        '\u202e',
        'CON',
        '.pdf',
        '\u0300',
        '_',
        '-',
      ),
      {
        maxLength: 300,
      },
    )
    .map((parts) => parts.join('')),
);

test('whatever the name, the kept one is short, composed, visible, on one line and without a path', () => {
  fc.assert(
    fc.property(anyText, (given) => {
      const name = cleanName(given);
      assert.ok(name.length > 0);
      assert.ok([...name].length <= LONGEST_NAME);
      assert.equal(name, name.normalize('NFC'));
      assert.doesNotMatch(name, /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}/\\<>:"|?*]/u);
      assert.doesNotMatch(name, /^[\s.]|[\s.]$/u);
      assert.doesNotMatch(name, /^(?:con|nul|aux|prn)(?:\.|$)/i);
    }),
    { numRuns: 400 },
  );
});

test('cleaning a clean name changes nothing', () => {
  fc.assert(
    fc.property(anyText, (given) => {
      const once = cleanName(given);
      assert.equal(cleanName(once), once);
    }),
    { numRuns: 400 },
  );
});

test('composed and decomposed spellings of a name are kept as one', () => {
  const name = 'Giấy chứng sinh của bé Đặng Thuỳ.pdf';
  assert.equal(cleanName(name.normalize('NFD')), name);
  fc.assert(
    fc.property(anyText, (given) => assert.equal(cleanName(given.normalize('NFD')), cleanName(given.normalize('NFC')))),
  );
});

test('what a phone or a program sends becomes a plain name', () => {
  const expected: [given: string, kept: string][] = [
    ['C:\\Users\\Lan\\Ảnh\\giấy.jpg', 'giấy.jpg'],
    ['../../etc/passwd', 'passwd'],
    ['giay\0chung\0sinh.pdf', 'giaychungsinh.pdf'],
    ['don\u202efdp.exe', 'donfdp.exe'],
    ['  nhiều \t khoảng \n trắng .pdf ', 'nhiều khoảng trắng .pdf'],
    ['NUL.pdf', '_NUL.pdf'],
    ['..', NAMELESS],
    ['', NAMELESS],
    ['a:b*c?.png', 'a-b-c-.png'],
  ];
  for (const [given, kept] of expected) assert.equal(cleanName(given), kept);
  const long = cleanName(`${'ệ'.repeat(300)}.pdf`);
  assert.equal([...long].length, LONGEST_NAME);
  assert.ok(long.endsWith('ệ.pdf'));
});

test('the extension tells the truth about the content', () => {
  assert.equal(nameWithExtension('ảnh.JPG', ['.jpg', '.jpeg']), 'ảnh.JPG');
  assert.equal(nameWithExtension('don.exe', ['.pdf']), 'don.exe.pdf');
  assert.equal(nameWithExtension('image', ['.jpg']), 'image.jpg');
  fc.assert(
    fc.property(anyText, (given) => {
      const name = nameWithExtension(given, ['.pdf']);
      assert.match(name, /\.pdf$/i);
      assert.ok([...name].length <= LONGEST_NAME);
      assert.equal(nameWithExtension(name, ['.pdf']), name);
    }),
  );
});
