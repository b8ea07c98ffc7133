import { shapeFaults } from './definition-shape.ts';
import { keysOfRule } from './rule.ts';
import { validatorOf } from './schema.ts';
import type { Field, FormDefinition, Rule } from './types.ts';

const KEY = /^[a-z][a-zA-Z0-9]{0,59}$/;
const PAGE_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * What is wrong with a form before it may be published, in words for its author; empty means sound. A rule may only
 * look at fields of earlier pages or at earlier fields of its own page, so that one pass in order decides visibility.
 */
export function definitionFaults(form: FormDefinition): string[] {
  const faults = shapeFaults(form);
  // What has not the shape of a form cannot be looked into.
  if (faults.length > 0) return faults;
  const keys = new Set<string>();
  const pageIds = new Set<string>();
  if (form.pages.length === 0) faults.push('a form needs at least one page');
  for (const page of form.pages) {
    if (!PAGE_ID.test(page.id)) faults.push(`page '${page.id}': the id must be lower case words joined by hyphens`);
    if (pageIds.has(page.id)) faults.push(`page '${page.id}': the id is used twice`);
    pageIds.add(page.id);
    if (page.fields.length === 0) faults.push(`page '${page.id}': asks nothing`);
    faults.push(...unknownKeys(page.when, keys, `page '${page.id}'`));
    for (const field of page.fields) {
      faults.push(...fieldFaults(field, keys));
      keys.add(field.key);
    }
  }
  for (const check of form.checks) {
    faults.push(...unknownKeys(check.rule, keys, `check '${check.id}'`));
    if (check.fields.length === 0) faults.push(`check '${check.id}': belongs to no field`);
    for (const key of check.fields) if (!keys.has(key)) faults.push(`check '${check.id}': there is no field '${key}'`);
  }
  form.eligibility.forEach((one, index) => faults.push(...unknownKeys(one.rule, keys, `eligibility ${index + 1}`)));
  for (const derived of form.derived ?? []) {
    for (const one of derived.cases) {
      faults.push(...unknownKeys(one.when, keys, `derived '${derived.key}'`));
      if (!keys.has(one.from)) faults.push(`derived '${derived.key}': there is no field '${one.from}'`);
    }
  }
  return faults;
}

function unknownKeys(rule: Rule | undefined, known: Set<string>, where: string): string[] {
  if (rule === undefined) return [];
  return keysOfRule(rule)
    .filter((key) => !known.has(key))
    .map((key) => `${where}: the rule looks at '${key}', which is not asked before it`);
}

function fieldFaults(field: Field, before: Set<string>): string[] {
  const where = `field '${field.key}'`;
  const faults = unknownKeys(field.when, before, where);
  if (!KEY.test(field.key)) faults.push(`${where}: the key must be lowerCamelCase, at most 60 letters and digits`);
  if (before.has(field.key)) faults.push(`${where}: the key is used twice`);
  if ((field.kind === 'choice') !== (field.options !== undefined && field.options.length > 0)) {
    faults.push(`${where}: options belong to a choice, and a choice needs them`);
  }
  if ((field.kind === 'paper') !== (field.paper !== undefined)) {
    faults.push(`${where}: a paper names its component and the number of files`);
  }
  const expected = field.kind === 'number' ? 'integer' : field.kind === 'paper' ? 'array' : 'string';
  if (field.schema.type !== expected) faults.push(`${where}: the schema must be of type ${expected}`);
  const bounded = field.kind !== 'text' || field.schema.maxLength !== undefined;
  if (!bounded) faults.push(`${where}: free text needs a maxLength`);
  try {
    validatorOf(field.schema);
  } catch (error) {
    faults.push(`${where}: ${error instanceof Error ? error.message : 'the schema cannot be compiled'}`);
  }
  return faults;
}
