import type { House } from '#app';
import * as contract from '#modules/documents/contract.ts';
import type { OfficerActor } from '#platform/access.ts';
import type { AnswerOf, CallInput, Operation } from '#platform/operation.ts';
import { typeset } from '#platform/pdf/typeset.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { addDays, vnDate } from '#platform/time.ts';
import { demoAgency, demoOfficer } from '#seeds/demo/index.ts';

type Draft = CallInput<typeof contract.startDraft>['body']['draft'];
type Call = <O extends Operation>(operation: O, input: CallInput<O>, actor: OfficerActor) => Promise<AnswerOf<O>>;

/** Documents of the demo world at every step of their way, so that each desk finds work. They are made by the officers' own operations. */
export async function loadDocuments(house: House, deps: PlatformDeps): Promise<void> {
  const served = house.doors.documents.parts.served ?? [];
  const call: Call = async (operation, input, actor) => {
    const found = served.find((one) => one.operation.id === operation.id);
    if (!found) throw new Error(`${operation.id} is not served`);
    const given = { params: input.params, query: input.query, body: input.body };
    // The handler of this operation answers in the shape of its contract.
    return (await found.handle(given, { actor, requestId: 'demo-world', locale: 'vi', log: deps.log })) as AnswerOf<
      typeof operation
    >;
  };
  for (const officer of [clerk, drafter, chair]) await takePost(house, officer, vnDate(deps.clock.now()));
  await loadOutgoing(call);
  await loadIncoming(house, deps, call);
}

function actor(key: string): OfficerActor {
  const { id, name, appointments } = demoOfficer(key);
  const post = appointments.at(-1);
  if (!post) throw new Error(`${key} has no post`);
  // What the world makes belongs to no account: files are owned in the name of the officer.
  return {
    kind: 'officer',
    accountId: id,
    officerId: id,
    agencyId: post.agencyId,
    name,
    position: post.position,
    rights: post.rights,
  };
}

/** The officer acts in the post that the directory knows. */
async function takePost(house: House, officer: OfficerActor, today: string): Promise<void> {
  const [held] = await house.doors.directory.appointmentsOf(officer.officerId, today);
  if (held) officer.postId = held.postId;
}

const clerk = actor('ban-thi-lan');
const drafter = actor('nong-thi-duyen');
const chair = actor('hoang-thi-diem');

const base: Draft = {
  type: 'official-letter',
  subject: '',
  urgency: 'normal',
  unit: 'VP',
  signerId: chair.officerId,
  authority: 'TM.',
  onBehalfOf: 'Ủy ban nhân dân',
  signerTitle: 'Chủ tịch',
  recipients: [],
};
const province = { kind: 'agency' as const, agencyId: demoAgency('ubnd-tinh-thai-nguyen').id };
const justice = { kind: 'agency' as const, agencyId: demoAgency('so-tu-phap-thai-nguyen').id };

/** Each goes as far as its last step. */
const drafts: { until: 'draft' | 'in-review' | 'approved' | 'numbered' | 'issued'; draft: Draft }[] = [
  {
    until: 'issued',
    draft: {
      ...base,
      type: 'decision',
      subject: 'Về việc thành lập Tổ công nghệ số cộng đồng phường Đức Xuân',
      recipients: [province, justice, { kind: 'printed', name: 'Như Điều 3' }],
      grounds:
        'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;\nTheo đề nghị của Công chức văn phòng – thống kê phường.',
      text: 'Điều 1. Thành lập Tổ công nghệ số cộng đồng phường Đức Xuân gồm 09 thành viên.\nĐiều 2. Tổ có nhiệm vụ hướng dẫn người dân nộp hồ sơ trực tuyến, cài đặt và sử dụng định danh điện tử.\nĐiều 3. Văn phòng, các tổ dân phố và các ông, bà có tên chịu trách nhiệm thi hành Quyết định này.',
    },
  },
  {
    until: 'numbered',
    draft: {
      ...base,
      subject: 'rà soát số liệu đăng ký khai sinh quý IV',
      urgency: 'urgent',
      recipients: [
        { ...justice, main: true },
        { kind: 'printed', name: 'Chủ tịch, các Phó Chủ tịch phường' },
      ],
      text: 'Thực hiện đề nghị của Sở Tư pháp tỉnh Thái Nguyên, Ủy ban nhân dân phường Đức Xuân gửi kết quả rà soát số liệu đăng ký khai sinh trên địa bàn.\nTrân trọng./.',
    },
  },
  {
    until: 'approved',
    draft: {
      ...base,
      type: 'plan',
      subject: 'Tổ chức Ngày Chuyển đổi số tại các tổ dân phố',
      recipients: [province, { kind: 'printed', name: 'Các tổ dân phố' }],
      text: '1. Mục đích: giúp người dân làm quen với dịch vụ công trực tuyến.\n2. Thời gian: một buổi sáng thứ Bảy mỗi tháng, tại nhà văn hóa các tổ dân phố.\n3. Kinh phí: từ nguồn chi thường xuyên của phường.',
    },
  },
  {
    until: 'in-review',
    draft: {
      ...base,
      type: 'report',
      subject: 'Kết quả công tác hộ tịch 11 tháng',
      recipients: [justice],
      text: 'Trong 11 tháng, phường đã đăng ký khai sinh, khai tử và kết hôn đúng hạn; không có hồ sơ quá hạn.\nỦy ban nhân dân phường kính báo cáo./.',
    },
  },
  {
    until: 'draft',
    draft: {
      ...base,
      type: 'invitation',
      subject: 'Dự họp giao ban công tác tư pháp – hộ tịch',
      recipients: [{ kind: 'printed', name: 'Các công chức tư pháp – hộ tịch' }],
      text: 'Kính mời các ông, bà dự họp giao ban lúc 08 giờ 00 thứ Hai tuần tới, tại phòng họp Ủy ban nhân dân phường.',
    },
  },
];

async function loadOutgoing(call: Call): Promise<void> {
  for (const { until, draft } of drafts) {
    const { id, version } = await call(contract.startDraft, { body: { draft } }, drafter);
    if (until === 'draft') continue;
    await call(contract.submitDraft, { params: { id }, body: { version } }, drafter);
    if (until === 'in-review') continue;
    await call(contract.approveDraft, { params: { id }, body: { version } }, chair);
    if (until === 'approved') continue;
    await call(contract.numberOutgoing, { params: { id } }, clerk);
    if (until === 'numbered') continue;
    await call(contract.signOutgoing, { params: { id } }, chair);
    await call(contract.issueOutgoing, { params: { id }, body: {} }, clerk);
  }
}

const letters = [
  [
    'Sở Tư pháp tỉnh Thái Nguyên',
    '1204/STP-HCTP',
    'V/v rà soát số liệu đăng ký khai sinh quý IV',
    'urgent',
    'assigned',
  ],
  [
    'Ủy ban nhân dân tỉnh Thái Nguyên',
    '3187/UBND-NC',
    'V/v tăng cường phòng cháy, chữa cháy mùa hanh khô',
    'very-urgent',
    'registered',
  ],
  [
    'Sở Nội vụ tỉnh Thái Nguyên',
    '2045/SNV-TCBC',
    'V/v báo cáo biên chế và vị trí việc làm năm tới',
    'normal',
    'registered',
  ],
  [
    'Văn phòng Ủy ban nhân dân tỉnh Thái Nguyên',
    '918/VP-HC',
    'V/v cử cán bộ dự tập huấn công tác văn thư, lưu trữ',
    'normal',
    'arrived',
  ],
] as const;

async function loadIncoming(house: House, deps: PlatformDeps, call: Call): Promise<void> {
  const issuedOn = addDays(vnDate(deps.clock.now()), -2);
  for (const [senderName, notation, subject, urgency, until] of letters) {
    const pdf = await typeset({
      template: '#set page(margin: 30mm)\n*#data.sender*\n\nSố: #data.notation\n\n#data.subject',
      data: { sender: senderName, notation, subject },
      title: subject,
    });
    const file = await house.doors.files.receive(pdf, {
      name: `${notation.replace('/', '-')}.pdf`,
      owner: clerk.accountId,
    });
    const body = {
      channel: 'upload' as const,
      senderName,
      notation,
      issuedOn,
      type: 'official-letter',
      subject,
      urgency,
      fileIds: [file.id],
    };
    const { id } = await call(contract.receiveIncoming, { body: { ...body, register: until !== 'arrived' } }, clerk);
    if (until === 'assigned')
      await call(
        contract.assignIncoming,
        {
          params: { id },
          body: { leadPostId: drafter.postId ?? '', instruction: 'Đề nghị chị Duyên tham mưu trả lời trước thứ Sáu.' },
        },
        chair,
      );
  }
}
