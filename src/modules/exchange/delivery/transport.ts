/**
 * The first of the two machines of a delivery: what the platform does with a copy. Pure; the only table of legal moves, and every rule
 * has a name that operators see. A state once reached is never reached backwards, except that what was late may still arrive.
 */
export const transportStates = [
  'queued',
  'delivering',
  'delivered',
  'rejected',
  'expired',
  'failed',
  'held',
  'relayed',
] as const;
export type TransportState = (typeof transportStates)[number];

export interface TransportRule {
  name: string;
  from: readonly TransportState[];
  to: TransportState;
  /** Said to operators and to both sides. */
  vi: string;
  en: string;
}

export const transportRules = {
  take: { from: ['queued'], to: 'delivering', vi: 'Bên nhận đang lấy về', en: 'The recipient’s system is fetching it' },
  arrive: { from: ['queued', 'delivering'], to: 'delivered', vi: 'Đã chuyển đến bên nhận', en: 'Delivered' },
  /** A confirmation that came after the platform had given up still counts: the document is there. */
  'arrive-late': {
    from: ['expired', 'failed'],
    to: 'delivered',
    vi: 'Bên nhận xác nhận muộn, vẫn được công nhận',
    en: 'Confirmed late, and it counts',
  },
  'lock-lapsed': {
    from: ['delivering'],
    to: 'queued',
    vi: 'Bên nhận không xác nhận kịp, xếp lại hàng chờ',
    en: 'Not confirmed in time, queued again',
  },
  refuse: {
    from: ['queued', 'delivering'],
    to: 'rejected',
    vi: 'Hệ thống bên nhận không nhận',
    en: 'Refused by the recipient’s system',
  },
  expire: {
    from: ['queued', 'delivering', 'held'],
    to: 'expired',
    vi: 'Hết hạn chuyển',
    en: 'Its time to live is over',
  },
  'give-up': { from: ['delivering'], to: 'failed', vi: 'Đã thử đủ số lần', en: 'Tried as often as allowed' },
  hold: { from: ['queued'], to: 'held', vi: 'Người vận hành tạm giữ', en: 'Held by an operator' },
  release: { from: ['held'], to: 'queued', vi: 'Người vận hành cho chuyển tiếp', en: 'Released by an operator' },
  'try-again': {
    from: ['failed'],
    to: 'queued',
    vi: 'Người vận hành cho thử lại',
    en: 'An operator has it tried again',
  },
  /** Between nodes. The other node has the copy, durably: what was held here in the moment of handing over is there all the same. */
  'hand-over': {
    from: ['queued', 'held'],
    to: 'delivering',
    vi: 'Đã bàn giao cho nút của bên nhận',
    en: 'Handed over to the recipient’s node',
  },
  'retry-later': {
    from: ['queued'],
    to: 'queued',
    vi: 'Nút của bên nhận chưa trả lời, hệ thống sẽ tự thử lại',
    en: 'The recipient’s node does not answer yet; tried again by itself',
  },
  /** The recipient has moved while its copy was under way: another node has it now. */
  'moved-on': {
    from: ['delivering'],
    to: 'delivering',
    vi: 'Bên nhận đã chuyển nút, nút mới đã tiếp nhận',
    en: 'The recipient has moved; its new node has it',
  },
  /** On a node that the recipient has left: the copy went after it, and the story goes on there. */
  relay: {
    from: ['queued', 'held'],
    to: 'relayed',
    vi: 'Đã chuyển tiếp theo bên nhận sang nút mới',
    en: 'Passed on to the recipient’s new node',
  },
  'come-home': {
    from: ['delivering', 'relayed'],
    to: 'queued',
    vi: 'Bên nhận đã về nút này, xếp vào hàng chờ',
    en: 'The recipient is back at this node; queued here',
  },
} as const satisfies Record<string, Omit<TransportRule, 'name'>>;

export type TransportMove = keyof typeof transportRules;

/** @returns the state after the move, or undefined when the table does not allow it from there */
export function moveTransport(state: TransportState, move: TransportMove): TransportState | undefined {
  const rule: Omit<TransportRule, 'name'> = transportRules[move];
  return rule.from.includes(state) ? rule.to : undefined;
}

/** The platform has nothing more to do with such a copy by itself. */
export const transportEnded = (state: TransportState): boolean =>
  state === 'delivered' || state === 'rejected' || state === 'expired' || state === 'failed' || state === 'relayed';
