import type { House } from '#app';
import type { PlatformDeps } from '#platform/room.ts';
import { demoAgencies, demoKin, demoMandates, demoOfficers, demoPeople } from '#seeds/demo/index.ts';
import { loadAxis } from './load-axis.ts';
import { loadDocuments } from './load-documents.ts';
import { loadPosts } from './load-posts.ts';
import { demoClients } from './demo-clients.ts';

/** The demo world: agencies, officers, and people who know each other, each with an account. */
export async function loadDemo(house: House, deps: PlatformDeps): Promise<void> {
  const { directory, population, mandates, identity, signOn } = house.doors;
  await directory.loadAgencies(demoAgencies);
  await directory.loadOfficers(demoOfficers);
  const source = { actor: { kind: 'system', name: 'demo-world' } as const, source: 'demo-world' };
  // Parents before children: kin refers to people who are already there.
  const eldestFirst = demoPeople.toSorted((a, b) => a.birthDate.localeCompare(b.birthDate));
  const nameOf = new Map(demoPeople.map((person) => [person.id, person.fullName]));
  for (const person of eldestFirst) {
    const kin = demoKin
      .filter((edge) => edge.to === person.id && edge.kind !== 'spouse')
      .map((edge) => ({
        relation: edge.kind,
        personId: edge.from,
        name: nameOf.get(edge.from) ?? '',
      }));
    await population.recordPerson(
      {
        id: person.id,
        personalId: person.personalId,
        fullName: person.fullName,
        sex: person.gender,
        birthDate: person.birthDate,
        ethnicGroup: person.ethnicGroup,
        nationality: person.nationality,
        homeTownArea: person.homeTownArea,
        residence: { areaCode: person.residenceArea, detail: person.residenceDetail },
        kin,
      },
      source,
    );
  }
  await mandates.loadMandates(demoMandates);
  const code = deps.config.secrets.demoCode;
  await identity.createAccounts([
    ...demoPeople
      .filter((person) => person.phone !== null)
      .map((person) => ({
        name: person.fullName,
        code,
        citizen: { personId: person.id, personalId: person.personalId },
        ...(person.phone ? { phone: person.phone } : {}),
        ...(person.email ? { email: person.email } : {}),
      })),
    ...demoOfficers.map(({ id, name, phone }) => ({ name, code, officer: { officerId: id }, phone })),
  ]);
  await loadPosts(house, deps);
  await loadDocuments(house, deps);
  await loadAxis(house, deps);
  await signOn.loadClients(demoClients(deps.config));
}
