import { Button } from '#ui/index.ts';

/** The act of one line of a table: a button that also says, to who cannot see the line, of which one it is. */
export function rowAct(name: string, value: string, text: string, of: string) {
  return (
    <Button look="link" name={name} value={value}>
      {text}
      <span className="govuk-visually-hidden"> {of}</span>
    </Button>
  );
}
