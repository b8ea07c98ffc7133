/** Why a recipient cannot take a document, and what the sender can do: in whole sentences, since a clerk reads them. */
export const cannotWhys = [
  'unknown',
  'ended',
  'too-many-files',
  'file-too-large',
  'no-attachments',
  'type-not-taken',
  'nobody-receives',
  'address-rests',
  'paused',
] as const;
export type CannotWhy = (typeof cannotWhys)[number];

interface Text {
  vi: string;
  en: string;
}
export interface Reason {
  why: CannotWhy;
  /** The axis would refuse, or the recipient could not read it. Otherwise it would lie there until somebody takes it. */
  stops: boolean;
  says: Text;
  todo: Text;
}

interface Facts {
  code?: string;
  successor?: { name: string; code: string } | undefined;
  file?: string;
  size?: Text;
  most?: Text;
  files?: number;
  type?: string;
}

const text = (vi: string, en: string): Text => ({ vi, en });

const PAPER = text('Gửi bản giấy qua văn thư.', 'Send it on paper.');

/** Pure. */
export function reasonOf(why: CannotWhy, facts: Facts = {}): Reason {
  const { code = '', successor, file = '', size, most, files = 0, type = '' } = facts;
  switch (why) {
    case 'unknown':
      return {
        why,
        stops: true,
        says: text(`Không có cơ quan nào mang mã ${code}.`, `No agency has the code ${code}.`),
        todo: text('Sửa mã này trong nhóm nơi nhận.', 'Correct the code in the group of recipients.'),
      };
    case 'ended':
      return {
        why,
        stops: true,
        says: text('Cơ quan này đã kết thúc hoạt động.', 'This agency has ended.'),
        todo: successor
          ? text(
              `Gửi cho nơi kế tục: ${successor.name} (${successor.code}).`,
              `Send it to the successor: ${successor.name} (${successor.code}).`,
            )
          : text('Hỏi cơ quan cấp trên xem nơi nào kế tục.', 'Ask the agency above which one follows it.'),
      };
    case 'too-many-files':
      return {
        why,
        stops: true,
        says: text(
          `Trục chuyển nhiều nhất ${files} tệp một lần, văn bản này có nhiều hơn.`,
          `The axis carries at most ${files} files at a time; this document has more.`,
        ),
        todo: text('Gộp các phụ lục vào ít tệp hơn rồi gửi lại.', 'Put the annexes into fewer files.'),
      };
    case 'file-too-large':
      return {
        why,
        stops: true,
        says: text(
          `Tệp “${file}” nặng ${size?.vi}, trong khi nơi này nhận tệp đến ${most?.vi}.`,
          `The file “${file}” has ${size?.en}; this recipient takes files of up to ${most?.en}.`,
        ),
        todo: text(
          'Gửi tệp này bằng đĩa hoặc USB kèm bản giấy, hoặc chia nhỏ tệp rồi gửi một văn bản khác.',
          'Send the file on a disk with the paper, or divide it and send another document.',
        ),
      };
    case 'no-attachments':
      return {
        why,
        stops: true,
        says: text(
          'Phần mềm của nơi này chỉ nhận văn bản chính trong gói edXML, không nhận tài liệu kèm theo.',
          'The software of this recipient takes only the document itself in an edXML packet, no attachments.',
        ),
        todo: text(
          'Gửi bản giấy kèm đủ tài liệu, hoặc hỏi nơi nhận muốn nhận tài liệu kèm theo bằng cách nào.',
          'Send it on paper with all annexes, or ask the recipient how it wants them.',
        ),
      };
    case 'type-not-taken':
      return {
        why,
        stops: true,
        says: text(
          `Phần mềm của nơi này không nhận loại văn bản “${type}” qua trục.`,
          `The software of this recipient takes no documents of the type “${type}”.`,
        ),
        todo: PAPER,
      };
    case 'nobody-receives':
      return {
        why,
        stops: false,
        says: text(
          'Nơi này chưa có hộp thư trên trục: chưa ai ở đó được giao tiếp nhận văn bản điện tử.',
          'This agency has no mailbox on the axis: nobody there may receive documents yet.',
        ),
        todo: text(
          'Gửi bản giấy, và đề nghị nơi nhận giao việc tiếp nhận cho văn thư của mình.',
          'Send it on paper, and ask the agency to give its clerk the right to receive.',
        ),
      };
    case 'address-rests':
      return {
        why,
        stops: false,
        says: text(
          'Phần mềm của nơi này không trả lời nữa, trục đang giữ văn bản lại.',
          'The software of this recipient no longer answers; the node keeps documents for it.',
        ),
        todo: text(
          'Nếu gấp, gửi thêm bản giấy hoặc gọi điện cho nơi nhận.',
          'If it is urgent, send paper too or call.',
        ),
      };
    case 'paused':
      return {
        why,
        stops: false,
        says: text(
          'Nơi này đang tạm dừng nhận văn bản trên trục; trục giữ lại đến khi nơi nhận mở hộp thư.',
          'This agency takes nothing for the time being; the node keeps documents until it opens its mailbox.',
        ),
        todo: PAPER,
      };
  }
}
