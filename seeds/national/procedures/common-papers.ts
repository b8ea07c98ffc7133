/** What many records of procedures say in the same words. */
export const idCard = {
  name: ['Thẻ căn cước hoặc hộ chiếu còn giá trị của người yêu cầu', 'Valid identity card or passport'],
  why: [
    'Để biết đúng người yêu cầu. Nộp trực tuyến thì đăng nhập thay cho giấy này.',
    'To know who asks. Online, signing in takes its place.',
  ],
  kind: 'show',
  required: false,
} as const;

export const everybody = ['Công dân Việt Nam', 'Citizens of Viet Nam'] as const;
export const free = [{ name: ['Lệ phí', 'Fee'] as const, amount: 0, note: ['Miễn lệ phí.', 'No fee.'] as const }];
