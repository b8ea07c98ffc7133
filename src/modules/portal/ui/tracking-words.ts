import type { PublicTrack } from '#modules/counter/contract.ts';

type State = PublicTrack['state'];
type Advice = Partial<Record<State, string>>;

const adviceVi: Advice = {
  submitted: 'Hồ sơ đã đến nơi và đang chờ cán bộ xem. Ông/bà chưa phải làm gì thêm.',
  accepted: 'Cơ quan đã nhận hồ sơ và sẽ trả kết quả đúng hẹn. Ông/bà chưa phải làm gì thêm.',
  processing: 'Cán bộ đang giải quyết hồ sơ. Ông/bà chưa phải làm gì thêm.',
  resolved: 'Đã có kết quả. Ông/bà đăng nhập để xem và tải về, hoặc đến bộ phận một cửa để nhận.',
  returned: 'Kết quả đã được trao. Hồ sơ đã xong.',
  rejected_at_reception:
    'Cơ quan không tiếp nhận hồ sơ này. Lý do ghi trong phiếu gửi cho người nộp; ông/bà đăng nhập để đọc.',
  refused: 'Cơ quan từ chối giải quyết hồ sơ này. Lý do ghi trong văn bản gửi cho người nộp; ông/bà đăng nhập để đọc.',
  withdrawn: 'Người nộp đã rút hồ sơ này. Có thể nộp một hồ sơ mới khi cần.',
  cancelled: 'Hồ sơ đã dừng giải quyết. Lý do ghi trong thông báo gửi cho người nộp; ông/bà đăng nhập để đọc.',
};

const adviceEn: Advice = {
  submitted: 'The dossier has arrived and waits for an officer to read it. There is nothing you need to do now.',
  accepted:
    'The office has taken the dossier and will return the result by the appointed time. There is nothing you need to do now.',
  processing: 'An officer is working on the dossier. There is nothing you need to do now.',
  resolved: 'The result is ready. Sign in to see and download it, or collect it at the one-stop counter.',
  returned: 'The result has been handed over. This dossier is finished.',
  rejected_at_reception:
    'The office did not take this dossier. The reason is in the slip sent to the applicant; sign in to read it.',
  refused: 'The office refused this dossier. The reason is in the letter sent to the applicant; sign in to read it.',
  withdrawn: 'The applicant withdrew this dossier. A new one can be filed when needed.',
  cancelled: 'Work on this dossier has stopped. The reason is in the notice sent to the applicant; sign in to read it.',
};

export const trackingWords = {
  vi: {
    title: 'Tra cứu hồ sơ',
    titleFor: (code: string) => `Hồ sơ ${code}`,
    lead: 'Gõ mã hồ sơ để biết hồ sơ đang ở đâu và khi nào có kết quả. Không cần đăng nhập.',
    qr: 'Trên biên nhận có hình mã QR: mở máy ảnh của điện thoại, đưa vào hình đó, trang này sẽ tự mở đúng hồ sơ.',
    qrTitle: 'Tra cứu bằng mã QR',
    empty: 'Gõ mã hồ sơ ghi trên biên nhận',
    malformed: 'Mã hồ sơ có ba phần nối bằng dấu gạch ngang, ví dụ H55.203-20261123-0000001. Xin xem lại biên nhận',
    unknown: 'Không có hồ sơ nào mang mã này. Xin so từng chữ, từng số với biên nhận',
    unknownTitle: 'Nếu mã đã đúng',
    unknownWays: [
      'Hồ sơ còn là bản nháp thì chưa có mã: ông/bà đăng nhập, vào “Hồ sơ của tôi” rồi nộp.',
      'Hồ sơ nộp ở hệ thống khác hoặc từ trước thì hỏi nơi đã nhận hồ sơ.',
      'Chữ O và số 0, chữ I và số 1 dễ nhầm: phần cuối của mã chỉ có chữ số.',
    ],
    slowDown: 'Ông/bà tra cứu hơi nhiều lần liền nhau. Xin chờ một phút rồi thử lại',
    road: 'Chặng đường của hồ sơ',
    advice: adviceVi,
    facts: 'Thông tin hồ sơ',
    procedure: 'Thủ tục',
    agency: 'Nơi đang giữ hồ sơ',
    agencyDone: 'Cơ quan đã giải quyết',
    filed: 'Ngày nộp',
    due: 'Hẹn trả kết quả',
    dueUnknown: 'Có sau khi cơ quan tiếp nhận hồ sơ',
    state: 'Tình trạng',
    overdue: 'Đã quá ngày hẹn',
    overdueText: 'Ông/bà có quyền hỏi lý do ở cơ quan đang giữ hồ sơ.',
    waitingText: 'Người nộp đăng nhập vào “Hồ sơ của tôi” để xem lý do và việc cần làm.',
    seeMine: 'Xem trong “Hồ sơ của tôi”',
    another: 'Tra cứu hồ sơ khác',
    privacy: 'Trang này không hiện họ tên và giấy tờ. Muốn xem đầy đủ, người nộp đăng nhập vào “Hồ sơ của tôi”.',
  },
  en: {
    title: 'Track a dossier',
    titleFor: (code: string) => `Dossier ${code}`,
    lead: 'Type the dossier code to see where it is and when the result is due. You need not sign in.',
    qr: 'Your receipt carries a QR code: point the camera of your phone at it and this page opens with the right dossier.',
    qrTitle: 'Track with the QR code',
    empty: 'Type the dossier code that is on your receipt',
    malformed:
      'A dossier code has three parts joined by dashes, for example H55.203-20261123-0000001. Check your receipt',
    unknown: 'No dossier has this code. Compare it with your receipt, letter by letter',
    unknownTitle: 'If the code is right',
    unknownWays: [
      'A draft has no code yet: sign in, open “My dossiers” and file it.',
      'For a dossier filed in another system or long ago, ask the office that took it.',
      'The letter O and the figure 0, the letter I and the figure 1 are easily confused: the last part has figures only.',
    ],
    slowDown: 'You have looked up many codes in a short time. Wait a minute and try again',
    road: 'The road of the dossier',
    advice: adviceEn,
    facts: 'About this dossier',
    procedure: 'Procedure',
    agency: 'Held by',
    agencyDone: 'Handled by',
    filed: 'Filed on',
    due: 'Result due',
    dueUnknown: 'Known once the office has accepted the dossier',
    state: 'State',
    overdue: 'Past its appointed time',
    overdueText: 'You have the right to ask the office that holds it for the reason.',
    waitingText: 'The applicant signs in and opens “My dossiers” to see why and what to do.',
    seeMine: 'See it under “My dossiers”',
    another: 'Track another dossier',
    privacy:
      'This page shows no names and no papers. To see everything, the applicant signs in and opens “My dossiers”.',
  },
} as const;
