export const helpWords = {
  vi: {
    title: 'Trợ giúp',
    lead: 'Những điều người dân hay hỏi. Nếu vẫn chưa rõ, ông/bà hỏi cán bộ ở bộ phận một cửa của xã, phường.',
    sections: [
      {
        heading: 'Nộp hồ sơ trực tuyến như thế nào?',
        paragraphs: [],
        list: [
          'Tìm thủ tục, đọc phần “Cần chuẩn bị gì”, rồi bấm “Nộp hồ sơ trực tuyến”.',
          'Đăng nhập. Trả lời từng câu hỏi, mỗi trang một câu.',
          'Chụp ảnh giấy tờ bằng điện thoại, hoặc chọn tệp có sẵn trong máy.',
          'Xem lại tất cả câu trả lời, sửa nếu cần, rồi bấm nộp.',
          'Giữ lại mã hồ sơ và biên nhận để theo dõi.',
        ],
      },
      {
        heading: 'Đang làm dở mà mất mạng thì sao?',
        paragraphs: [
          'Câu trả lời được lưu mỗi khi ông/bà bấm sang trang sau. Khi có mạng, ông/bà đăng nhập lại, mở lại thủ tục và làm tiếp từ trang đang dở.',
        ],
      },
      {
        heading: 'Chụp giấy tờ thế nào cho rõ?',
        paragraphs: [
          'Đặt giấy trên mặt phẳng, chỗ đủ sáng, chụp thẳng từ trên xuống, thấy đủ bốn góc và đọc được chữ. Ảnh chụp bằng điện thoại và tệp PDF đều dùng được.',
        ],
      },
      {
        heading: 'Làm sao biết hồ sơ đến đâu?',
        paragraphs: [
          'Gõ mã hồ sơ vào trang “Tra cứu hồ sơ”, hoặc dùng máy ảnh của điện thoại quét mã QR trên biên nhận. Khi đăng nhập, ông/bà thấy đầy đủ hơn trong “Hồ sơ của tôi” và “Thông báo”.',
        ],
      },
      {
        heading: 'Cơ quan yêu cầu bổ sung thì làm gì?',
        paragraphs: [
          'Ông/bà đăng nhập, mở hồ sơ trong “Hồ sơ của tôi”. Trang đó ghi rõ thiếu gì, sai ở đâu và cách sửa. Chỉ phải sửa những mục được nêu.',
        ],
      },
      {
        heading: 'Không dùng máy tính, điện thoại được thì sao?',
        paragraphs: ['Ông/bà đến bộ phận một cửa của xã, phường. Cán bộ nhận hồ sơ trực tiếp và hướng dẫn từng bước.'],
      },
    ],
  },
  en: {
    title: 'Help',
    lead: 'What people often ask. If something is still unclear, ask the one-stop counter of your commune or ward.',
    sections: [
      {
        heading: 'How do I file online?',
        paragraphs: [],
        list: [
          'Find the procedure, read “What you need”, and choose “File online”.',
          'Sign in. Answer the questions, one per page.',
          'Photograph your papers with a phone, or choose files you already have.',
          'Check all answers, change what is wrong, and file.',
          'Keep the dossier code and the receipt to follow it.',
        ],
      },
      {
        heading: 'What if the connection breaks off?',
        paragraphs: [
          'Your answers are saved each time you go on to the next page. When you are back online, sign in, open the procedure again and go on from the page where you stopped.',
        ],
      },
      {
        heading: 'How do I take a good photograph of a paper?',
        paragraphs: [
          'Lay the paper flat in good light and take the picture straight from above, with all four corners in it and the text readable. Phone photographs and PDF files both work.',
        ],
      },
      {
        heading: 'How do I know where my dossier is?',
        paragraphs: [
          'Type the dossier code on “Track a dossier”, or point the camera of your phone at the QR code on the receipt. Signed in, you see more under “My dossiers” and “Notices”.',
        ],
      },
      {
        heading: 'The office asks for more. What do I do?',
        paragraphs: [
          'Sign in and open the dossier under “My dossiers”. The page says what is missing, what is wrong and how to put it right. You change only what is named there.',
        ],
      },
      {
        heading: 'What if I cannot use a computer or phone?',
        paragraphs: [
          'Go to the one-stop counter of your commune or ward. Staff there take papers in person and guide you.',
        ],
      },
    ],
  },
} as const;
