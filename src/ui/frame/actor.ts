/** Who looks at the page; `api.actor` fits. Only the kind and the name reach the page. */
export type FrameActor =
  | { kind: 'anonymous' }
  | { kind: 'citizen'; name: string }
  | { kind: 'officer'; name: string }
  | { kind: 'system'; name: string };
