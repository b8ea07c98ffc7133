import { trackDossier, type PublicTrack } from '#modules/counter/contract.ts';
import { counterProblem } from '#modules/counter/errors.ts';
import {
  getLifeEvent,
  getProcedure,
  listLifeEvents,
  listProcedures,
  searchProcedures,
} from '#modules/procedures/contract.ts';
import type { LifeEvent, ProcedureSummary, ProcedureVersion } from '#modules/procedures/index.ts';
import { serve, type Served } from '#platform/operation.ts';
import { platformProblem } from '#platform/problem.ts';
import type { Room } from '#platform/room.ts';
import { fold } from '#platform/text.ts';

// Small stand-ins for the rooms below: what the portal shows is tested here, how it comes about is tested there.

const both = (vi: string, en: string) => ({ vi, en });

export const birth: ProcedureVersion = {
  id: '01980000-0000-7000-8000-000000000001',
  version: 3,
  publishedAt: '2026-11-01T02:00:00.000Z',
  fileable: true,
  code: '1.001193',
  name: both('Đăng ký khai sinh', 'Birth registration'),
  sector: { code: 'G15-HT01', name: both('Hộ tịch', 'Civil status') },
  level: 'fullProcess',
  executingLevel: 'commune',
  audiences: ['citizen'],
  subjects: both('Cha, mẹ hoặc người thân thích của trẻ.', 'The father, the mother or a relative of the child.'),
  description: both('Để trẻ mới sinh có Giấy khai sinh.', 'So that a newborn child has a birth certificate.'),
  keywords: ['khai sinh'],
  steps: [{ case: null, steps: [both('Điền tờ khai trên mạng.', 'Fill in the form online.')] }],
  filingWays: [
    {
      channel: 'online',
      limit: { unit: 'same-day' },
      limitNote: both('Trong ngày.', 'Same day.'),
      fees: [{ name: both('Đúng hạn', 'On time'), amount: 0, note: both('Trong 60 ngày', 'Within 60 days') }],
      description: both('Nộp tại trang này.', 'On this site.'),
    },
  ],
  components: [
    {
      code: 'KS-GCS',
      name: both('Giấy chứng sinh', 'Birth notification'),
      // No English: the page must say so to screen readers.
      why: both('Chứng minh việc sinh.', ''),
      case: null,
      originals: 1,
      copies: 0,
      electronic: true,
      required: true,
      kind: 'file',
    },
  ],
  sets: 1,
  conditions: [],
  results: [{ code: 'KQ-GKS', name: both('Giấy khai sinh', 'Birth certificate') }],
  legalGrounds: [{ number: '60/2014/QH13', name: both('Luật Hộ tịch', 'Civil Status Law') }],
  executingBodies: [{ name: both('Ủy ban nhân dân cấp xã', 'Commune People’s Committee') }],
  competentBody: both('Ủy ban nhân dân cấp xã', 'Commune People’s Committee'),
  coordinatingBodies: [],
  intakeAddress: both('Bộ phận một cửa của xã, phường', 'One-stop counter of the commune'),
  form: null,
  sameDayCutoff: '15:00',
  handlerPath: null,
  checked: 'summary',
};

const marriage: ProcedureSummary = {
  ...birth,
  code: '1.000894',
  name: both('Đăng ký kết hôn', 'Marriage'),
  fileable: false,
};

const event = (code: string, kind: LifeEvent['kind'], position: number, vi: string, en: string): LifeEvent => ({
  code,
  kind,
  position,
  name: both(vi, en),
  description: both(`Các việc khi ${vi.toLowerCase()}.`, `What to do: ${en}.`),
  procedureCodes: ['1.001193'],
});

export const lifeEvents: LifeEvent[] = [
  event('COCONNHO', 'citizen', 1, 'Có con nhỏ', 'Having a small child'),
  event('HUUTRI', 'citizen', 9, 'Hưu trí', 'Retirement'),
  event('KHOISUKINHDOANH', 'business', 1, 'Khởi sự kinh doanh', 'Starting a business'),
];

export const knownCode = 'H55.12.34-20261123-0000007';
export const pausedCode = 'H55.12.34-20261123-0000008';

const track: PublicTrack = {
  code: knownCode,
  state: 'accepted',
  stateLabel: both('Đã tiếp nhận', 'Accepted'),
  nationalCode: 2,
  procedureCode: '1.001193',
  procedureName: birth.name,
  agencyName: 'Ủy ban nhân dân phường Đức Xuân',
  filedOn: '2026-11-23',
  dueAt: '2026-11-23T10:00:00.000Z',
  isOverdue: false,
  waitingFor: null,
  steps: [
    { key: 'submitted', label: both('Nộp hồ sơ', 'Filed'), at: '2026-11-23T01:12:00.000Z', status: 'done' },
    { key: 'accepted', label: both('Tiếp nhận', 'Accepted'), at: '2026-11-23T02:40:00.000Z', status: 'current' },
    { key: 'processing', label: both('Giải quyết', 'Processed'), at: null, status: 'ahead' },
  ],
};

/** Counts how often the catalogue was asked: a page that came from the cache asks nothing. */
export const asked = { procedure: 0 };

const served: Served[] = [
  serve(getProcedure, ({ params }) => {
    asked.procedure += 1;
    if (params.code !== birth.code) throw platformProblem('not-found');
    return birth;
  }),
  serve(listProcedures, () => ({ procedures: [birth, marriage] })),
  serve(searchProcedures, ({ query }) => ({
    procedures: [birth, marriage].filter((one) => fold(one.name.vi).includes(fold(query.q))),
  })),
  serve(listLifeEvents, ({ query }) => ({ lifeEvents: lifeEvents.filter((one) => one.kind === query.kind) })),
  serve(getLifeEvent, ({ params }) => {
    const found = lifeEvents.find((one) => one.code === params.code);
    if (!found) throw platformProblem('not-found');
    return { ...found, procedures: [birth] };
  }),
];

export const catalogue: Room = { parts: { name: 'procedures', served } };

export const counter: Room = {
  parts: {
    name: 'counter',
    served: [
      serve(trackDossier, ({ query: { code } }) => {
        if (code === knownCode) return track;
        if (code === pausedCode)
          return {
            ...track,
            code,
            isOverdue: true,
            waitingFor: both('Chờ người nộp bổ sung giấy tờ', 'Waiting for papers'),
          };
        throw counterProblem(code.startsWith('H') ? 'unknown-code' : 'malformed-code');
      }),
    ],
  },
};
