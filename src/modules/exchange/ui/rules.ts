import { transportRules, type TransportRule } from '../delivery/transport.ts';

type Locale = 'vi' | 'en';

/** Rules that begin a way at a node, and those of the second machine: they stand in no table of the transport. */
const others: Record<string, Record<Locale, string>> = {
  accept: { vi: 'Đã nhận từ nơi gửi và cấp biên nhận', en: 'Accepted from the sender, with a receipt' },
  receive: { vi: 'Nút của bên nhận đã tiếp nhận', en: 'Taken over by the recipient’s node' },
  report: { vi: 'Bên nhận báo', en: 'Reported by the recipient' },
  'taken-back': { vi: 'Bên nhận đồng ý thu hồi hoặc thay thế', en: 'The recipient agreed to a recall or replacement' },
};

/** The rule that brought a copy where it is, in the words of the reader; its name where nobody has words for it. */
export function ruleWords(rule: string, locale: Locale): string {
  const rules: Record<string, Omit<TransportRule, 'name'>> = transportRules;
  return (rules[rule] ?? others[rule])?.[locale] ?? rule;
}

/** Where a copy that is "delivering" really is: with the recipient's system, or at another node. */
export function stateAtNode(atNode: string | undefined, locale: Locale): string | undefined {
  if (!atNode) return undefined;
  return locale === 'vi' ? `Đang ở ${atNode}` : `At ${atNode}`;
}
