import { createSealer, type Sealer } from '#platform/sealed.ts';

/** What the consent page is shown for: made for one browser session and one way through the provider, opened by nobody else. */
export interface ConsentTicket {
  uid: string;
  sessionId: string;
  /** In whose name; another choice asks anew. */
  capacity: string;
  clientId: string;
  scopes: string[];
  /** Where the client waits: the page's form may lead there. */
  redirectUri: string;
  /** The person cannot go on, only back to the client, and why. */
  stopped?: 'level' | 'tester' | 'capacity';
  level?: number;
}

/** The person's answer on its way back to the provider. */
export interface Decision {
  ticket: ConsentTicket;
  allowed: boolean;
}

export interface SignOutTicket {
  /** The library's own proof that its page asked. */
  xsrf: string;
  sessionId: string;
  clientId?: string;
  backTo?: string;
}

export interface Tickets {
  consent: Sealer<ConsentTicket>;
  decision: Sealer<Decision>;
  signOut: Sealer<SignOutTicket>;
}

export const createTickets = (masterKey: Buffer): Tickets => ({
  consent: createSealer<ConsentTicket>(masterKey, 'sign-on.consent'),
  decision: createSealer<Decision>(masterKey, 'sign-on.decision'),
  signOut: createSealer<SignOutTicket>(masterKey, 'sign-on.sign-out'),
});

/** As long as the interaction that it belongs to. */
export const TICKET_MINUTES = 60;
export const ticketEnd = (now: Date): Date => new Date(now.getTime() + TICKET_MINUTES * 60_000);
