import type { Config } from '#platform/config.ts';
import { demoAgencies, demoOfficers, demoPeople } from '#seeds/demo/index.ts';

/** Who can be signed in as: a few parents, the officers who serve them, a leader. For the terminal. */
export function describeDemo(config: Config): string {
  const year = (date: string): number => Number(date.slice(0, 4));
  const parents = demoPeople
    .filter((person) => person.phone !== null && year(person.birthDate) > 1988 && year(person.birthDate) < 2004)
    .slice(0, 4);
  const posts = demoOfficers.flatMap((officer) => {
    const post = officer.appointments.at(-1);
    return post ? [{ name: officer.name, ...post }] : [];
  });
  const named = (name: string, what: string): string => `    ${name.padEnd(24)}${what}\n`;
  const officers = posts.filter((post) => post.rights.includes('counter.accept')).slice(0, 3);
  const leaders = posts.filter((post) => post.rights.includes('command.view')).slice(0, 2);
  return [
    `\n  Demo people (password for all: ${config.secrets.demoCode})\n`,
    `  Citizens, at ${config.publicUrl}/dang-nhap\n`,
    ...parents.map((person) => named(person.fullName, person.personalId)),
    `  Officers, at ${config.publicUrl}/can-bo/dang-nhap\n`,
    ...officers.map((post) => named(post.name, `${post.position}, ${demoAgencyName(post.agencyId)}`)),
    `  The second step of officers is a code by SMS: ${config.publicUrl}/thu-nghiem/tin-nhan\n`,
    `  Leaders, at ${config.publicUrl}/chi-huy\n`,
    ...leaders.map((post) => named(post.name, `${post.position}, ${demoAgencyName(post.agencyId)}`)),
    '\n',
  ].join('');
}

function demoAgencyName(id: string): string {
  return demoAgencies.find((agency) => agency.id === id)?.name ?? '';
}
