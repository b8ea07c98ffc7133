import { say } from '#platform/web/words.ts';
import { StaffForm, Button, ButtonGroup, Radios, TextArea } from '#ui/index.ts';
import { businessCodes, businessNames, mayReport, type BusinessCode, type ChangeKind } from '../delivery/business.ts';
import type { Typed } from './act-on-delivery.ts';
import { kindWord, words } from './words.ts';

type Props = { deliveryId: string; typed: Typed | undefined; locale: 'vi' | 'en' };

/** What the recipient may report next; nothing where the document has come to its end. */
export function ReportForm({ deliveryId, business, typed, locale }: Props & { business: BusinessCode | undefined }) {
  const t = words(locale);
  const next = businessCodes.filter((code) => mayReport({ code: business ?? null, asked: null }, code));
  if (next.length === 0) return null;
  return (
    <StaffForm>
      <h2 className="govuk-heading-m">{t.report}</h2>
      <input type="hidden" name="viec" value="bao" />
      <input type="hidden" name="ban" value={deliveryId} />
      <Radios
        name="trang-thai"
        label={t.status}
        small
        value={next[0] === '02' ? '03' : (next[0] ?? '')}
        options={next.map((code) => ({ value: code, label: businessNames[code][locale] }))}
      />
      <TextArea name="ghi-chu" label={t.note} rows={2} value={typed?.note ?? ''} />
      <Button>{t.reportNow}</Button>
    </StaffForm>
  );
}

export function AnswerForm({ deliveryId, asked, typed, locale }: Props & { asked: ChangeKind }) {
  const t = words(locale);
  return (
    <StaffForm>
      <h2 className="govuk-heading-m">{t.answerTitle}</h2>
      <p className="govuk-body">{say(t.askedFor, { what: kindWord(t, asked) })}</p>
      <input type="hidden" name="ban" value={deliveryId} />
      <TextArea name="ghi-chu" id="ghi-chu-tra-loi" label={t.note} rows={2} value={typed?.note ?? ''} />
      <ButtonGroup>
        <Button name="viec" value="tra-loi:dong-y">
          {t.agree}
        </Button>
        <Button look="secondary" name="viec" value="tra-loi:khong">
          {t.decline}
        </Button>
      </ButtonGroup>
    </StaffForm>
  );
}
