import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { formatDateTime } from '#platform/time.ts';
import { apiOf } from '#platform/web/api.ts';
import { defineWords } from '#platform/web/words.ts';
import { Button, DataTable, frameData, Notice, PageFrame } from '#ui/index.ts';
import { listDemoMessages } from '../contract.ts';

const words = defineWords({
  title: { vi: 'Tin nhắn của bản thử nghiệm', en: 'Messages of the demo world' },
  about: {
    vi: 'Bản thử nghiệm không gửi tin nhắn ra ngoài. Những tin lẽ ra được gửi đến điện thoại và hộp thư hiện ở đây, tin mới nhất ở trên cùng. Mọi số điện thoại đều là hư cấu.',
    en: 'The demo sends nothing to the outside. What would have gone to phones and mailboxes is shown here, newest first. All numbers are invented.',
  },
  caption: { vi: 'Các tin gần đây', en: 'Recent messages' },
  when: { vi: 'Lúc', en: 'When' },
  to: { vi: 'Gửi đến', en: 'To' },
  text: { vi: 'Nội dung', en: 'Text' },
  none: { vi: 'Chưa có tin nào.', en: 'Nothing yet.' },
  again: { vi: 'Xem tin mới', en: 'Look for new ones' },
});

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  return { frame: frameData(api, request), messages: (await api.call(listDemoMessages)).messages };
}

export default function DemoMessagesPage() {
  const { frame, messages } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  return (
    <PageFrame {...frame} title={t.title}>
      <h1 className="govuk-heading-l">{t.title}</h1>
      <Notice>{t.about}</Notice>
      <form method="get">
        <Button look="secondary">{t.again}</Button>
      </form>
      <DataTable
        caption={t.caption}
        captionHidden
        rows={messages}
        rowKey={({ id }) => id}
        empty={t.none}
        columns={[
          { key: 'text', heading: t.text, cell: ({ text }) => text },
          { key: 'to', heading: t.to, cell: ({ to }) => to },
          { key: 'when', heading: t.when, cell: ({ at }) => formatDateTime(at) },
        ]}
      />
    </PageFrame>
  );
}
