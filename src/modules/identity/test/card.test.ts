import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cardDifferences } from '../card/compare.ts';
import { nameForMrz, readCardMrz, sameNameAsMrz } from '../card/mrz.ts';
import { readCardQr } from '../card/qr.ts';
import { printMrz, printQr, type Printed } from './cards.ts';

const SYLLABLES = [
  'Nguyễn',
  'Đặng',
  'Đỗ',
  'Thị',
  'Văn',
  'Ngọc',
  'Ánh',
  'Hòa',
  'Phượng',
  'Ưng',
  'Lý',
  'Ỷ',
  'Quỳnh',
  'Đức',
];
const day = (from: number, to: number) =>
  fc
    .date({ min: new Date(`${from}-01-01T00:00:00Z`), max: new Date(`${to}-12-31T00:00:00Z`), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10));

const printed: fc.Arbitrary<Printed> = fc
  .record({
    place: fc.integer({ min: 1, max: 96 }),
    serial: fc.integer({ min: 0, max: 999_999 }),
    sex: fc.constantFrom('male' as const, 'female' as const),
    birthDate: day(1900, 2020),
    fullName: fc.array(fc.constantFrom(...SYLLABLES), { minLength: 1, maxLength: 4 }).map((all) => all.join(' ')),
    issuedOn: day(2021, 2030),
    expiresOn: fc.option(day(2022, 2060), { nil: undefined }),
  })
  .map(({ place, serial, sex, birthDate, expiresOn, ...rest }) => ({
    ...rest,
    sex,
    birthDate,
    ...(expiresOn ? { expiresOn } : {}),
    personalId: `${String(place).padStart(3, '0')}${(Number(birthDate.slice(0, 2)) - 19) * 2 + (sex === 'female' ? 1 : 0)}${birthDate.slice(2, 4)}${String(serial).padStart(6, '0')}`,
  }));

test('both sides of every card are read back, and go together', () => {
  fc.assert(
    fc.property(printed, fc.constantFrom(...'0123456789<'), (card, lastSign) => {
      const qr = readCardQr(printQr(card));
      const mrz = readCardMrz(printMrz(card, lastSign));
      assert.ok(qr.ok && mrz.ok, `${JSON.stringify(qr)} ${JSON.stringify(mrz)}`);
      assert.deepEqual(
        [qr.card.personalId, qr.card.fullName, qr.card.birthDate, qr.card.sex, qr.card.issuedOn],
        [card.personalId, card.fullName, card.birthDate, card.sex, card.issuedOn],
      );
      assert.deepEqual(
        [mrz.card.personalId, mrz.card.birthDate, mrz.card.sex, mrz.card.expiresOn],
        [card.personalId, card.birthDate, card.sex, card.expiresOn ?? null],
      );
      assert.deepEqual(cardDifferences(qr.card, mrz.card, '2021-01-01'), []);
    }),
  );
});

test('however the lines were typed: in one piece, in small letters, with spaces, without the last fillers', () => {
  fc.assert(
    fc.property(printed, (card) => {
      const lines = printMrz(card);
      const read = readCardMrz(lines);
      assert.ok(read.ok);
      for (const typed of [
        lines.replaceAll('\n', ''),
        lines.toLowerCase(),
        lines.replaceAll('\n', '\r\n\r\n').replaceAll('<', '< '),
        lines.replace(/<+$/, ''),
        lines.replaceAll('<<', '«'),
      ])
        assert.deepEqual(readCardMrz(typed), read, typed);
    }),
  );
});

test('any other sign in a checked field of the lines is noticed', () => {
  // Line 1: number, its check digit, the whole number; line 2: birth, sex, expiry with their digits, the optional part, the composite.
  const checked = [...Array.from({ length: 22 }, (_, at) => 5 + at), ...Array.from({ length: 30 }, (_, at) => 31 + at)];
  fc.assert(
    fc.property(
      printed,
      fc.constantFrom(...checked),
      fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<'),
      (card, at, sign) => {
        const lines = printMrz(card);
        // A filler counts as nought: in the part that nobody fills, the standard's own digit does not tell them apart.
        fc.pre(lines[at] !== sign && lines[at] !== '\n' && !(lines[at] === '<' && sign === '0'));
        const read = readCardMrz(lines.slice(0, at) + sign + lines.slice(at + 1));
        assert.equal(read.ok, false, `${at} ${sign}`);
      },
    ),
    { numRuns: 1000 },
  );
});

test('another sign in number, birth or sex of the QR code is noticed, there or against the lines', () => {
  fc.assert(
    fc.property(printed, fc.nat(), fc.constantFrom(...'0123456789|Na'), (card, place, sign) => {
      const text = printQr(card);
      const name = text.indexOf(card.fullName);
      const birth = name + card.fullName.length + 1;
      const positions = [
        ...Array.from({ length: 12 }, (_, at) => at),
        ...Array.from({ length: 8 }, (_, at) => birth + at),
      ];
      const at = positions[place % positions.length] ?? 0;
      fc.pre(text[at] !== sign);
      const qr = readCardQr(text.slice(0, at) + sign + text.slice(at + 1));
      const mrz = readCardMrz(printMrz(card));
      assert.ok(mrz.ok);
      if (qr.ok) assert.notDeepEqual(cardDifferences(qr.card, mrz.card, '2021-01-01'), []);
    }),
    { numRuns: 500 },
  );
});

const ha: Printed = {
  personalId: '019196397752',
  fullName: 'Nguyễn Thị Thu Hà',
  birthDate: '1996-03-14',
  sex: 'female',
};

test('the unconfirmed last sign of the first line is not held against the card', () => {
  for (const sign of '0123456789<') assert.ok(readCardMrz(printMrz(ha, sign)).ok, sign);
});

test('what is not a card is refused, and says what is wrong', () => {
  const lines = printMrz(ha).split('\n');
  const mrz = (text: string) => {
    const read = readCardMrz(text);
    return read.ok ? 'ok' : read.fault;
  };
  assert.equal(mrz(''), 'not-a-card');
  assert.equal(
    mrz('I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<'),
    'not-vietnamese',
  );
  assert.equal(mrz(lines.slice(0, 2).join('\n')), 'not-a-card');
  assert.equal(mrz([...lines, lines[0]].join('\n')), 'not-a-card');
  assert.equal(mrz(lines.join('\n').replace('IDVNM', 'IDVNＭ')), 'not-a-card', 'a letter that only looks like M');
  assert.equal(mrz(lines.join('\n').replace('NGUYEN', 'NGUYE\u0000')), 'not-a-card');
  assert.equal(mrz(lines.join('\n').replace('NGUYEN', 'NGUYÊN')), 'not-a-card');
  assert.equal(mrz('<'.repeat(1_000_000)), 'not-a-card');
  assert.equal(mrz(printMrz({ ...ha, birthDate: '1996-02-31' })), 'birth');
  assert.equal(mrz(printMrz({ ...ha, expiresOn: '2031-13-01' })), 'expiry');
  assert.equal(mrz(printMrz({ ...ha, sex: 'male' })), 'disagrees');
  assert.equal(mrz(printMrz({ ...ha, birthDate: '1995-03-14' })), 'disagrees');
  const qr = (text: string) => {
    const read = readCardQr(text);
    return read.ok ? 'ok' : read.fault;
  };
  const good = printQr(ha);
  assert.equal(qr(`${good}|con thứ tám|chín`), 'ok', 'what newer cards add is left unread');
  assert.equal(qr(good.normalize('NFD')), 'ok');
  assert.equal(qr(good.split('|').slice(0, 6).join('|')), 'not-a-card');
  assert.equal(qr('|'.repeat(999)), 'number');
  assert.equal(qr('|'.repeat(2_000_000)), 'not-a-card');
  assert.equal(qr(good.replace('Thu', '\u0000')), 'not-a-card');
  assert.equal(qr(good.replace('Nguyễn Thị Thu Hà', '<script>')), 'name');
  assert.equal(qr(good.replace('14031996', '31021996')), 'birth');
  assert.equal(qr(good.replace('14031996', '19960314')), 'birth');
  assert.equal(qr(good.replace('Nữ', 'X')), 'sex');
  assert.equal(qr(good.replace('Nữ', 'Nam')), 'disagrees');
  assert.equal(qr(good.replace('12052021', '12051990')), 'issued');
  assert.equal(qr(good.replace('019196397752', '01919639775')), 'number');
  assert.equal(qr(good.replace('019196397752', '٠١٩١٩٦٣٩٧٧٥٢')), 'number', 'digits of another script');
  assert.equal(qr('https://vneid.gov.vn/?x=1'), 'not-a-card');
});

test('a day of birth that nobody wrote down is a year', () => {
  const qr = readCardQr('006152004417||Hoàng Thị Sen|00001952|Nữ|Thôn Nà Pài|12052021');
  assert.ok(qr.ok && qr.card.birthDate === '1952');
});

test('names: đ is D, marks go, the order counts, and a name too long for its line is cut', () => {
  assert.equal(nameForMrz('Đặng Thị Đào'), 'DANG THI DAO');
  assert.equal(nameForMrz('đặng thị đào'.normalize('NFD')), 'DANG THI DAO');
  assert.equal(nameForMrz("H'Hen Niê"), 'HHEN NIE');
  assert.ok(sameNameAsMrz({ name: 'DANG THI DAO', nameCut: false }, 'Đặng Thị Đào'));
  assert.ok(!sameNameAsMrz({ name: 'DANG DAO THI', nameCut: false }, 'Đặng Thị Đào'));
  assert.ok(!sameNameAsMrz({ name: 'DANG THI', nameCut: false }, 'Đặng Thị Đào'));
  const long = { ...ha, fullName: 'Công Tằng Tôn Nữ Thị Phương Thảo Nguyên Hạnh' };
  const read = readCardMrz(printMrz(long));
  assert.ok(read.ok && read.card.nameCut && sameNameAsMrz(read.card, long.fullName));
  assert.ok(read.ok && !sameNameAsMrz(read.card, 'Công Tằng Tôn Nữ Thị Phương'));
});

test('front and back of two different cards do not go together, nor does a card past its day', () => {
  const other: Printed = {
    personalId: '019093278592',
    fullName: 'Trần Đức Mạnh',
    birthDate: '1993-11-02',
    sex: 'male',
  };
  const qr = readCardQr(printQr(ha));
  const mrz = readCardMrz(printMrz(other));
  const old = readCardMrz(printMrz({ ...ha, expiresOn: '2021-03-14' }));
  assert.ok(qr.ok && mrz.ok && old.ok);
  assert.deepEqual(cardDifferences(qr.card, mrz.card, '2026-11-28'), ['number', 'name', 'birth', 'sex']);
  assert.deepEqual(cardDifferences(qr.card, old.card, '2026-11-28'), ['expired']);
  assert.deepEqual(cardDifferences(qr.card, old.card, '2021-03-14'), [], 'its last day still counts');
});
