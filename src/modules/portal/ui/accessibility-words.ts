export const accessibilityWords = {
  vi: {
    title: 'Hỗ trợ tiếp cận',
    lead: 'Trang này làm cho mọi người dùng được: người nhìn kém, người không dùng chuột, người dùng điện thoại cũ hay mạng yếu.',
    sections: [
      {
        heading: 'Ông/bà có thể',
        paragraphs: [],
        list: [
          'phóng to chữ đến 400% mà không phải kéo ngang trang;',
          'dùng toàn bộ trang chỉ bằng bàn phím; phím Tab đi tới, mục đang chọn có viền rõ;',
          'nghe trang bằng phần mềm đọc màn hình, bằng giọng tiếng Việt;',
          'tắt JavaScript: các trang dành cho người dân vẫn dùng được đầy đủ;',
          'in trang ra giấy để đọc.',
        ],
      },
      {
        heading: 'Mức chúng tôi hướng tới',
        paragraphs: [
          'Các trang dành cho người dân được làm theo hướng dẫn WCAG 2.2, mức AA. Mỗi lần phần mềm thay đổi, một công cụ kiểm tra tự động (axe) chạy trên các trang này. Công cụ không thay được người dùng thật, và chúng tôi chưa có đánh giá độc lập.',
        ],
      },
      {
        heading: 'Điều chưa tốt',
        paragraphs: [],
        list: [
          'Giấy tờ kết quả là tệp PDF; phần mềm đọc màn hình có thể đọc chưa đúng thứ tự.',
          'Chưa có bản tiếng các dân tộc thiểu số và bản ngôn ngữ ký hiệu.',
        ],
      },
      {
        heading: 'Khi gặp khó khăn',
        paragraphs: [
          'Xin báo cho bộ phận một cửa của xã, phường: trang nào, ông/bà đang làm gì, dùng máy gì. Cán bộ sẽ giúp ông/bà làm việc đó bằng cách khác.',
        ],
      },
    ],
  },
  en: {
    title: 'Accessibility',
    lead: 'This site is made for everyone: people who see poorly, who do not use a mouse, who have an old phone or a weak connection.',
    sections: [
      {
        heading: 'You can',
        paragraphs: [],
        list: [
          'enlarge the text to 400% without scrolling sideways;',
          'use everything with the keyboard alone; Tab moves on, and what is selected has a clear outline;',
          'have the pages read out by a screen reader, in a Vietnamese voice;',
          'switch JavaScript off: the pages for citizens work fully without it;',
          'print a page to read it on paper.',
        ],
      },
      {
        heading: 'What we aim at',
        paragraphs: [
          'The pages for citizens follow WCAG 2.2 at level AA. Each time the software changes, an automatic checker (axe) runs over them. A tool does not replace real users, and there has been no independent audit yet.',
        ],
      },
      {
        heading: 'What is not good yet',
        paragraphs: [],
        list: [
          'Results are PDF files; a screen reader may read them in the wrong order.',
          'There is no version in the languages of ethnic minorities or in sign language.',
        ],
      },
      {
        heading: 'When something does not work',
        paragraphs: [
          'Tell the one-stop counter of your commune or ward which page it was, what you were doing and on which device. Staff will help you do it in another way.',
        ],
      },
    ],
  },
} as const;
