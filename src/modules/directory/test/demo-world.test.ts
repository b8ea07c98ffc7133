import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoAgencies, demoKin, demoOfficers, demoPeople, demoPerson } from '#seeds/demo/index.ts';
import { readAgencyCode } from '../agency-codes.ts';
import { buildNationalAreas } from '../areas/national.ts';
import { parsePackage, readPackageText } from '../areas/read-package.ts';

const { book } = buildNationalAreas(parsePackage(readPackageText()));
const TODAY = '2026-11-23';
const agencies = new Map(demoAgencies.map((agency) => [agency.id, agency]));
const people = new Map(demoPeople.map((person) => [person.id, person]));
const distinct = (values: readonly string[]) => assert.equal(new Set(values).size, values.length);

test('ids, keys and codes are distinct', () => {
  distinct([...demoAgencies, ...demoOfficers, ...demoPeople].map((one) => one.id));
  distinct(demoAgencies.map((one) => one.key));
  distinct(demoOfficers.map((one) => one.key));
  distinct(demoPeople.map((one) => one.key));
  distinct(demoPeople.map((one) => one.personalId));
  distinct(demoAgencies.flatMap((one) => one.codes.map((code) => code.code)));
});

test('agencies have readable codes, a parent that exists and an area of their time', () => {
  for (const agency of demoAgencies) {
    for (const { form, code } of agency.codes) assert.equal(readAgencyCode(code)?.form, form, code);
    for (const id of [agency.parentId, agency.successorId]) if (id) assert.ok(agencies.has(id), agency.name);
    if (agency.areaCode) {
      const area = book.at(agency.areaCode, agency.validTo ?? TODAY);
      assert.equal(area?.level, agency.level === 'commune' ? 'commune' : 'province', agency.name);
      assert.ok(area && agency.name.includes(area.name), agency.name);
    } else assert.ok(['national', 'ministry'].includes(agency.level));
  }
  assert.ok(demoAgencies.filter((agency) => agency.level === 'commune').length >= 8);
});

test('every commune can receive, register and sign', () => {
  for (const agency of demoAgencies.filter((one) => one.level === 'commune')) {
    const rights = demoOfficers
      .flatMap((one) => one.appointments)
      .filter((one) => one.agencyId === agency.id && one.validTo === null);
    for (const right of ['counter.accept', 'counter.view', 'civil-status.register', 'civil-status.sign'] as const)
      assert.ok(
        rights.some((one) => one.rights.includes(right)),
        `${agency.name}: ${right}`,
      );
  }
});

test('personal numbers follow the law’s structure and places are real', () => {
  for (const person of demoPeople) {
    const [, place = '', century = '', year = ''] = /^(\d{3})(\d)(\d{2})\d{6}$/.exec(person.personalId) ?? [];
    assert.equal(book.at(place.slice(1), '2024-01-01')?.level, 'province', person.fullName);
    assert.equal(
      Number(century),
      (person.birthDate >= '2000' ? 2 : 0) + (person.gender === 'female' ? 1 : 0),
      person.fullName,
    );
    assert.equal(year, person.birthDate.slice(2, 4), person.fullName);
    for (const code of [person.homeTownArea, person.residenceArea])
      assert.equal(book.at(code, TODAY)?.level, 'commune', `${person.fullName} ${code}`);
    assert.equal(person.fullName, person.fullName.normalize('NFC'));
  }
});

test('families are possible: parents are old enough, marriages lawful, mothers women', () => {
  const born = (id: string) => people.get(id)?.birthDate ?? '';
  for (const kin of demoKin) {
    const from = people.get(kin.from);
    const to = people.get(kin.to);
    assert.ok(from && to);
    if (kin.kind === 'spouse') {
      assert.deepEqual([from.gender, to.gender], ['female', 'male']);
      assert.ok(Number(kin.since?.slice(0, 4)) - Number(born(kin.from).slice(0, 4)) > 18, from.fullName);
      assert.ok(Number(kin.since?.slice(0, 4)) - Number(born(kin.to).slice(0, 4)) > 20, to.fullName);
    } else {
      assert.equal(from.gender, kin.kind === 'mother' ? 'female' : 'male');
      assert.ok(Number(born(kin.to).slice(0, 4)) - Number(born(kin.from).slice(0, 4)) >= 18, to.fullName);
      assert.equal(to.ethnicGroup, kin.kind === 'father' ? from.ethnicGroup : to.ethnicGroup);
    }
  }
});

test('officers who are citizens too have one name', () => {
  for (const officer of demoOfficers) {
    if (officer.personId) assert.equal(people.get(officer.personId)?.fullName, officer.name);
    for (const { agencyId } of officer.appointments) assert.ok(agencies.has(agencyId));
  }
  assert.equal(demoPerson('nguyen-thi-thu-ha').fullName, 'Nguyễn Thị Thu Hà');
  assert.throws(() => demoPerson('nobody'));
});
