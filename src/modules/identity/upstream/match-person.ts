import type { Person } from '#modules/population/index.ts';
import type { UpstreamConfig } from '#platform/config.ts';
import type { PopulationDoor } from '../deps.ts';
import type { Told } from './read-claims.ts';
import { refusal } from './refusal.ts';

/**
 * The person of the population register whom the other provider means: by personal number, and only where name and birth date agree too.
 * E-mail and phone never decide: they change hands. Both questions are recorded as disclosures.
 * @throws identity.upstream-unknown, identity.upstream-differs
 */
export async function matchPerson(population: PopulationDoor, settings: UpstreamConfig, told: Told): Promise<Person> {
  const disclosure = {
    actor: { kind: 'system', name: 'identity.upstream' },
    purpose: `Đối chiếu người đăng nhập qua ${settings.name}`,
    legalBasis: 'Nghị định 69/2024/NĐ-CP (định danh và xác thực điện tử)',
    caseRef: 'sign-in:upstream',
  } as const;
  const { personalId, fullName, birthDate } = told;
  const compared = await population.compare(told, disclosure);
  if (!compared.found) throw refusal(settings, 'upstream-unknown');
  if (compared.differs.length > 0) throw refusal(settings, 'upstream-differs');
  const person = await population.findByNumber(personalId, disclosure, { fullName, birthDate });
  // An account of somebody who has died is not opened, nor entered, whoever says what.
  if (!person || person.diedOn) throw refusal(settings, 'upstream-unknown');
  return person;
}
