/** The front door of `forms`. The room is pure: it has no tables, no operations and no state. */
export type {
  AnswerValue,
  Answers,
  Check,
  DerivedAnswer,
  Eligibility,
  Field,
  FieldError,
  FieldErrorCode,
  FieldKind,
  FieldSchema,
  FormContext,
  FormDefinition,
  FormPage,
  Locale,
  Operand,
  Option,
  PageReading,
  ReadContext,
  Rule,
  Submitted,
  SummaryNames,
  SummaryRow,
  SummarySection,
  Text,
} from './types.ts';
export { evaluate } from './rule.ts';
export { fieldsToRender, keepVisible, nextPage, visibleFields, visiblePages } from './visibility.ts';
export { readPage } from './read-page.ts';
export { checkAll, stopFor } from './check.ts';
export { summarise } from './summarise.ts';
export { areaAnswers, areaError, type AreaAnswer } from './areas.ts';
export { paperAnswers, type PaperAnswer } from './papers.ts';
export { definitionFaults } from './definition.ts';
