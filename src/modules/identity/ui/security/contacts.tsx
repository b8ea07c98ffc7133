import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { formatDate } from '#platform/time.ts';
import { apiOf } from '#platform/web/api.ts';
import { Button, DataTable, errorsOf, frameData, Inset, noErrors, PageFrame } from '#ui/index.ts';
import { isId } from '#platform/id.ts';
import { removeContact } from '../../contract.ts';
import { DoneNotice } from './done-notice.tsx';
import { HOME, openForChange, requireSomebody, stepUpIfAsked } from './open-page.ts';
import { rowAct } from './row-act.tsx';
import { kindOf, placeOf } from './which-contact.ts';
import { words } from './words.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const kind = kindOf(request);
  const security = await openForChange(api, request);
  return {
    frame: frameData(api, request),
    kind,
    contacts: security.contacts.filter((one) => one.kind === kind),
    reachable: security.channels.includes(kind),
    done: new URL(request.url).searchParams.get('xong'),
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireSomebody(api, request);
  const place = placeOf(kindOf(request));
  const contactId = String((await request.formData()).get('remove') ?? '');
  if (!isId(contactId)) throw redirect(place);
  const tried = await api.try(removeContact, { params: { contactId } });
  if (tried.ok) throw redirect(`${place}?xong=da-go`);
  stepUpIfAsked(tried.problem, place);
  return data({ message: tried.problem.title }, { status: tried.problem.status });
}

export default function ContactsPage() {
  const { frame, kind, contacts, reachable, done } = useLoaderData<typeof loader>();
  const message = useActionData<typeof action>()?.message;
  const t = words(frame.locale);
  const title = kind === 'phone' ? t.phone : t.email;
  const errors = message ? errorsOf({ 'noi-dung': message }) : noErrors;
  return (
    <PageFrame {...frame} title={title} errors={errors} backLink={{ href: HOME, text: t.back }}>
      <DoneNotice done={done} locale={frame.locale} />
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{kind === 'phone' ? t.phoneAbout : t.emailAbout}</p>
      <form method="post">
        <DataTable
          caption={t.contactCaption}
          captionHidden
          rows={contacts}
          rowKey={({ id }) => id}
          empty={t.none}
          columns={[
            { key: 'hint', heading: t.contact, cell: ({ hint }) => hint, rowHeading: true },
            {
              key: 'since',
              heading: t.since,
              cell: ({ verifiedAt }) => (verifiedAt ? formatDate(verifiedAt) : t.waiting),
            },
            {
              key: 'act',
              heading: t.act,
              cell: ({ id, hint }) => rowAct('remove', id, t.remove, hint),
            },
          ]}
        />
      </form>
      {reachable ? (
        <Button href={`${placeOf(kind)}/them`}>{kind === 'phone' ? t.addPhone : t.addEmail}</Button>
      ) : (
        <Inset>{t.noChannel}</Inset>
      )}
    </PageFrame>
  );
}
