/** Seconds. How long each artefact lives; partitions are made this far ahead (migrations/0001). */
export const lifetimes = {
  AuthorizationCode: 60,
  PushedAuthorizationRequest: 60,
  Interaction: 3600,
  BackchannelAuthenticationRequest: 600,
  AccessToken: 1800,
  IdToken: 3600,
  /** As long as the longest session of the portal, which ends it sooner. */
  Session: 12 * 3600,
  /** Without `offline_access` a refresh token ends with the working day of its sign-in. */
  RefreshToken: 12 * 3600,
  OfflineRefreshToken: 30 * 86_400,
  Grant: 31 * 86_400,
} as const;

/** Clocks of agencies' servers may be this far off, in assertions of clients only: what we issued ends to the second. */
export const CLOCK_TOLERANCE = 300;
/** A client may not make assertions that live longer. */
export const LONGEST_ASSERTION = 3600;
