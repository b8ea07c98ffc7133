import type { FieldProblem } from '#platform/problem.ts';
import { say } from '#platform/web/words.ts';
import type { ClientFacts } from '../contract/client-shapes.ts';
import { addressWords } from './address-words.ts';
import { checkAddress, type ClientKind, type ClientMode } from './redirect-rules.ts';

export interface CheckedFacts {
  facts: ClientFacts;
  fields: FieldProblem[];
}

/** Pure. What an administrator wrote down, checked for a kind of client in a mode; hosts in other letters become punycode. */
export function checkFacts(typed: ClientFacts, as: { kind: ClientKind; mode: ClientMode }): CheckedFacts {
  const fields: FieldProblem[] = [];
  const addresses = (path: keyof ClientFacts, list: readonly string[], kind: ClientKind): string[] =>
    list.flatMap((one, index) => {
      const checked = checkAddress(one, { kind, mode: as.mode });
      if (checked.ok) return [checked.address];
      const { vi, en } = addressWords[checked.fault];
      const line = { line: index + 1 };
      fields.push({ path, code: checked.fault, vi: say(vi, line), en: say(en, line) });
      return [];
    });
  const facts: ClientFacts = {
    ...typed,
    redirectUris: addresses('redirectUris', typed.redirectUris, as.kind),
    postLogoutRedirectUris: addresses('postLogoutRedirectUris', typed.postLogoutRedirectUris, as.kind),
    // The sign-on calls this one itself, so it is a server's in every case.
    backchannelLogoutUri:
      typed.backchannelLogoutUri === null
        ? null
        : (addresses('backchannelLogoutUri', [typed.backchannelLogoutUri], 'web')[0] ?? null),
  };
  const items = typed.data.map(({ item }) => item);
  if (new Set(items).size !== items.length)
    fields.push({
      path: 'data',
      code: 'twice',
      vi: 'Mỗi loại dữ liệu chỉ ghi một lần.',
      en: 'Name each kind of data once.',
    });
  if (typed.backchannelLogoutUri !== null && as.kind === 'native')
    fields.push({
      path: 'backchannelLogoutUri',
      code: 'native',
      vi: 'Ứng dụng trên máy của người dân không có máy chủ để nhận báo đăng xuất. Xin để trống.',
      en: 'An app on a person’s device has no server to be told of a logout. Leave this empty.',
    });
  for (const path of [
    'nameVi',
    'nameEn',
    'aboutVi',
    'aboutEn',
    'purposeVi',
    'purposeEn',
    'legalBasis',
    'contactName',
  ] as const)
    if (typed[path].trim().length < 3)
      fields.push({
        path,
        code: 'too-short',
        vi: 'Xin ghi rõ mục này.',
        en: 'Write this out.',
      });
  return { facts, fields };
}

/** Pure. What a client lacks for going live: addresses that hold in public, and a way to prove itself. */
export function missingForLive(client: {
  facts: ClientFacts;
  kind: ClientKind;
  authMethod: string;
  hasKeys: boolean;
}): FieldProblem[] {
  const { fields } = checkFacts(client.facts, { kind: client.kind, mode: 'live' });
  if (client.authMethod === 'private_key_jwt' && !client.hasKeys)
    fields.push({
      path: 'keys',
      code: 'no-keys',
      vi: 'Ứng dụng chưa có khóa công khai nào.',
      en: 'The application has no public key yet.',
    });
  if (client.authMethod === 'client_secret_basic')
    fields.push({
      path: 'keys',
      code: 'secret-only',
      vi: 'Ứng dụng chính thức trên máy chủ phải xác thực bằng cặp khóa (private_key_jwt), không dùng khóa bí mật dùng chung.',
      en: 'A live server application authenticates with a key pair (private_key_jwt), not with a shared secret.',
    });
  return fields;
}
