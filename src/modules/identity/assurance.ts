import type { Assurance, AssuranceLevel } from '#platform/access.ts';
import { legalAssumption } from '#platform/legal.ts';

/** What kind of thing proves: something known, something held, or a key that was opened by a finger, a face or a PIN and so is both. */
export type Factor = 'knowledge' | 'possession' | 'both';

export interface ProofFacts {
  factor: Factor;
  /** A private key that cannot be copied by looking at it or typing it on the wrong page. */
  cryptographic?: true;
  /** RFC 8176 names for `amr`. */
  methods: readonly string[];
}

/**
 * Every kind of proof that a session may rest on, and what it is worth. The ways to give them are in verification/, a file for each;
 * 'upstream-n' is what another sign-on said.
 */
export const proofKinds = {
  password: { factor: 'knowledge', methods: ['pwd'] },
  'recovery-code': { factor: 'possession', methods: ['otp'] },
  totp: { factor: 'possession', methods: ['otp'] },
  'sms-code': { factor: 'possession', methods: ['sms', 'otp'] },
  'email-code': { factor: 'possession', methods: ['otp'] },
  'trusted-device': { factor: 'possession', methods: ['pop'] },
  /** A key of a device that only showed that somebody is there. */
  passkey: { factor: 'possession', cryptographic: true, methods: ['swk'] },
  /** The key was opened by a finger, a face or a PIN. */
  'passkey-verified': { factor: 'both', cryptographic: true, methods: ['swk', 'user'] },
  /** As above, and the key cannot leave its device. */
  'passkey-bound': { factor: 'both', cryptographic: true, methods: ['hwk', 'user'] },
  /** A code that an officer handed out at the counter, against the card. */
  'counter-code': { factor: 'possession', methods: ['otp'] },
  'upstream-1': { factor: 'knowledge', methods: ['fed'] },
  'upstream-2': { factor: 'both', methods: ['fed', 'mfa'] },
  'upstream-3': { factor: 'both', cryptographic: true, methods: ['fed', 'mfa'] },
} as const satisfies Record<string, ProofFacts>;

export type ProofKind = keyof typeof proofKinds;

/** One proof given in a session. */
export interface Proof {
  kind: ProofKind;
  /** ISO instant. */
  at: string;
}

/** Account levels (mức độ tài khoản) are about proofing; assurance levels (mức độ bảo đảm xác thực) also about now. */
export type AccountLevel = 1 | 2;

const rule = legalAssumption({
  id: 'identity.assurance-levels',
  statement:
    'Assurance level 1 is one factor; 2 is two factors of different kinds; 3 is two factors with a cryptographic key, for an account proofed in person; 4 is the same with a key that cannot leave its device.',
  source: 'Nghị định 69/2024/NĐ-CP (levels of assurance of electronic authentication)',
  value: { accountLevelFor: { 1: 1, 2: 1, 3: 2, 4: 2 } },
  configuredBy: 'constant in identity/assurance.ts',
});

/**
 * Pure. The assurance of a session from how its owner was proofed and what was proved in it. More proofs, or a higher account level,
 * never lower it. Undefined without any proof.
 */
export function assuranceOf(accountLevel: AccountLevel, proofs: readonly Proof[]): Assurance | undefined {
  if (proofs.length === 0) return undefined;
  const facts: ProofFacts[] = proofs.map(({ kind }) => proofKinds[kind]);
  const known = facts.some(({ factor }) => factor !== 'possession');
  const held = facts.some(({ factor }) => factor !== 'knowledge');
  const twoFactors = known && held;
  const cryptographic = twoFactors && facts.some((one) => one.cryptographic);
  const bound = proofs.some(({ kind }) => kind === 'passkey-bound');
  const reached: AssuranceLevel = bound ? 4 : cryptographic ? 3 : twoFactors ? 2 : 1;
  let level = reached;
  while (level > 1 && rule.accountLevelFor[level] > accountLevel) level = (level - 1) as AssuranceLevel;
  return {
    level,
    provedAt: proofs.reduce((latest, { at }) => (at > latest ? at : latest), ''),
    methods: [...new Set([...facts.flatMap(({ methods }) => methods), ...(twoFactors ? ['mfa'] : [])])],
  };
}
