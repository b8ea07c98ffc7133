import { createHash } from 'node:crypto';
import type { Actor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { createPopulation, type Population } from '../index.ts';
import type { EvidenceDoor } from '../doors.ts';
import type { NumberSpace } from '../draw-number.ts';
import type { RegisteredBirth } from '../record-birth.ts';
import type { PlatformDeps, Room } from '#platform/room.ts';
import { sql } from 'kysely';

/** A stand-in for the evidence room: its record goes through the caller's transaction, as the real one's does. */
export const recordInTransaction: EvidenceDoor = {
  record: (trx, entry) =>
    sql`insert into platform.event (id, name, payload, actor)
      values (${newId()}, 'test.evidence@1', ${JSON.stringify(entry)}::jsonb, '{}')`.execute(
      trx as Parameters<ReturnType<typeof sql>['execute']>[0],
    ),
};

export function roomsOf(deps: PlatformDeps, keep: (population: Population) => void, space?: NumberSpace): Room[] {
  const population = createPopulation({ ...deps, evidence: recordInTransaction }, space);
  keep(population);
  return [population];
}

export const registrar: Actor = {
  kind: 'officer',
  accountId: '0190a000-0000-7000-8000-000000000001',
  officerId: '0190a000-0000-7000-8000-000000000002',
  agencyId: '0190a000-0000-7000-8000-000000000003',
  name: 'Hoàng Văn Nông',
  position: 'Công chức Tư pháp – Hộ tịch',
  rights: ['civil-status.register'],
};

export const system: Actor = { kind: 'system', name: 'test' };

export const reason = (actor: Actor = registrar) => ({
  actor,
  purpose: 'Kiểm tra thông tin người mẹ khi đăng ký khai sinh',
  legalBasis: 'Luật Hộ tịch 60/2014/QH13, Điều 16',
  caseRef: 'dossier:H57.19-261123-0001',
});

export const thuHa = {
  personalId: '019198000123',
  fullName: 'Nguyễn Thị Thu Hà',
  sex: 'female',
  birthDate: '1998-05-20',
  ethnicGroup: '01',
  residence: { areaCode: '05482', detail: 'Tổ 5', since: '2020-01-01' },
} as const;

/** A uuid that is the same for the same words. */
export const uuidOf = (words: string): string =>
  createHash('sha256')
    .update(words)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/u, '$1-$2-$3-$4-$5');

export function birth(
  over: Omit<Partial<RegisteredBirth>, 'child'> & { child?: Partial<RegisteredBirth['child']> } = {},
): RegisteredBirth {
  return {
    actId: newId(),
    dossierId: newId(),
    agencyId: newId(),
    provinceCode: '19',
    areaCode: '05482',
    formerProvinceCode: '19',
    motherFullName: thuHa.fullName,
    motherPersonalId: thuHa.personalId,
    fatherFullName: 'Phạm Quốc Khánh',
    fatherPersonalId: null,
    registeredAt: '2026-11-23T03:00:00.000Z',
    ...over,
    child: {
      fullName: 'Phạm Nguyễn Bảo An',
      birthDate: '2026-11-12',
      gender: 'female',
      ethnicGroup: '01',
      nationality: 'VN',
      homeTown: '05482',
      birthPlaceName: 'Bệnh viện A Thái Nguyên',
      birthPlaceArea: '05482',
      ...over.child,
    },
  };
}
