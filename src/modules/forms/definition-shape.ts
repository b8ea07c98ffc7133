import { Ajv, type ErrorObject } from 'ajv';

const ref = (name: string) => ({ $ref: `#/$defs/${name}` });
const closed = (properties: Record<string, unknown>, required: string[]) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const one = (key: string, value: unknown) => closed({ [key]: value }, [key]);
const list = (items: unknown, maxItems: number, minItems = 0) => ({ type: 'array', items, minItems, maxItems });
const pair = (items: unknown) => ({ type: 'array', items, minItems: 2, maxItems: 2 });
const string = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength });
const whole = (maximum: number) => ({ type: 'integer', minimum: 0, maximum });
const scalar = { type: ['string', 'number'] };

const rules = [
  one('all', list(ref('rule'), 50)),
  one('any', list(ref('rule'), 50)),
  one('not', ref('rule')),
  one('filled', string(60)),
  one('in', {
    type: 'array',
    minItems: 2,
    maxItems: 2,
    items: [ref('operand'), list(scalar, 500)],
    additionalItems: false,
  }),
  ...['eq', 'before', 'notAfter', 'atLeast', 'atMost'].map((name) => one(name, pair(ref('operand')))),
];

const operands = [
  one('answer', string(60)),
  one('value', scalar),
  one('today', { const: true }),
  closed({ plus: ref('operand'), years: { type: 'integer' }, days: { type: 'integer' } }, ['plus']),
  one('yearsBetween', pair(ref('operand'))),
];

const fieldSchema = closed(
  {
    type: { enum: ['string', 'integer', 'array'] },
    minLength: whole(2000),
    maxLength: whole(2000),
    pattern: string(500),
    format: { enum: ['date', 'email'] },
    minimum: { type: 'number' },
    maximum: { type: 'number' },
    minItems: whole(100),
    maxItems: whole(100),
    uniqueItems: { type: 'boolean' },
    items: ref('fieldSchema'),
  },
  ['type'],
);

const field = closed(
  {
    key: string(60),
    label: ref('text'),
    kind: { enum: ['text', 'date', 'choice', 'area', 'person-number', 'phone', 'email', 'number', 'paper'] },
    optional: { type: 'boolean' },
    hint: ref('text'),
    schema: ref('fieldSchema'),
    options: list(closed({ value: string(100), label: ref('text'), hint: ref('text') }, ['value', 'label']), 500),
    areaLevel: { enum: ['commune', 'province', 'any'] },
    paper: closed({ component: string(60), min: whole(100), max: whole(100) }, ['component', 'min', 'max']),
    when: ref('rule'),
    autocomplete: string(60),
    messages: { type: 'object', additionalProperties: ref('text'), maxProperties: 20 },
  },
  ['key', 'label', 'kind', 'schema'],
);

const page = closed(
  {
    id: string(60),
    question: ref('text'),
    hint: ref('text'),
    why: ref('text'),
    when: ref('rule'),
    fields: list(field, 50),
  },
  ['id', 'question', 'fields'],
);

const form = {
  $defs: {
    text: closed({ vi: string(2000), en: string(2000) }, ['vi', 'en']),
    rule: { anyOf: rules },
    operand: { anyOf: operands },
    fieldSchema,
  },
  ...closed(
    {
      id: string(60),
      version: { type: 'integer', minimum: 1 },
      pages: list(page, 100),
      eligibility: list(
        closed({ rule: ref('rule'), stop: ref('text'), insteadProcedure: string(20) }, ['rule', 'stop']),
        50,
      ),
      checks: list(
        closed({ id: string(60), rule: ref('rule'), fields: list(string(60), 20), message: ref('text') }, [
          'id',
          'rule',
          'fields',
          'message',
        ]),
        200,
      ),
      derived: list(
        closed(
          {
            key: string(60),
            label: ref('text'),
            cases: list(closed({ when: ref('rule'), from: string(60) }, ['when', 'from']), 20),
          },
          ['key', 'label', 'cases'],
        ),
        50,
      ),
    },
    ['id', 'version', 'pages', 'eligibility', 'checks'],
  ),
};

const validate = new Ajv({ strict: false, allErrors: false }).compile(form);

/** Deeper than any sensible form; an author's JSON is walked by recursion. */
const DEEPEST = 60;

/** What is wrong with the shape of a form that came from outside, before anything looks inside; empty means sound. */
export function shapeFaults(value: unknown): string[] {
  if (depthOf(value) > DEEPEST) return [`the form is nested deeper than ${DEEPEST} levels`];
  if (validate(value)) return [];
  return (validate.errors ?? [])
    .slice(0, 5)
    .map((error: ErrorObject) => `${error.instancePath || '/'}: ${error.message}`);
}

function depthOf(value: unknown): number {
  let depth = 0;
  for (let level: unknown[] = [value]; level.length > 0 && depth <= DEEPEST; depth++) {
    level = level.flatMap((part) => (typeof part === 'object' && part !== null ? Object.values(part) : []));
  }
  return depth;
}
