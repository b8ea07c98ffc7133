/** Who may sign a certificate: whoever holds the right at the registering agency, and nobody else. */
import type { OfficerActor } from '#platform/access.ts';
import type { Doors } from './doors.ts';
import { civilStatusProblem } from './errors.ts';
import { signRight, signingTitles } from './legal.ts';

export type Signer = { id: string; name: string; position: string };

type Officer = Signer & { rights: readonly string[] };

/** Pure. Those who may sign, in the order in which they are proposed: the chairperson, a deputy, whoever else was given the right. */
export function signersAmong(officers: readonly Officer[]): Signer[] {
  const rank = ({ position }: Officer): number => {
    const title = position.normalize('NFC').toLocaleLowerCase('vi');
    const at = signingTitles.findIndex((one) => title.startsWith(one.toLocaleLowerCase('vi')));
    return at < 0 ? signingTitles.length : at;
  };
  return officers
    .filter((one) => one.rights.includes(signRight))
    .toSorted((a, b) => rank(a) - rank(b))
    .map(({ id, name, position }) => ({ id, name, position }));
}

export async function signersOf(
  { directory }: Pick<Doors, 'directory'>,
  agencyId: string,
  today: string,
): Promise<Signer[]> {
  return signersAmong(await directory.listOfficers(agencyId, today));
}

/**
 * The signer that was chosen, or the one who is proposed first.
 * @throws civil-status.no-signer where nobody of the agency may sign, .signer-unknown where the chosen one may not
 */
export async function signerFor(
  tools: Pick<Doors, 'directory'>,
  chosen: string | undefined,
  officer: OfficerActor,
  today: string,
): Promise<Signer> {
  const signers = await signersOf(tools, officer.agencyId, today);
  const [first] = signers;
  if (!first) throw civilStatusProblem('no-signer');
  const signer = chosen ? signers.find((one) => one.id === chosen) : first;
  if (!signer) throw civilStatusProblem('signer-unknown');
  return signer;
}
