import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Found, Payload } from './store.ts';

const never = (what: string) => async (): Promise<never> => {
  throw new Error(`The adapter was asked to ${what}`);
};

export const unused: Adapter = {
  upsert: never('upsert'),
  find: never('find'),
  findByUid: never('find by uid'),
  findByUserCode: never('find by user code'),
  consume: never('consume'),
  destroy: never('destroy'),
  revokeByGrantId: never('revoke'),
};

/** The identifier is what opens the door: it is not kept inside either. */
export const without = ({ jti: _jti, ...payload }: AdapterPayload): Payload => payload;

export const within = (id: string, { payload, consumed }: Found): AdapterPayload => ({
  ...payload,
  jti: id,
  ...(consumed === undefined ? {} : { consumed }),
});

export const expiryOf = (payload: AdapterPayload): number => payload.exp ?? Math.floor(Date.now() / 1000) + 60;
