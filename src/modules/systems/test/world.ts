import type { OfficerActor } from '#platform/access.ts';
import { testClock } from '#platform/clock.ts';
import type { PagesBuild } from '#platform/web/pages.ts';
import { createEvidence } from '#modules/evidence/index.ts';
import { createFiles } from '#modules/files/index.ts';
import { createSigning } from '#modules/signing/index.ts';
import { createSystems, type AgencyFacts, type Systems } from '#modules/systems/index.ts';
import { startNode, type TestNode } from '#test/world/node.ts';

const agencyId = (n: number) => `0199cccc-0000-7000-8000-${String(n).padStart(12, '0')}`;

const agency = (n: number, name: string, code: string, parent: number | null, validTo: string | null = null) => ({
  id: agencyId(n),
  name,
  code,
  parentId: parent === null ? null : agencyId(parent),
  validTo,
});

/** A province, a ward and a department below it, an office below that; another province; one that ended. */
export const agencies = {
  province: agency(1, 'Ủy ban nhân dân tỉnh Thái Nguyên', 'H55', null),
  ward: agency(2, 'Ủy ban nhân dân phường Đức Xuân', 'H55.101', 1),
  department: agency(3, 'Sở Tư pháp tỉnh Thái Nguyên', 'H55.13', 1),
  office: agency(4, 'Phòng Công chứng số 1', 'H55.13.1', 3),
  other: agency(5, 'Ủy ban nhân dân tỉnh Tuyên Quang', 'H60', null),
  ended: agency(6, 'Ủy ban nhân dân phường Phùng Chí Kiên', 'H55.204', 1, '2025-06-30'),
} satisfies Record<string, AgencyFacts>;

export interface SystemsWorld {
  node: TestNode;
  systems: Systems;
  clock: ReturnType<typeof testClock>;
  /** An officer of the agency who has just proved who it is. */
  manager(of: AgencyFacts, rights?: string[]): OfficerActor;
  close(): Promise<void>;
}

export async function openWorld(
  beside?: SystemsWorld,
  { pages, clock: given }: { pages?: PagesBuild; clock?: SystemsWorld['clock'] } = {},
): Promise<SystemsWorld> {
  const clock = beside?.clock ?? given ?? testClock('2026-11-23T02:00:00Z');
  let systems!: Systems;
  const node = await startNode({
    clock,
    ...(pages ? { pages } : {}),
    ...(beside ? { beside: beside.node } : {}),
    build(deps) {
      const signing = createSigning(deps);
      const evidence = createEvidence({ ...deps, signing });
      const files = createFiles(deps);
      const all: AgencyFacts[] = Object.values(agencies);
      systems = createSystems({
        ...deps,
        evidence,
        directory: {
          getAgency: async (id) => all.find((one) => one.id === id) as AgencyFacts,
          findAgencyByCode: async (code) => all.find((one) => one.code === code),
        },
      });
      return { rooms: [signing, evidence, files, systems], programs: systems.programs };
    },
  });
  return {
    node,
    systems,
    clock,
    manager: (of, rights = ['systems.manage']) => ({
      kind: 'officer',
      accountId: of.id.replace('cccc', 'dddd'),
      officerId: of.id.replace('cccc', 'dddd'),
      agencyId: of.id,
      agencyName: of.name,
      name: 'Hoàng Thị Hường',
      position: 'Quản trị hệ thống',
      rights,
      assurance: { level: 2, provedAt: clock.now().toISOString(), methods: ['pwd', 'otp', 'mfa'] },
    }),
    close: () => node.close(),
  };
}
