import {
  StaffForm,
  Button,
  ButtonGroup,
  DataTable,
  Tag,
  TextArea,
  TextField,
  type Column,
  type FieldErrors,
} from '#ui/index.ts';
import type { checkCodes } from './codes.ts';
import { groupWords } from './words.ts';

type Checked = Awaited<ReturnType<typeof checkCodes>>['checked'][number];

interface Props {
  locale: 'vi' | 'en';
  errors: FieldErrors;
  name: string;
  /** Of a group that is there already: its name is how it is known, and stays. */
  version?: number | undefined;
  codes: string;
  found?: Awaited<ReturnType<typeof checkCodes>> | undefined;
}

function columnsOf(locale: 'vi' | 'en'): Column<Checked>[] {
  const t = groupWords(locale);
  return [
    {
      key: 'code',
      heading: t.code,
      rowHeading: true,
      cell: (row) => <span className="lt-code">{row.code}</span>,
    },
    {
      key: 'says',
      heading: t.says,
      cell: (row) => (row.fine ? row.says : <Tag tone="bad">{row.says}</Tag>),
    },
  ];
}

export function GroupForm({ locale, errors, name, version, codes, found }: Props) {
  const t = groupWords(locale);
  return (
    <>
      {found ? (
        <>
          <DataTable caption={t.checked} columns={columnsOf(locale)} rows={found.checked} rowKey={(row) => row.code} />
          {found.more ? <p className="govuk-body">{t.checkFirst}</p> : null}
        </>
      ) : null}
      <StaffForm className="lt-column">
        {version === undefined ? (
          <TextField name="ten" label={t.name} hint={t.nameHint} value={name} error={errors.of('ten')} width={30} />
        ) : (
          <input type="hidden" name="ban" value={version} />
        )}
        <TextArea
          name="co-quan"
          label={t.codes}
          hint={t.codesHint}
          rows={8}
          value={codes}
          error={errors.of('co-quan')}
        />
        <ButtonGroup>
          <Button name="viec" value="luu">
            {t.save}
          </Button>
          <Button look="secondary" name="viec" value="kiem-tra">
            {t.check}
          </Button>
        </ButtonGroup>
      </StaffForm>
    </>
  );
}
