// The design system's one door: import { PageFrame, Button, … } from '#ui/index.ts'.
export { PageFrame, type PageFrameProps } from './frame/page-frame.tsx';
export { StaffFrame, type StaffFrameProps, type KeyHint } from './frame/staff-frame.tsx';
export { OtherPostsContext, type OtherPost } from './frame/other-posts.tsx';
export { Places, type Place } from './frame/places.tsx';
export { type FrameActor } from './frame/actor.ts';
export { frameData, type FrameData } from './frame/frame-data.ts';
export { pagePath } from './frame/page-path.ts';
export { frameLinks, languageHref, signInHref } from './frame/links.ts';
export { Button, ButtonGroup, type ButtonProps } from './form/button.tsx';
export { PostContext, StaffForm } from './form/staff-form.tsx';
export { readStaffForm } from './form/read-staff-form.ts';
export { TextField, type TextFieldProps } from './form/text-field.tsx';
export { TextArea, type TextAreaProps } from './form/text-area.tsx';
export { Radios, Checkboxes, type Choice, type RadiosProps, type CheckboxesProps } from './form/choices.tsx';
export { DateField, type DateFieldProps, type DateParts } from './form/date-field.tsx';
export { readDate, type TypedDate } from './form/read-date.ts';
export { SelectField, type SelectFieldProps } from './form/select-field.tsx';
export { FileField, type FileFieldProps } from './form/file-field.tsx';
export { FieldSetGroup, FieldGroup, describedBy, type FieldProps } from './form/field.tsx';
export { ErrorSummary } from './form/error-summary.tsx';
export {
  fieldErrors,
  errorsOf,
  noErrors,
  type FieldErrors,
  type FieldProblem,
  type ErrorItem,
} from './form/field-errors.ts';
export { SummaryList, type SummaryRow } from './show/summary-list.tsx';
export { Panel } from './show/panel.tsx';
export { Tag, type Tone } from './show/tag.tsx';
export { Notice, Inset, type NoticeProps } from './show/notice.tsx';
export { Details } from './show/details.tsx';
export { DataTable, type Column, type DataTableProps } from './show/data-table.tsx';
export { Pagination } from './show/pagination.tsx';
export { BackLink } from './show/back-link.tsx';
export { Timeline, type TimelineEntry } from './show/timeline.tsx';
export { StepProgress, type Step } from './show/step-progress.tsx';
export { StatBar, Sparkline, StatFigure, type Bar } from './show/charts.tsx';
export { TimePlot, type PlotSeries, type TimePlotProps } from './show/time-plot.tsx';
export { SearchBox, type SearchBoxProps } from './show/search-box.tsx';
export { NoScriptNote } from './show/no-script-note.tsx';
export { LocaleContext, useLocale, pick, type Locale, type Bilingual } from './text/language.ts';
export { classNames } from './text/class-names.ts';
