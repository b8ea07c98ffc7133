import type { AddressFault } from './redirect-rules.ts';

/** What is wrong with an address, and what to do. `{line}`: the number of the line in the list. */
export const addressWords: Record<AddressFault, { vi: string; en: string }> = {
  'not-an-address': {
    vi: 'Dòng {line}: đây không phải một địa chỉ đầy đủ, chẳng hạn https://dich-vu.example.gov.vn/quay-lai.',
    en: 'Line {line}: this is not a full address such as https://service.example.gov.vn/callback.',
  },
  fragment: {
    vi: 'Dòng {line}: địa chỉ không được có phần sau dấu #.',
    en: 'Line {line}: an address must not have a part after #.',
  },
  wildcard: {
    vi: 'Dòng {line}: không dùng dấu *. Mỗi địa chỉ được so khớp từng ký tự, xin ghi đủ từng địa chỉ.',
    en: 'Line {line}: no * here. Addresses are compared letter for letter: write each one out.',
  },
  'not-exact': {
    vi: 'Dòng {line}: xin viết địa chỉ đúng như trình duyệt gửi đi: tên máy chữ thường, không có “..”, tên người dùng hay cổng mặc định.',
    en: 'Line {line}: write the address as browsers send it: lower-case host, no "..", no user name, no default port.',
  },
  'mixed-script': {
    vi: 'Dòng {line}: tên máy lẫn chữ cái của nhiều bộ chữ nên dễ bị nhầm với tên khác. Xin dùng tên chỉ có một bộ chữ.',
    en: 'Line {line}: the host mixes letters of several scripts and may be taken for another. Use one script.',
  },
  'not-https': {
    vi: 'Dòng {line}: địa chỉ phải bắt đầu bằng https://. Chỉ khi chạy thử trên chính máy của mình mới dùng http://localhost.',
    en: 'Line {line}: the address must begin with https://. Only in test mode and on one’s own machine is http://localhost allowed.',
  },
  'not-public': {
    vi: 'Dòng {line}: cần một tên miền công khai, không dùng địa chỉ số hay máy nội bộ.',
    en: 'Line {line}: a public domain name is needed, not a number or a machine of one’s own.',
  },
  'scheme-not-yours': {
    vi: 'Dòng {line}: lược đồ riêng của ứng dụng phải là tên miền viết ngược, chẳng hạn vn.gov.example.app:/quay-lai.',
    en: 'Line {line}: an app’s own scheme must be a domain in reverse, such as vn.gov.example.app:/callback.',
  },
};
