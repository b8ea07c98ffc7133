import {
  StaffForm,
  Button,
  Checkboxes,
  DateField,
  Details,
  Notice,
  SelectField,
  TextArea,
  useLocale,
} from '#ui/index.ts';
import { say } from '#platform/web/words.ts';
import type { IncomingDetail } from '../../shapes.ts';
import { words } from '../words.ts';

export interface PostChoice {
  id: string;
  name: string;
  unit: string;
  holders: string;
}

/** To which post a document is given, which work with it, and who is told. A post that nobody holds says so in its line. */
export function AssignForm({
  document,
  posts,
  typed,
}: {
  document: IncomingDetail;
  posts: readonly PostChoice[];
  typed: Readonly<Record<string, string>>;
}) {
  const t = words(useLocale());
  const options = posts.map((post) => ({
    value: post.id,
    label: [post.holders ? `${post.name}: ${post.holders}` : `${post.name} (${t.vacantPost})`, post.unit]
      .filter(Boolean)
      .join(' – '),
  }));
  const given = (role: string): string[] => document.posts.filter((one) => one.role === role).map((one) => one.postId);
  return (
    <StaffForm>
      <input type="hidden" name="phan-cong" value={document.assignmentId ?? ''} />
      <SelectField
        name="chu-tri"
        label={t.leadPost}
        options={options}
        value={typed['chu-tri'] ?? given('lead')[0] ?? ''}
      />
      <TextArea name="chi-dao" label={t.instruction} rows={3} value={typed['chi-dao'] ?? ''} optional />
      <Details summary={t.coordinatingPosts}>
        <Checkboxes
          name="phoi-hop"
          label={t.coordinatingPosts}
          options={options}
          values={given('co-ordinator')}
          small
        />
      </Details>
      <Details summary={t.informedPosts}>
        <Checkboxes name="de-biet" label={t.informedPosts} options={options} values={given('informed')} small />
      </Details>
      <Details summary={t.due}>
        <DateField name="han" label={t.dueAsk} optional />
      </Details>
      <Button name="viec" value="assign">
        {t.assign}
      </Button>
    </StaffForm>
  );
}

/** Work that lies with a post that nobody holds: said at the top, to everybody who sees the document. */
export function VacantNotice({ document }: { document: IncomingDetail }) {
  const t = words(useLocale());
  const vacant = document.posts.filter((one) => one.vacant && one.role !== 'informed');
  if (vacant.length === 0 || !['assigned', 'in-progress'].includes(document.state)) return null;
  return (
    <Notice tone="warning" title={t.vacantTitle}>
      <p>{say(t.vacantBody, { posts: vacant.map((one) => one.name).join('; ') })}</p>
    </Notice>
  );
}
