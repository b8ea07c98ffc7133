/** Who looks at the page. Only the kind and the name reach the page. */
export type FrameActor =
  | { kind: 'anonymous' }
  | {
      kind: 'citizen' | 'officer' | 'program' | 'system';
      name: string;
      /** Name of the one whom the reader acts for in this session. */
      actingFor?: string | undefined;
    };
