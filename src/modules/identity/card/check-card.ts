import { compareNames, type Disclosure, type Person } from '#modules/population/index.ts';
import { vnDate } from '#platform/time.ts';
import type { FieldProblem } from '#platform/problem.ts';
import type { IdentityDeps } from '../deps.ts';
import { identityProblem } from '../errors.ts';
import { loginKey } from '../secrets.ts';
import { cardDifferences, type CardDifference } from './compare.ts';
import { readCardMrz, type CardMrz, type MrzFault } from './mrz.ts';
import { readCardQr, type CardQr, type QrFault } from './qr.ts';

type Words = { vi: string; en: string };

export const qrFaults: Record<QrFault, Words> = {
  'not-a-card': {
    vi: 'Đây không phải nội dung mã QR của thẻ căn cước. Xin quét lại mã ở mặt trước của thẻ.',
    en: 'This is not what the QR code of an identity card says. Scan the code on the front again.',
  },
  number: {
    vi: 'Số định danh trong mã QR không đủ 12 chữ số. Xin quét lại.',
    en: 'The number in the QR code does not have 12 digits. Scan again.',
  },
  name: { vi: 'Không đọc được họ và tên trong mã QR. Xin quét lại.', en: 'The name in the QR code cannot be read.' },
  birth: {
    vi: 'Không đọc được ngày sinh trong mã QR. Xin quét lại.',
    en: 'The birth date in the QR code cannot be read.',
  },
  sex: { vi: 'Không đọc được giới tính trong mã QR. Xin quét lại.', en: 'The sex in the QR code cannot be read.' },
  issued: {
    vi: 'Ngày cấp trong mã QR không hợp lý. Xin quét lại.',
    en: 'The day of issue in the QR code makes no sense.',
  },
  disagrees: {
    vi: 'Số định danh trong mã QR không hợp với giới tính hoặc năm sinh ghi trong đó.',
    en: 'The number in the QR code does not go with the sex or the birth year in it.',
  },
};

export const mrzFaults: Record<MrzFault, Words> = {
  'not-a-card': {
    vi: 'Cần đủ ba dòng ở mặt sau của thẻ, mỗi dòng 30 ký tự gồm chữ in hoa, chữ số và dấu <.',
    en: 'All three lines on the back are needed, 30 signs each: capitals, digits and <.',
  },
  'not-vietnamese': {
    vi: 'Ba dòng này không phải của thẻ căn cước Việt Nam.',
    en: 'These are not the lines of a Vietnamese card.',
  },
  'check-digit': {
    vi: 'Có ký tự gõ hoặc đọc chưa đúng: chữ số kiểm tra không khớp. Xin so lại từng ký tự với thẻ.',
    en: 'A sign was mistyped or misread: a check digit does not fit. Compare each sign with the card.',
  },
  birth: {
    vi: 'Ngày sinh trong ba dòng này không có trong lịch.',
    en: 'No calendar has the birth date in these lines.',
  },
  expiry: {
    vi: 'Ngày hết hạn trong ba dòng này không có trong lịch.',
    en: 'No calendar has the expiry date in these lines.',
  },
  disagrees: {
    vi: 'Các phần của ba dòng này không khớp nhau: số định danh, năm sinh và giới tính.',
    en: 'Parts of these lines do not go together: number, birth year and sex.',
  },
  name: { vi: 'Không đọc được dòng họ tên ở mặt sau của thẻ.', en: 'The line with the name cannot be read.' },
};

const differences: Record<CardDifference, Words> = {
  number: {
    vi: 'Số định danh ở mặt trước và mặt sau của thẻ khác nhau.',
    en: 'The numbers on the two sides of the card differ.',
  },
  name: {
    vi: 'Họ tên ở mặt trước và mặt sau của thẻ khác nhau.',
    en: 'The names on the two sides of the card differ.',
  },
  birth: {
    vi: 'Ngày sinh ở mặt trước và mặt sau của thẻ khác nhau.',
    en: 'The birth dates on the two sides of the card differ.',
  },
  sex: {
    vi: 'Giới tính ở mặt trước và mặt sau của thẻ khác nhau.',
    en: 'The sexes on the two sides of the card differ.',
  },
  expired: { vi: 'Thẻ đã hết hạn. Xin dùng thẻ còn hạn.', en: 'The card has expired. Use one that holds.' },
};

const inRegister: Record<'fullName' | 'birthDate' | 'sex', Words> = {
  fullName: {
    vi: 'Họ và tên trên thẻ khác với cơ sở dữ liệu dân cư.',
    en: 'The name on the card differs from the population register.',
  },
  birthDate: {
    vi: 'Ngày sinh trên thẻ khác với cơ sở dữ liệu dân cư.',
    en: 'The birth date on the card differs from the population register.',
  },
  sex: {
    vi: 'Giới tính trên thẻ khác với cơ sở dữ liệu dân cư.',
    en: 'The sex on the card differs from the population register.',
  },
};

const field = (path: string, code: string, words: Words): FieldProblem => ({ path, code, ...words });

/** @throws identity.card-unreadable with what is wrong with the text */
export function readQrOrRefuse(text: string): CardQr {
  const read = readCardQr(text);
  if (!read.ok) throw identityProblem('card-unreadable', { fields: [field('qr', read.fault, qrFaults[read.fault])] });
  return read.card;
}

/** @throws identity.card-unreadable with what is wrong with the text */
export function readMrzOrRefuse(text: string): CardMrz {
  const read = readCardMrz(text);
  if (!read.ok) throw identityProblem('card-unreadable', { fields: [field('mrz', read.fault, mrzFaults[read.fault])] });
  return read.card;
}

/**
 * Both sides of a card that an officer holds in the hand, against each other, against the number that the case is about, and against
 * the register of persons. Says what differs: the officer has the card, and decides what to do about it.
 * @throws identity.card-unreadable, identity.card-differs, identity.person-died
 */
export async function checkCard(
  deps: IdentityDeps,
  given: { qr: string; mrz: string },
  subject: Buffer,
  disclosure: Disclosure,
): Promise<{ card: CardQr; person: Person }> {
  const qr = readQrOrRefuse(given.qr);
  const mrz = readMrzOrRefuse(given.mrz);
  const sides = cardDifferences(qr, mrz, vnDate(deps.clock.now()));
  if (sides.length > 0)
    throw differs(sides.map((one) => field(one === 'expired' ? 'mrz' : 'qr', one, differences[one])));
  if (!loginKey(deps.config.secrets.masterKey, qr.personalId).equals(subject))
    throw differs([
      field('qr', 'other-number', {
        vi: 'Thẻ này mang số định danh khác với số đã tìm. Xin tìm lại theo số trên thẻ.',
        en: 'This card has another number than the one looked for. Look for the number on the card.',
      }),
    ]);
  const { personalId, fullName, birthDate, sex } = qr;
  const compared = await deps.population.compare({ personalId, fullName, birthDate, sex }, disclosure);
  if (!compared.found)
    throw differs([
      field('qr', 'unknown', {
        vi: 'Cơ sở dữ liệu dân cư chưa có người mang số định danh này.',
        en: 'The population register has nobody with this number.',
      }),
    ]);
  if (compared.differs.length > 0) throw differs(compared.differs.map((one) => field('qr', one, inRegister[one])));
  const person = await deps.population.findByNumber(personalId, disclosure, { fullName, birthDate });
  if (!person || compareNames(person.fullName, fullName) === 'different') throw differs([]);
  if (person.diedOn !== null) throw identityProblem('person-died');
  return { card: qr, person };
}

const differs = (fields: FieldProblem[]) => identityProblem('card-differs', { fields });
