interface Saying {
  vi: string;
  en: string;
}

/**
 * The data that a client may ask for, each with what it is called in front of people and how the protocol carries it. An agency names
 * the items it needs and says why for each; a client receives the claims of its own items only, whatever scopes it asks for.
 */
interface DataItem {
  name: Saying;
  /** The scope by which a client asks for it. */
  scope: string;
  /** What it becomes in the ID token and at userinfo. */
  claims: readonly string[];
}

export const dataItems = {
  'full-name': { name: { vi: 'Họ và tên', en: 'Full name' }, scope: 'profile', claims: ['name'] },
  'birth-date': { name: { vi: 'Ngày, tháng, năm sinh', en: 'Date of birth' }, scope: 'profile', claims: ['birthdate'] },
  sex: { name: { vi: 'Giới tính', en: 'Sex' }, scope: 'profile', claims: ['gender'] },
  'personal-number': {
    name: { vi: 'Số định danh cá nhân', en: 'Personal identification number' },
    scope: 'personal_number',
    claims: ['personal_number'],
  },
  phone: {
    name: { vi: 'Số điện thoại', en: 'Phone number' },
    scope: 'phone',
    claims: ['phone_number', 'phone_number_verified'],
  },
  email: {
    name: { vi: 'Địa chỉ thư điện tử', en: 'E-mail address' },
    scope: 'email',
    claims: ['email', 'email_verified'],
  },
  residence: { name: { vi: 'Nơi thường trú', en: 'Place of residence' }, scope: 'address', claims: ['address'] },
} as const satisfies Record<string, DataItem>;

export type DataItemName = keyof typeof dataItems;
export const dataItemNames = Object.keys(dataItems) as DataItemName[];

/** Pure. The claims that a client may receive for the scopes it asked for: those of its registered items, no others. */
export function claimsFor(items: readonly DataItemName[], scopes: readonly string[]): string[] {
  return items.filter((item) => scopes.includes(dataItems[item].scope)).flatMap((item) => [...dataItems[item].claims]);
}

/** Pure. The scopes that a client with these items has a use for, besides `openid`. */
export function scopesOf(items: readonly DataItemName[]): string[] {
  return [...new Set(items.map((item) => dataItems[item].scope))];
}
