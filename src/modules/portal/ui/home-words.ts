/** The home page. Every sentence under "Điều cần biết" states a fact with its source; nothing is advertised. */
export const homeWords = {
  vi: {
    title: 'Dịch vụ công trực tuyến',
    heading: 'Ông/bà cần làm thủ tục gì?',
    searchHint: 'Ví dụ: khai sinh, kết hôn, thường trú. Gõ không dấu cũng tìm được.',
    searchLabel: 'Tìm thủ tục',
    description: 'Tìm thủ tục, xem cần chuẩn bị gì, nộp hồ sơ trên mạng và tra cứu hồ sơ đã nộp.',
    online: 'Nộp được ngay tại đây',
    life: 'Chọn theo việc trong đời sống',
    business: 'Dành cho doanh nghiệp',
    track: 'Hồ sơ của tôi đến đâu rồi?',
    know: 'Điều cần biết',
    facts: [
      {
        title: 'Nộp ở đâu trong tỉnh cũng được',
        text: 'Ông/bà có thể đến bộ phận một cửa của bất kỳ xã, phường nào trong cùng một tỉnh, thành phố, không phụ thuộc nơi cư trú.',
        source: 'Nghị định 118/2025/NĐ-CP, có hiệu lực từ ngày 01/07/2025',
      },
      {
        title: 'Cả nước có 34 tỉnh, thành phố; không còn cấp huyện',
        text: 'Khi được hỏi địa chỉ, ông/bà chọn tên tỉnh rồi tên xã, phường hiện nay.',
        source: 'Sắp xếp đơn vị hành chính, từ ngày 01/07/2025',
      },
      {
        title: 'Thông tin cá nhân được pháp luật bảo vệ',
        text: 'Chúng tôi chỉ hỏi điều thủ tục cần, và nói rõ vì sao cần. Trang tra cứu không hiện họ tên hay giấy tờ của ai.',
        source: 'Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15, có hiệu lực từ ngày 01/01/2026',
      },
    ],
  },
  en: {
    title: 'Public services online',
    heading: 'What do you need to do?',
    searchHint: 'For example: khai sinh, kết hôn, thường trú. Typing without accents works too.',
    searchLabel: 'Find a service',
    description: 'Find a procedure, see what it needs, file online and track what you have filed.',
    online: 'Can be filed here now',
    life: 'Choose by life event',
    business: 'For businesses',
    track: 'Where is my dossier?',
    know: 'Good to know',
    facts: [
      {
        title: 'File anywhere in your province',
        text: 'You may go to the one-stop counter of any commune or ward in the same province or city, wherever you live in it.',
        source: 'Decree 118/2025/NĐ-CP, in force since 01/07/2025',
      },
      {
        title: 'There are 34 provinces and cities, and no districts any more',
        text: 'Where an address is asked for, choose the province and then the commune or ward as they are named today.',
        source: 'Reorganisation of administrative units, since 01/07/2025',
      },
      {
        title: 'The law protects your personal data',
        text: 'We ask only what a procedure needs, and say why. The tracking page shows nobody’s name or papers.',
        source: 'Law on Personal Data Protection 91/2025/QH15, in force since 01/01/2026',
      },
    ],
  },
} as const;
