import { fieldError } from './messages.ts';
import { readField } from './read-field.ts';
import { evaluate } from './rule.ts';
import type { Answers, FieldError, FormPage, PageReading, ReadContext, Submitted } from './types.ts';

/** The fields of one page, each on its own; `others` are the answers of the other pages that rules may look at. */
export function readFields(page: FormPage, submitted: Submitted, others: Answers, context: ReadContext): PageReading {
  const answers: Answers = {};
  const errors: FieldError[] = [];
  for (const field of page.fields) {
    if (field.when !== undefined && evaluate(field.when, { ...others, ...answers }, context) !== true) continue;
    const reading = readField(field, submitted);
    if ('value' in reading) answers[field.key] = reading.value;
    else if ('refused' in reading) errors.push(fieldError(field, page.id, reading.refused));
    else if (field.optional !== true) errors.push(fieldError(field, page.id, 'required'));
  }
  return { answers, errors };
}
