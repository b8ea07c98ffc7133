import type { House } from '#app';
import * as contract from '#modules/documents/contract.ts';
import { listPosts } from '#modules/directory/contract.ts';
import type { OfficerActor } from '#platform/access.ts';
import type { CallInput } from '#platform/operation.ts';
import { typeset } from '#platform/pdf/typeset.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { addDays, vnDate } from '#platform/time.ts';
import { demoAgency } from '#seeds/demo/index.ts';
import { actorOf, callsOf, takePost, type Call } from './as-officer.ts';
import { VACANT } from './load-posts.ts';

type Draft = CallInput<typeof contract.startDraft>['body']['draft'];
/** Documents of the demo world at every step of their way, so that each desk finds work. They are made by the officers' own operations. */
export async function loadDocuments(house: House, deps: PlatformDeps): Promise<void> {
  const call = callsOf(house.doors.documents.parts, deps);
  for (const officer of [clerk, drafter, chair, ...neighbours, ...bureau])
    await takePost(house, officer, vnDate(deps.clock.now()));
  await loadOutgoing(call);
  await loadIncoming(house, deps, call);
  await loadNeighbours(house, deps, call);
}

const clerk = actorOf('ban-thi-lan');
const drafter = actorOf('nong-thi-duyen');
const chair = actorOf('hoang-thi-diem');
/** The clerk and the chair of the next ward. */
const neighbours = [actorOf('phung-thi-nhai'), actorOf('le-minh-quang')] as const;
/** Who drafts, signs and sends at the provincial department of justice. */
const bureau = [actorOf('vi-thi-kieu'), actorOf('pham-thi-ngoc-diep'), actorOf('la-van-dong')] as const;

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
  for (const { until, draft } of drafts) await write(call, [drafter, chair, clerk], draft, until);
}

/** A document on its way: drafted, approved and signed, numbered and issued by these three. */
async function write(
  call: Call,
  [writer, head, keeper]: readonly [OfficerActor, OfficerActor, OfficerActor],
  draft: Draft,
  until: (typeof drafts)[number]['until'],
): Promise<void> {
  const { id, version } = await call(contract.startDraft, { body: { draft } }, writer);
  if (until === 'draft') return;
  await call(contract.submitDraft, { params: { id }, body: { version } }, writer);
  if (until === 'in-review') return;
  await call(contract.approveDraft, { params: { id }, body: { version } }, head);
  if (until === 'approved') return;
  await call(contract.numberOutgoing, { params: { id } }, keeper);
  if (until === 'numbered') return;
  await call(contract.signOutgoing, { params: { id } }, head);
  await call(contract.issueOutgoing, { params: { id }, body: {} }, keeper);
}

/**
 * The registers of two other agencies: the department writes to the next ward, which answers what it can, and a letter lies there with a
 * post that nobody holds. What is issued goes over the axis, so it stands in the registers of both sides.
 */
async function loadNeighbours(house: House, deps: PlatformDeps, call: Call): Promise<void> {
  const [keeper, head] = neighbours;
  const ward = { kind: 'agency' as const, agencyId: keeper.agencyId };
  const signedBy = ({ officerId }: OfficerActor, signerTitle: string) => ({ signerId: officerId, signerTitle });
  await write(
    call,
    bureau,
    {
      type: 'official-letter',
      subject: 'hướng dẫn đăng ký khai sinh lưu động tại tổ dân phố',
      urgency: 'normal',
      unit: 'HCTP',
      authority: '',
      onBehalfOf: '',
      ...signedBy(bureau[1], 'Giám đốc'),
      recipients: [
        { ...ward, main: true },
        { kind: 'printed', name: 'Lưu: VT, HCTP' },
      ],
      text: 'Sở Tư pháp đề nghị Ủy ban nhân dân phường bố trí công chức đến tổ dân phố đăng ký khai sinh cho trẻ mà cha mẹ không đến được trụ sở.\nTrân trọng./.',
    },
    'issued',
  );
  await write(
    call,
    [keeper, head, keeper],
    {
      ...base,
      ...signedBy(head, 'Chủ tịch'),
      type: 'report',
      subject: 'Kết quả tiếp nhận hồ sơ trực tuyến tháng 11',
      recipients: [province, justice, { kind: 'printed', name: 'Lưu: VT' }],
      text: 'Trong tháng, phường tiếp nhận phần lớn hồ sơ qua cổng trực tuyến; không có hồ sơ quá hạn.\nỦy ban nhân dân phường kính báo cáo./.',
    },
    'issued',
  );
  const { posts } = await callsOf(house.doors.directory.parts, deps)(
    listPosts,
    { params: { id: keeper.agencyId }, query: {} },
    head,
  );
  const vacant = posts.find(({ name }) => name === VACANT);
  if (!vacant) throw new Error('The vacant post of the demo world is not there');
  const { id } = await call(
    contract.receiveIncoming,
    {
      body: {
        channel: 'paper',
        senderName: 'Tổ dân phố số 12',
        notation: '04/TDP',
        issuedOn: addDays(vnDate(deps.clock.now()), -6),
        type: 'official-letter',
        subject: 'V/v đề nghị sửa lối đi chung bị sụt lún',
        urgency: 'urgent',
        fileIds: [],
        register: true,
      },
    },
    keeper,
  );
  await call(
    contract.assignIncoming,
    { params: { id }, body: { leadPostId: vacant.id, instruction: 'Kiểm tra thực địa, báo cáo trước thứ Sáu.' } },
    head,
  );
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
