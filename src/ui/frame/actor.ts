/** Who looks at the page. Only the kind and the name reach the page. */
export type FrameActor = { kind: 'anonymous' } | { kind: 'citizen' | 'officer' | 'system'; name: string };
