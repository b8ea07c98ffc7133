/**
 * Who may use whom, on one screen. `uses`: calls through the other room's front door (index.ts, contract.ts,
 * ui/parts); must be free of cycles. `hears`: reacts to the other room's events.ts; may point anywhere, since
 * whoever announces does not know who listens. Checked by test/architecture.test.ts.
 */
export interface Place {
  floor: 'ground' | 'base registers' | 'services' | 'top';
  uses: readonly string[];
  hears: readonly string[];
}

const place = (floor: Place['floor'], uses: readonly string[] = [], hears: readonly string[] = []): Place => ({
  floor,
  uses,
  hears,
});

/** In the order of building: a room stands after the rooms it uses. */
export const rooms = {
  signing: place('ground'),
  evidence: place('ground', ['signing']),
  directory: place('ground'),
  calendar: place('ground'),
  forms: place('ground'),
  edxml: place('ground'),
  files: place('ground'),
  notices: place('ground'),
  nodes: place('ground', ['directory', 'evidence', 'notices']),
  systems: place('ground', ['directory', 'evidence']),
  procedures: place('services', ['forms']),
  population: place('base registers', ['directory', 'evidence'], ['civil-status']),
  mandates: place(
    'ground',
    ['directory', 'procedures', 'population', 'evidence', 'notices'],
    ['population', 'counter'],
  ),
  identity: place('ground', ['directory', 'population', 'mandates', 'evidence', 'notices'], ['counter']),
  'sign-on': place('ground', ['directory', 'population', 'mandates', 'identity', 'evidence', 'notices']),
  counter: place(
    'services',
    ['directory', 'calendar', 'forms', 'procedures', 'mandates', 'files', 'evidence', 'notices'],
    ['civil-status', 'notices'],
  ),
  'civil-status': place(
    'services',
    ['directory', 'counter', 'procedures', 'files', 'signing', 'evidence', 'population'],
    ['population'],
  ),
  documents: place('services', ['directory', 'calendar', 'files', 'signing', 'evidence', 'notices']),
  exchange: place('services', ['directory', 'edxml', 'nodes', 'files', 'signing', 'evidence', 'documents', 'notices']),
  vxp: place('services', ['directory', 'edxml', 'evidence', 'exchange', 'files', 'signing', 'systems']),
  command: place('top', ['directory'], ['counter', 'civil-status', 'population']),
  portal: place('top', ['procedures', 'counter', 'directory', 'notices'], []),
} as const satisfies Record<string, Place>;
