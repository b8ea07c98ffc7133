import { defineWords, say } from '#platform/web/words.ts';
import type { Tone } from '#ui/index.ts';

export const machineWords = defineWords({
  title: { vi: 'Trục văn bản: địa chỉ nhận tin', en: 'Document axis: addresses for news' },
  lead: {
    vi: 'Khi có văn bản đến hoặc có thay đổi, trục gửi tin tới địa chỉ của phần mềm cơ quan; phần mềm không phải hỏi đi hỏi lại. Mỗi tin được ký, đến đúng thứ tự, và được thử lại khi phần mềm không trả lời.',
    en: 'When a document arrives or something changes, the axis tells the agency’s software at its address; it need not ask again and again. What is told is signed, comes in order, and is tried again while there is no answer.',
  },
  caption: { vi: 'Địa chỉ nhận tin của cơ quan', en: 'Addresses of the agency' },
  none: { vi: 'Cơ quan chưa đăng ký địa chỉ nào.', en: 'No address has been registered.' },
  address: { vi: 'Địa chỉ', en: 'Address' },
  topics: { vi: 'Báo tin gì', en: 'Told of' },
  topicArrived: { vi: 'Văn bản đến', en: 'Documents that arrive' },
  topicStatus: { vi: 'Nơi nhận báo trạng thái văn bản đi', en: 'Statuses of what we sent' },
  topicTransport: { vi: 'Văn bản đi đã đến nơi hoặc không đến được', en: 'What we sent arrived or could not' },
  topicDelivery: {
    vi: 'Chính văn bản (khi hộp thư của cơ quan để ở chế độ gửi tận nơi)',
    en: 'The documents themselves (for a mailbox of the mode push)',
  },
  ping: { vi: 'Tin thử', en: 'Ping' },
  state: { vi: 'Trạng thái', en: 'State' },
  pending: { vi: 'Chưa trả lời tin thử', en: 'Ping not answered' },
  active: { vi: 'Đang nhận tin', en: 'Active' },
  resting: { vi: 'Đang nghỉ', en: 'Resting' },
  ended: { vi: 'Đã ngừng', en: 'Ended' },
  waiting: { vi: 'Tin đang chờ', en: 'Waiting' },
  last: { vi: 'Lần gửi gần nhất', en: 'Last try' },
  noTry: { vi: 'Chưa gửi lần nào', en: 'Not yet' },
  newTitle: { vi: 'Đăng ký một địa chỉ', en: 'Register an address' },
  newHint: {
    vi: 'Bắt đầu bằng https://. Ngay khi đăng ký, trục gửi một tin thử mang một chuỗi ngẫu nhiên (challenge); phần mềm trả lời 200 và gửi lại đúng chuỗi đó trong JSON thì địa chỉ mới được dùng.',
    en: 'It begins with https://. A ping with a challenge is sent at once; the address is used when it answers 200 with the same challenge in JSON.',
  },
  create: { vi: 'Đăng ký và gửi tin thử', en: 'Register and ping' },
  toldActive: {
    vi: 'Phần mềm đã trả lời đúng tin thử. Địa chỉ đang nhận tin.',
    en: 'The ping was answered rightly. The address is active.',
  },
  toldNot: {
    vi: 'Phần mềm chưa trả lời đúng tin thử: {why}. Địa chỉ chưa nhận được gì mới.',
    en: 'The ping was not answered rightly: {why}. Nothing new is brought to the address.',
  },
  toldReplayed: {
    vi: 'Đã xếp {n} tin để gửi lại, theo đúng thứ tự cũ.',
    en: '{n} will be brought again, in their order.',
  },
  toldEnded: { vi: 'Đã ngừng gửi tin tới địa chỉ này.', en: 'The address has ended.' },
  restTitle: { vi: 'Địa chỉ này đang nghỉ', en: 'This address is resting' },
  restWhy: {
    vi: 'Trục đã thử nhiều lần trong hơn một ngày mà phần mềm không nhận; lần cuối: {why}. {n} tin đang chờ và vẫn được giữ. Khi phần mềm đã chạy lại, xin bấm nút dưới đây: trục gửi tin thử, và trả lời đúng thì các tin đang chờ được gửi tiếp theo thứ tự. Tin đã thôi gửi thì gửi lại được từ danh sách bên dưới.',
    en: 'For more than a day the software took nothing; the last time: {why}. {n} wait and are kept. When it runs again, press the button: a right answer to the ping lets what waits go on in order. What was given up can be replayed from the list below.',
  },
  wake: { vi: 'Thử và gửi tiếp', en: 'Ping and go on' },
  pendTitle: { vi: 'Địa chỉ này chưa được dùng', en: 'This address is not in use yet' },
  pendWhy: {
    vi: 'Tin thử chưa được trả lời đúng; lần cuối: {why}. Xin xem lại phần mềm rồi thử lại.',
    en: 'The ping was not answered rightly; the last time: {why}. Look at the software and try again.',
  },
  pingAgain: { vi: 'Gửi tin thử', en: 'Ping' },
  pushes: { vi: 'Các tin, mới nhất trước', en: 'What was told, newest first' },
  noPushes: { vi: 'Chưa có tin nào.', en: 'Nothing yet.' },
  madeAt: { vi: 'Lúc', en: 'At' },
  kind: { vi: 'Tin', en: 'News' },
  replayOf: { vi: 'gửi lại', en: 'again' },
  body: { vi: 'Xem nội dung', en: 'Show the body' },
  tries: { vi: 'Các lần gửi và câu trả lời', en: 'Tries and answers' },
  done: { vi: 'Đã nhận', en: 'Taken' },
  givenUp: { vi: 'Đã thôi gửi', en: 'Given up' },
  due: { vi: 'Chờ gửi, lúc {at}', en: 'Waits until {at}' },
  again: { vi: 'Gửi lại', en: 'Replay' },
  againOf: { vi: 'tin lúc {at}', en: 'of {at}' },
  act: { vi: 'Thao tác', en: 'Action' },
  rangeTitle: { vi: 'Gửi lại các tin trong một khoảng thời gian', en: 'Replay a span of time' },
  rangeHint: {
    vi: 'Dùng khi phần mềm đã mất dữ liệu của một khoảng thời gian. Những tin đã gửi xong trong khoảng này được gửi lại nguyên văn, theo thứ tự cũ, mỗi lần nhiều nhất 1.000 tin.',
    en: 'For software that lost what it took in a span of time. What was brought then is brought again as it was, in its order, at most 1,000 at once.',
  },
  from: { vi: 'Từ ngày', en: 'From' },
  fromHour: { vi: 'Từ giờ', en: 'From, time' },
  to: { vi: 'Đến ngày', en: 'To' },
  toHour: { vi: 'Đến giờ', en: 'To, time' },
  hourHint: { vi: 'Chẳng hạn 07:30', en: 'Such as 07:30' },
  badDate: { vi: 'Xin nhập ngày, tháng, năm.', en: 'Enter day, month and year.' },
  badHour: { vi: 'Xin nhập giờ và phút, chẳng hạn 07:30.', en: 'Enter hours and minutes, such as 07:30.' },
  wrongOrder: { vi: 'Thời điểm cuối phải sau thời điểm đầu.', en: 'The end must be after the beginning.' },
  replayRange: { vi: 'Gửi lại các tin này', en: 'Replay these' },
  others: { vi: 'Tin thử và văn bản đã gửi', en: 'Pings and documents' },
  document: { vi: 'Văn bản', en: 'Document' },
  answer: { vi: 'Trả lời', en: 'Answer' },
  took: { vi: '{ms} mili giây', en: '{ms} ms' },
  endTitle: { vi: 'Ngừng gửi tin tới địa chỉ này', en: 'End this address' },
  endWhy: {
    vi: 'Những tin đang chờ sẽ không được gửi nữa. Không khôi phục được; cần dùng lại thì đăng ký lại.',
    en: 'What waits is not brought any more. It cannot be undone; register the address again where needed.',
  },
  end: { vi: 'Ngừng địa chỉ này', en: 'End the address' },
  key: { vi: 'Khóa để kiểm tra chữ ký của tin', en: 'Key to check the signatures' },
  keyWhy: {
    vi: 'Phần mềm kiểm tra chữ ký của mỗi tin (RFC 9421, keyid {keyid}) bằng khóa công khai này trước khi tin vào nội dung.',
    en: 'The software checks the signature of everything (RFC 9421, keyid {keyid}) with this public key before it believes it.',
  },
  first: { vi: 'Về đầu danh sách', en: 'To the beginning' },
  fNoChallenge: { vi: 'không gửi lại đúng chuỗi ngẫu nhiên', en: 'the challenge did not come back' },
  fRedirect: { vi: 'chuyển hướng sang địa chỉ khác', en: 'it pointed to another address' },
  fSlow: { vi: 'không trả lời kịp', en: 'no answer in time' },
  fLarge: { vi: 'câu trả lời quá dài', en: 'the answer was too long' },
  fUnreachable: { vi: 'không kết nối được ({code})', en: 'no connection ({code})' },
  fStatus: { vi: 'trả lời với mã {code}', en: 'it answered {code}' },
});

type Words = ReturnType<typeof machineWords>;

export const webhookTones: Record<'pending' | 'active' | 'resting' | 'ended', Tone> = {
  pending: 'wait',
  active: 'ok',
  resting: 'bad',
  ended: 'plain',
};

export function topicWord(t: Words, topic: string): string {
  const known: Record<string, string> = {
    arrived: t.topicArrived,
    status: t.topicStatus,
    transport: t.topicTransport,
    delivery: t.topicDelivery,
  };
  return known[topic] ?? topic;
}

/** What came back, in words: a status, or why nothing came. */
export function outcomeWord(t: Words, why: string): string {
  const known: Record<string, string> = {
    'no-challenge': t.fNoChallenge,
    redirect: t.fRedirect,
    'too-slow': t.fSlow,
    'answer-too-large': t.fLarge,
  };
  if (Object.hasOwn(known, why)) return known[why] ?? why;
  return say(/^\d{3}$/.test(why) ? t.fStatus : t.fUnreachable, { code: why });
}
