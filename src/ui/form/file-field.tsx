import { classNames } from '../text/class-names.ts';
import { describedBy, FieldGroup, type FieldProps } from './field.tsx';

export type FileFieldProps = FieldProps & {
  /** For the file chooser only, e.g. 'image/*,application/pdf'; the server decides by content. */
  accept?: string | undefined;
  multiple?: boolean | undefined;
  /** Opens the back camera on a phone. */
  camera?: boolean | undefined;
};

/** Choose or photograph files. Put it in a form with `encType="multipart/form-data"`. */
export function FileField(props: FileFieldProps) {
  const id = props.id ?? props.name;
  return (
    <FieldGroup field={props} id={id}>
      <input
        className={classNames('lt-file', props.error ? 'lt-file--error' : undefined)}
        id={id}
        name={props.name}
        type="file"
        accept={props.accept}
        multiple={props.multiple}
        capture={props.camera ? 'environment' : undefined}
        aria-describedby={describedBy(id, props)}
      />
    </FieldGroup>
  );
}
