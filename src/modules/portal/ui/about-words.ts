export const aboutWords = {
  vi: {
    title: 'Giới thiệu',
    lead: 'Liên Thông là nơi ông/bà tìm thủ tục, nộp hồ sơ và nhận kết quả, ngay trên điện thoại hay máy tính của mình.',
    sections: [
      {
        heading: 'Làm được gì ở đây',
        paragraphs: [],
        list: [
          'Tìm thủ tục bằng lời nói thường ngày, gõ có dấu hay không dấu đều được.',
          'Xem trước cần chuẩn bị gì, vì sao cần, bao lâu thì xong, hết bao nhiêu tiền.',
          'Nộp hồ sơ trực tuyến: mỗi trang một câu hỏi, câu trả lời được lưu lại sau mỗi trang.',
          'Theo dõi hồ sơ bằng mã hoặc mã QR trên biên nhận, không cần đăng nhập.',
          'Nhận kết quả có chữ ký số, tải về bất cứ lúc nào.',
        ],
      },
      {
        heading: 'Vì sao gọi là Liên Thông',
        paragraphs: [
          'Việc của một gia đình thường đi qua nhiều cơ quan. Liên Thông để các cơ quan chuyển việc cho nhau, thay vì để người dân đi lại. Ví dụ: khi xã, phường đăng ký khai sinh, cháu bé được cấp luôn số định danh cá nhân.',
        ],
      },
      {
        heading: 'Phần mềm nguồn mở',
        paragraphs: [
          'Liên Thông là phần mềm nguồn mở theo giấy phép Apache 2.0: ai cũng có thể đọc, kiểm tra và dùng lại. Bản cài đặt dùng thử chạy với những người và cơ quan do phần mềm đặt ra, không phải dữ liệu thật, và giấy tờ cấp ra từ bản dùng thử không có giá trị pháp lý.',
        ],
      },
    ],
  },
  en: {
    title: 'About',
    lead: 'Liên Thông is where you find a procedure, file a dossier and receive the result, on your own phone or computer.',
    sections: [
      {
        heading: 'What you can do here',
        paragraphs: [],
        list: [
          'Find a procedure in everyday words, with or without accents.',
          'See beforehand what is needed and why, how long it takes and what it costs.',
          'File online: one question per page, and your answers are saved after each page.',
          'Follow a dossier by the code or the QR code on your receipt, without signing in.',
          'Receive a digitally signed result and download it whenever you like.',
        ],
      },
      {
        heading: 'What the name means',
        paragraphs: [
          '“Liên thông” means connected through. The affairs of one family often pass through several offices. Here the offices hand the work to each other instead of sending people from door to door. For example, when a commune registers a birth, the child is given its personal number at once.',
        ],
      },
      {
        heading: 'Open-source software',
        paragraphs: [
          'Liên Thông is open-source software under the Apache 2.0 licence: anyone may read, check and reuse it. A trial installation runs with people and agencies that the software made up, not with real data, and papers issued by it have no legal force.',
        ],
      },
    ],
  },
} as const;
