import type { Envelope, PastConsignment, PastCopy } from '#modules/exchange/index.ts';
import type { House } from '#app';
import type { PlatformDeps } from '#platform/room.ts';
import { addDays, vnDate, vnInstant } from '#platform/time.ts';
import { demoAgencies, demoAgency } from '#seeds/demo/index.ts';

/** Numbers that look thrown and are the same at every start: a demo that is never the same cannot be talked about. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

const subjects: readonly [string, string, number][] = [
  ['HCTP', 'Về việc rà soát, chuẩn hóa dữ liệu hộ tịch điện tử', 0],
  ['TCCB', 'Về việc báo cáo biên chế, vị trí việc làm của xã, phường', 0],
  ['KSTT', 'Về việc rút ngắn thời gian giải quyết thủ tục đăng ký khai sinh', 0],
  ['NC', 'Về việc tăng cường phòng cháy, chữa cháy mùa hanh khô', 1],
  ['KGVX', 'Về việc phòng, chống dịch bệnh mùa đông xuân', 1],
  ['CĐS', 'Về việc triển khai chữ ký số cá nhân cho công chức cấp xã', 0],
  ['VP', 'Về việc cử cán bộ dự tập huấn công tác văn thư, lưu trữ', 0],
  ['TH', 'Về việc báo cáo tình hình thực hiện nhiệm vụ quý IV', 0],
  ['NN', 'Về việc ứng phó với rét đậm, rét hại cho cây trồng, vật nuôi', 2],
  ['TNMT', 'Về việc công khai kế hoạch sử dụng đất hằng năm', 0],
  ['LĐ', 'Về việc cấp phát quà Tết cho người có công', 0],
  ['PCTT', 'Về việc ứng phó mưa lũ trên sông Cầu', 3],
  ['GDĐT', 'Về việc cung cấp số liệu trẻ em trong độ tuổi đến trường', 0],
  ['YT', 'Về việc cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi', 0],
];

const routes: readonly [string, readonly string[]][] = [
  [
    'ubnd-tinh-thai-nguyen',
    ['phuong-duc-xuan', 'phuong-phan-dinh-phung', 'so-tu-phap-thai-nguyen', 'so-noi-vu-thai-nguyen'],
  ],
  ['so-tu-phap-thai-nguyen', ['phuong-duc-xuan', 'phuong-phan-dinh-phung']],
  ['bo-tu-phap', ['ubnd-tinh-thai-nguyen', 'so-tu-phap-thai-nguyen']],
  ['bo-noi-vu', ['ubnd-tinh-thai-nguyen', 'so-noi-vu-thai-nguyen']],
  ['phuong-duc-xuan', ['so-tu-phap-thai-nguyen']],
  ['phuong-phan-dinh-phung', ['so-noi-vu-thai-nguyen', 'ubnd-tinh-thai-nguyen']],
  ['so-noi-vu-thai-nguyen', ['phuong-phan-dinh-phung', 'phuong-duc-xuan']],
  ['van-phong-chinh-phu', ['bo-tu-phap', 'bo-noi-vu', 'ubnd-tinh-thai-nguyen']],
];

const signers: Record<string, readonly [Envelope['document']['signer']['competence'], string, string]> = {
  'ubnd-tinh-thai-nguyen': ['TM.', 'Chủ tịch Ủy ban nhân dân tỉnh', 'Vương Quốc Thái'],
  'so-tu-phap-thai-nguyen': [undefined, 'Giám đốc', 'Phạm Thị Ngọc Diệp'],
  'phuong-duc-xuan': ['TM.', 'Chủ tịch Ủy ban nhân dân phường', 'Hoàng Thị Diễm'],
  'phuong-phan-dinh-phung': ['TM.', 'Chủ tịch Ủy ban nhân dân phường', 'Lê Minh Quang'],
};

const DOCUMENTS = 64;
/** They lie in the last twelve weeks. */
const DAYS = 84;
const MINUTE = 60_000;

/** What the axis carried in the weeks before: enough for plots and statistics to say something. */
export async function loadAxis(house: House, deps: PlatformDeps): Promise<void> {
  const roll = dice(20_281_811);
  const now = deps.clock.now();
  const past = momentsOf(roll, now).map((acceptedAt, n) => pastOf(n, acceptedAt, { roll, now }));
  const all = [...past, ...lastHour(roll, now), ...today(now)];
  // In the order in which the axis would have taken them over, as its lists show them.
  await house.doors.exchange.loadHistory(all.toSorted((a, b) => a.acceptedAt.getTime() - b.acceptedAt.getTime()));
}

const abbreviation = (key: string): string => {
  const short = demoAgency(key).shortName;
  return /^[\p{Lu}-]+/u.exec(short)?.[0] ?? 'CQ';
};
const codeOf = (key: string): string => demoAgencies.find((one) => one.key === key)?.codes.at(-1)?.code ?? '';

function consignment(
  key: string,
  from: string,
  about: { number: number; unit: string; subject: string; priority: number; dueIn?: number },
  acceptedAt: Date,
  copies: readonly PastCopy[],
): PastConsignment {
  const issuedOn = vnDate(acceptedAt);
  const notation = `${abbreviation(from)}-${about.unit}`;
  const [competence, position, name] = signers[from] ?? ['TL.', 'Chánh Văn phòng', 'Nguyễn Khắc Hưng'];
  return {
    senderAgencyId: demoAgency(from).id,
    key,
    acceptedAt,
    expiresAt: new Date(acceptedAt.getTime() + 7 * 86_400_000),
    copies,
    envelope: {
      kind: 'new',
      from: codeOf(from),
      to: copies.map(({ code }) => code),
      document: {
        documentId: `${codeOf(from)},${issuedOn.replaceAll('-', '/')},${about.number}/${notation}`,
        number: String(about.number),
        notation,
        issuedOn,
        place: from.startsWith('bo-') || from.startsWith('van-phong') ? 'Hà Nội' : 'Thái Nguyên',
        type: { group: 2, code: 18, name: 'Công văn' },
        subject: about.subject,
        signer: { ...(competence ? { competence } : {}), position, name },
        ...(about.dueIn === undefined ? {} : { dueOn: addDays(issuedOn, about.dueIn) }),
      },
      files: [],
      priority: about.priority,
    },
  };
}

/** When documents were handed over, oldest first: more in the later weeks, none on this very day, which is for whoever tries the demo. */
function momentsOf(roll: (below: number) => number, now: Date): Date[] {
  const moments = Array.from({ length: DOCUMENTS }, () => {
    const day = addDays(vnDate(now), -1 - Math.floor((DAYS * roll(100) * (50 + roll(50))) / 10_000));
    return new Date(vnInstant(day, '07:30').getTime() + roll(9 * 60) * MINUTE);
  });
  return moments.sort((a, b) => a.getTime() - b.getTime());
}

function pastOf(
  n: number,
  acceptedAt: Date,
  { roll, now }: { roll: (below: number) => number; now: Date },
): PastConsignment {
  const [from, to] = routes[roll(routes.length)] ?? ['bo-tu-phap', ['ubnd-tinh-thai-nguyen']];
  const [unit, subject, priority] = subjects[roll(subjects.length)] ?? ['VP', '', 0];
  const until = now.getTime() - 30 * MINUTE;
  const copies = to.map((key): PastCopy => {
    const shared = { recipientAgencyId: demoAgency(key).id, code: codeOf(key) };
    let at = acceptedAt.getTime();
    const after = (minutes: number): Date => new Date((at = Math.min(at + minutes * MINUTE, until)));
    if (roll(40) === 0)
      return {
        ...shared,
        transport: 'failed',
        steps: [
          { machine: 'transport', to: 'delivering', rule: 'take', at: after(2) },
          {
            machine: 'transport',
            to: 'failed',
            rule: 'give-up',
            at: after(30),
            note: 'Hệ thống nơi nhận không xác nhận',
          },
        ],
      };
    const arrivedAt = after(1 + roll(6));
    const arrived: PastCopy['steps'] = [
      { machine: 'transport', to: 'delivered', rule: 'arrive', at: arrivedAt },
      { machine: 'business', to: '01', at: arrivedAt },
    ];
    if (roll(30) === 0)
      return {
        ...shared,
        transport: 'delivered',
        steps: [...arrived, { machine: 'business', to: '02', at: after(20 + roll(300)), note: 'Gửi nhầm nơi nhận' }],
      };
    const said: PastCopy['steps'] = [
      { machine: 'business', to: '03', at: after(10 + roll(240)) },
      ...(roll(5) > 0 ? [{ machine: 'business' as const, to: '04' as const, at: after(30 + roll(600)) }] : []),
      ...(roll(3) > 0 ? [{ machine: 'business' as const, to: '05' as const, at: after(60 + roll(2000)) }] : []),
      ...(roll(6) > 0 ? [{ machine: 'business' as const, to: '06' as const, at: after(600 + roll(9000)) }] : []),
    ];
    return { ...shared, transport: 'delivered', steps: [...arrived, ...said] };
  });
  const about = { number: 200 + n * 7 + roll(6), unit, subject, priority };
  const due = priority > 1 ? 2 : roll(2) === 0 ? 5 + roll(5) : undefined;
  return consignment(
    `demo-axis-${n}`,
    from,
    { ...about, ...(due === undefined ? {} : { dueIn: due }) },
    acceptedAt,
    copies,
  );
}

/** So that the plot of the last hour is not empty when the demo is opened. */
function lastHour(roll: (below: number) => number, now: Date): PastConsignment[] {
  return Array.from({ length: 14 }, (_one, n) => {
    const sentAt = new Date(now.getTime() - (4 + n * 4 - roll(3)) * MINUTE);
    const arrivedAt = new Date(sentAt.getTime() + (1 + roll(2)) * MINUTE);
    const [from, to] = routes[[2, 3, 7, 5][n % 4] ?? 2] ?? ['bo-tu-phap', ['ubnd-tinh-thai-nguyen']];
    const [unit, subject] = subjects[roll(subjects.length)] ?? ['VP', ''];
    const copies = to.map((key): PastCopy => ({
      recipientAgencyId: demoAgency(key).id,
      code: codeOf(key),
      transport: 'delivered',
      steps: [
        { machine: 'transport', to: 'delivered', rule: 'arrive', at: arrivedAt },
        { machine: 'business', to: '01', at: arrivedAt },
        { machine: 'business', to: '03', at: new Date(arrivedAt.getTime() + MINUTE) },
      ],
    }));
    return consignment(`demo-axis-hour-${n}`, from, { number: 733 - n, unit, subject, priority: 0 }, sentAt, copies);
  });
}

/** What an operator finds this morning: one that somebody held, one that could not be handed over. */
function today(now: Date): PastConsignment[] {
  const ago = (minutes: number): Date => new Date(now.getTime() - minutes * MINUTE);
  const at = (key: string) => ({ recipientAgencyId: demoAgency(key).id, code: codeOf(key) });
  return [
    consignment(
      'demo-axis-held',
      'phuong-duc-xuan',
      { number: 311, unit: 'VP', subject: 'Về việc đính chính số liệu dân cư gửi kèm báo cáo quý', priority: 0 },
      ago(95),
      [
        {
          ...at('ubnd-tinh-thai-nguyen'),
          transport: 'held',
          steps: [
            { machine: 'transport', to: 'held', rule: 'hold', at: ago(94), note: 'Chờ lãnh đạo xem lại phụ lục' },
          ],
        },
      ],
    ),
    consignment(
      'demo-axis-failed',
      'phuong-duc-xuan',
      { number: 318, unit: 'TP', subject: 'Về việc xác minh nơi cư trú phục vụ đăng ký khai sinh', priority: 1 },
      ago(70),
      [
        {
          ...at('bo-cong-an'),
          transport: 'failed',
          steps: [
            { machine: 'transport', to: 'delivering', rule: 'take', at: ago(68) },
            {
              machine: 'transport',
              to: 'failed',
              rule: 'give-up',
              at: ago(42),
              note: 'Hệ thống nơi nhận không xác nhận',
            },
          ],
        },
      ],
    ),
  ];
}
