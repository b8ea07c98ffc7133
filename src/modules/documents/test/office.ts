import { createCalendar } from '#modules/calendar/index.ts';
import { createDirectory, type Directory } from '#modules/directory/index.ts';
import { createEvidence, type Evidence } from '#modules/evidence/index.ts';
import { createFiles, type Files } from '#modules/files/index.ts';
import { createSigning, type Signing } from '#modules/signing/index.ts';
import type { OfficerActor } from '#platform/access.ts';
import { type Clock, testClock } from '#platform/clock.ts';
import { newId } from '#platform/id.ts';
import type { AnswerOf, CallInput, Operation } from '#platform/operation.ts';
import { typeset } from '#platform/pdf/typeset.ts';
import type { Room } from '#platform/room.ts';
import { nationalAnnouncements } from '#seeds/national/index.ts';
import { startNode, type TestAnswer, type TestNode } from '#test/world/node.ts';
import { sql } from 'kysely';
import * as contract from '../contract.ts';
import { createDocuments, type Documents, type DocumentsDeps } from '../index.ts';

/** Two agencies with their officers, and the real rooms that the registers stand on. */
export const wardId = '0190d000-0000-7000-8000-000000000001';
export const justiceId = '0190d000-0000-7000-8000-000000000002';
export const provinceId = '0190d000-0000-7000-8000-000000000003';
export const endedId = '0190d000-0000-7000-8000-000000000004';

/** Monday, 09:00 in Vietnam. */
export const monday = '2026-11-30T02:00:00Z';

let officers = 0;
export function officerOf(agencyId: string, name: string, position: string, rights: string[]): OfficerActor {
  officers += 1;
  return {
    kind: 'officer',
    accountId: newId(),
    officerId: `0190d000-0000-7000-9000-${String(officers).padStart(12, '0')}`,
    agencyId,
    name,
    position,
    rights,
    assurance: { level: 2, provedAt: monday, methods: ['pwd', 'otp', 'mfa'] },
  };
}

export const clerk = officerOf(wardId, 'Bế Thị Lan', 'Công chức văn phòng – thống kê', ['documents.clerk']);
export const drafter = officerOf(wardId, 'Nông Thị Duyên', 'Công chức tư pháp – hộ tịch', ['documents.draft']);
export const deputy = officerOf(wardId, 'Lý Văn Páo', 'Phó Chủ tịch Ủy ban nhân dân phường', [
  'documents.approve',
  'documents.assign',
  'documents.sign',
]);
export const chair = officerOf(wardId, 'Hoàng Thị Diễm', 'Chủ tịch Ủy ban nhân dân phường', [
  'documents.approve',
  'documents.assign',
  'documents.sign',
]);
export const bystander = officerOf(wardId, 'Bế Văn Hậu', 'Công chức một cửa', []);
export const otherClerk = officerOf(justiceId, 'Phạm Thu Hương', 'Văn thư Sở Tư pháp', ['documents.clerk']);
export const otherChief = officerOf(justiceId, 'Phạm Thị Ngọc Diệp', 'Giám đốc Sở Tư pháp', [
  'documents.approve',
  'documents.assign',
  'documents.sign',
  'documents.draft',
]);
export const everybody = [clerk, drafter, deputy, chair, bystander, otherClerk, otherChief];

export interface Office {
  node: TestNode;
  clock: Clock & { set(at: string | Date): void; advance(ms: number): void };
  documents: Documents;
  files: Files;
  signing: Signing;
  directory: Directory;
  /** Calls and answers; throws where it is refused. */
  do<O extends Operation>(operation: O, input: CallInput<O>, actor: OfficerActor): Promise<AnswerOf<O>>;
  /** The code of the refusal, or 'ok'. */
  code<O extends Operation>(operation: O, input: CallInput<O>, actor?: OfficerActor): Promise<string>;
  pdfOf(owner: OfficerActor, text?: string): Promise<string>;
  /** A draft that may be submitted. */
  draft(over?: Partial<Draft>): Promise<{ id: string; version: number }>;
  /** A document that has come so far. */
  outgoing(until: 'in-review' | 'approved' | 'numbered' | 'signed' | 'issued', over?: Partial<Draft>): Promise<string>;
  incoming(until: 'arrived' | 'registered' | 'assigned', over?: Record<string, unknown>): Promise<string>;
  events(name: string): Promise<Record<string, unknown>[]>;
  bytes(path: string, actor: OfficerActor): Promise<Buffer>;
  close(): Promise<void>;
}

export type Draft = CallInput<typeof contract.startDraft>['body']['draft'];

export function decision(over: Partial<Draft> = {}): Draft {
  return {
    type: 'decision',
    subject: 'Về việc thành lập Tổ công tác chuyển đổi số phường Đức Xuân',
    urgency: 'normal',
    signerId: chair.officerId,
    authority: 'TM.',
    onBehalfOf: 'Ủy ban nhân dân',
    signerTitle: 'Chủ tịch',
    recipients: [
      { kind: 'agency', agencyId: provinceId },
      { kind: 'agency', agencyId: justiceId },
      { kind: 'officer', officerId: bystander.officerId },
      { kind: 'printed', name: 'Như Điều 3' },
    ],
    grounds:
      'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;\nTheo đề nghị của Công chức văn phòng – thống kê.',
    text: 'Điều 1. Thành lập Tổ công tác chuyển đổi số phường Đức Xuân gồm 07 thành viên.\nĐiều 2. Tổ công tác họp định kỳ vào thứ Hai tuần đầu tháng.\nĐiều 3. Văn phòng, các bộ phận chuyên môn và các ông, bà có tên chịu trách nhiệm thi hành Quyết định này.',
    ...over,
  };
}

/** The rooms of the office, for one that is built upon them. */
export type OfficeRooms = Parameters<typeof createDocuments>[0] & {
  documents: Documents;
  evidence: Evidence;
  files: Files;
  signing: Signing;
  directory: Directory;
};

/**
 * @param at when it is; the officers of this file have proved who they are just now, whatever the time
 * @param upon rooms that stand upon the registers
 * @param axis how the registers ask the room that carries their documents
 */
export async function openOffice(
  at: string = monday,
  upon?: (rooms: OfficeRooms) => Room[],
  axis?: DocumentsDeps['axis'],
): Promise<Office> {
  const clock = testClock(at);
  const proved = (actor: OfficerActor): OfficerActor =>
    actor.assurance?.provedAt === monday && actor.assurance.level === 2
      ? { ...actor, assurance: { ...actor.assurance, provedAt: clock.now().toISOString() } }
      : actor;
  let rooms: { documents: Documents; files: Files; signing: Signing; directory: Directory } | undefined;
  let seed: (() => Promise<void>) | undefined;
  const node = await startNode({
    clock,
    filled: {
      as: upon ? 'documents_and_above' : 'documents',
      async fill() {
        await seed?.();
      },
    },
    build(deps): Room[] {
      const directory = createDirectory(deps);
      const calendar = createCalendar(deps);
      const files = createFiles(deps);
      const signing = createSigning(deps);
      const evidence = createEvidence({ ...deps, signing });
      const documents = createDocuments({
        ...deps,
        directory,
        calendar,
        files,
        signing,
        evidence,
        ...(axis ? { axis } : {}),
      });
      rooms = { documents, files, signing, directory };
      seed = async () => {
        await directory.loadNationalAreas();
        await calendar.loadAnnouncements(nationalAnnouncements);
        await loadAgencies(directory);
      };
      const above = upon?.({ ...deps, directory, calendar, files, signing, evidence, documents }) ?? [];
      return [signing, evidence, directory, calendar, files, documents, ...above];
    },
  });
  if (!rooms) throw new Error('no rooms');
  const { files } = rooms;
  const steps = [
    ['in-review', contract.submitDraft, drafter],
    ['approved', contract.approveDraft, deputy],
    ['numbered', contract.numberOutgoing, clerk],
    ['signed', contract.signOutgoing, chair],
    ['issued', contract.issueOutgoing, clerk],
  ] as const;
  const office: Office = {
    node,
    clock,
    ...rooms,
    async do(operation, input, actor) {
      const answer = await node.call(operation, input, proved(actor));
      if (!answer.ok) throw new Error(`${operation.id} was refused: ${JSON.stringify(answer.problem)}`);
      return answer.answer;
    },
    async code(operation, input, actor) {
      return codeOf(await node.call(operation, input, actor && proved(actor)));
    },
    async pdfOf(owner, text = 'Kế hoạch công tác') {
      const bytes = await typeset({ template: '#data.text', data: { text }, title: text });
      return (await files.receive(bytes, { name: 'van-ban.pdf', owner: owner.accountId })).id;
    },
    draft: (over) => office.do(contract.startDraft, { body: { draft: decision(over) } }, drafter),
    async outgoing(until, over) {
      const { id, version } = await office.draft(over);
      for (const [state, operation, actor] of steps) {
        // Each takes what it needs of the same parts.
        const input = { params: { id }, ...('body' in operation ? { body: { version } } : {}) };
        await office.do(
          operation as typeof contract.submitDraft,
          input as CallInput<typeof contract.submitDraft>,
          actor,
        );
        if (state === until) break;
      }
      return id;
    },
    async incoming(until, over = {}) {
      const body = { ...letter(), fileIds: [await office.pdfOf(clerk)], ...over };
      const { id } = await office.do(contract.receiveIncoming, { body }, clerk);
      if (until === 'arrived') return id;
      await office.do(contract.registerIncoming, { params: { id }, body: {} }, clerk);
      if (until === 'registered') return id;
      await office.do(
        contract.assignIncoming,
        { params: { id }, body: { leadId: drafter.officerId, instruction: 'Tham mưu trả lời trước thứ Sáu.' } },
        chair,
      );
      return id;
    },
    async events(name) {
      const { rows } = await sql<{ payload: Record<string, unknown> }>`
        select payload from platform.event where name = ${name} order by at, id`.execute(node.database.of());
      return rows.map((row) => row.payload);
    },
    async bytes(path, actor) {
      const response = await node.fetch(path, { actor });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return Buffer.from(await response.arrayBuffer());
    },
    close: () => node.close(),
  };
  return office;
}

export function letter(): CallInput<typeof contract.receiveIncoming>['body'] {
  return {
    channel: 'upload',
    senderName: 'Sở Tư pháp tỉnh Thái Nguyên',
    senderCode: 'H55.13',
    notation: '1204/STP-HCTP',
    issuedOn: '2026-11-27',
    type: 'official-letter',
    subject: 'V/v rà soát số liệu đăng ký khai sinh quý IV năm 2026',
    urgency: 'normal',
    signer: 'Phạm Thị Ngọc Diệp',
    fileIds: [],
  };
}

export function codeOf(answer: TestAnswer<unknown>): string {
  return answer.ok ? 'ok' : answer.problem.code;
}

async function loadAgencies(directory: Directory): Promise<void> {
  const agency = (id: string, name: string, shortName: string, code: string, parentId: string | null) => ({
    id,
    name,
    shortName,
    level: id === wardId ? ('commune' as const) : ('province' as const),
    parentId,
    areaCode: id === wardId ? '01840' : '19',
    codes: [{ form: '2020' as const, code, validFrom: '2025-07-01', validTo: null }],
    address: '',
    phone: '',
    validFrom: '2025-07-01',
    validTo: null,
    successorId: null,
  });
  await directory.loadAgencies([
    agency(provinceId, 'Ủy ban nhân dân tỉnh Thái Nguyên', 'UBND tỉnh Thái Nguyên', 'H55', null),
    agency(wardId, 'Ủy ban nhân dân phường Đức Xuân', 'UBND phường Đức Xuân', 'H55.202', provinceId),
    agency(justiceId, 'Sở Tư pháp tỉnh Thái Nguyên', 'STP Thái Nguyên', 'H55.13', provinceId),
    {
      ...agency(endedId, 'Ủy ban nhân dân thị xã Bắc Kạn', 'UBND TX Bắc Kạn', 'H55.99', provinceId),
      validTo: '2026-06-30',
      successorId: wardId,
    },
  ]);
  await directory.loadOfficers(
    everybody.map((officer) => ({
      id: officer.officerId,
      name: officer.name,
      personId: null,
      appointments: [
        {
          agencyId: officer.agencyId,
          position: officer.position,
          rights: officer.rights as never[],
          validFrom: '2025-07-01',
          validTo: null,
        },
      ],
    })),
  );
}
