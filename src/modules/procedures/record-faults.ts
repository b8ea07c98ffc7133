import { definitionFaults, type FormDefinition } from '#modules/forms/index.ts';
import { CODE } from './shapes.ts';
import type { ProcedureRecord } from './types.ts';

export interface Fault {
  path: string;
  fault: string;
}

/**
 * What is wrong with a record before it may be published: the mandatory content of Nghị định 63/2010/NĐ-CP, Điều 8, and
 * for a procedure that can be filed here a sound form whose papers are components of it. Empty means sound. Pure.
 */
export function recordFaults(record: ProcedureRecord): Fault[] {
  const faults: Fault[] = [];
  const say = (path: string, fault: string): void => void faults.push({ path, fault });
  if (!new RegExp(CODE).test(record.code)) say('/code', 'the code must look like 1.001193');
  if (record.steps.length === 0) say('/steps', 'at least one step is needed');
  if (record.filingWays.length === 0) say('/filingWays', 'at least one way of filing is needed');
  if (record.results.length === 0) say('/results', 'at least one result is needed');
  if (record.legalGrounds.length === 0) say('/legalGrounds', 'at least one legal ground is needed');
  if (record.executingBodies.length === 0) say('/executingBodies', 'at least one executing body is needed');
  repeated(record.filingWays.map((way) => way.channel)).forEach((channel) =>
    say('/filingWays', `the channel ${channel} is described twice`),
  );
  repeated(record.components.map((component) => component.code)).forEach((code) =>
    say('/components', `the component ${code} is listed twice`),
  );
  if (record.form === null) return faults;
  const formFaults = definitionFaults(record.form);
  for (const fault of formFaults) say('/form', fault);
  if (formFaults.length === 0) for (const fault of paperFaults(record.form, record)) say('/form', fault);
  const online = record.filingWays.find((way) => way.channel === 'online');
  if (online === undefined) say('/filingWays', 'a procedure with a form is filed online, so that way is needed');
  else if (online.limit === null) say('/filingWays', 'a procedure that is filed here needs a time limit');
  if (record.handlerPath === null) say('/handlerPath', 'a procedure that is filed here is handled somewhere');
  else if (!record.handlerPath.includes(':dossierId')) say('/handlerPath', "the path must contain ':dossierId'");
  return faults;
}

function paperFaults(form: FormDefinition, record: ProcedureRecord): string[] {
  const codes = new Set(record.components.map((component) => component.code));
  return form.pages.flatMap((page) =>
    page.fields.flatMap(({ key, paper }) =>
      paper === undefined || codes.has(paper.component)
        ? []
        : [`field '${key}': there is no component '${paper.component}'`],
    ),
  );
}

const repeated = (values: readonly string[]): string[] => values.filter((value, at) => values.indexOf(value) !== at);
