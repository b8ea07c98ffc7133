import type { Config } from '#platform/config.ts';
import { createSealer, type Sealer } from '#platform/sealed.ts';
import type { IdentityDeps } from '../deps.ts';
import { identityProblem } from '../errors.ts';

/** What was answered so far while somebody opens an account. It leaves the node sealed and costs no row. */
export interface SignUp {
  id: string;
  personalId: string;
  fullName?: string;
  birthDate?: string;
  /** The register agrees, and there is no account yet. */
  personId?: string;
  card?: 'qr' | 'mrz' | 'none';
  phone?: string;
  phoneProved?: true;
}

/** A code from the counter that was right, on its way to a new password. */
export interface Activation {
  accountId: string;
  codeId: string;
  personalId: string;
}

export const TICKET_MINUTES = 45;

type Tools = Pick<IdentityDeps, 'config' | 'clock'>;
const signUps = (config: Config): Sealer<SignUp> => createSealer(config.secrets.masterKey, 'identity.sign-up');
const activations = (config: Config): Sealer<Activation> =>
  createSealer(config.secrets.masterKey, 'identity.activation');
const until = ({ clock }: Tools): Date => new Date(clock.now().getTime() + TICKET_MINUTES * 60_000);

export const sealSignUp = (tools: Tools, state: SignUp): string => signUps(tools.config).seal(state, until(tools));
export const sealActivation = (tools: Tools, state: Activation): string =>
  activations(tools.config).seal(state, until(tools));

/** @throws identity.form-over */
export function openSignUp(tools: Tools, ticket: string): SignUp {
  const state = signUps(tools.config).open(ticket, tools.clock.now());
  if (!state) throw identityProblem('form-over');
  return state;
}

/** @throws identity.form-over */
export function openActivation(tools: Tools, ticket: string): Activation {
  const state = activations(tools.config).open(ticket, tools.clock.now());
  if (!state) throw identityProblem('form-over');
  return state;
}
