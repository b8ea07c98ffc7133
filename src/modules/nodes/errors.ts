import { defineProblems } from '#platform/problem.ts';

export const nodesProblem = defineProblems('nodes', {
  'unknown-node': {
    status: 404,
    vi: 'Danh bạ các nút không có nút {node}.',
    en: 'The directory of nodes has no node {node}.',
  },
  'not-a-peer': {
    status: 401,
    vi: 'Yêu cầu không có chữ ký hợp lệ của một nút trong danh bạ ({code}).',
    en: 'The request bears no valid signature of a node of the directory ({code}).',
  },
  'seen-before': {
    status: 409,
    vi: 'Yêu cầu này đã được nhận một lần rồi.',
    en: 'This very request was received before.',
  },
  'node-away': {
    status: 503,
    vi: 'Chưa liên lạc được với nút {node}.',
    en: 'The node {node} cannot be reached.',
  },
  'not-secure': {
    status: 502,
    vi: 'Không lập được kết nối bảo mật với nút {node} ({code}), nên không gửi gì đến đó. Xin kiểm tra chứng thư của nút ấy và NODE_TLS_CA.',
    en: 'No secure connection to the node {node} came about ({code}), so nothing is sent there. Check the certificate of that node and NODE_TLS_CA.',
  },
  redirected: {
    status: 502,
    vi: 'Nút {node} chuyển hướng sang địa chỉ khác. Giữa các nút không đi theo chuyển hướng.',
    en: 'The node {node} redirects to another address. Between nodes redirects are not followed.',
  },
  'plain-http': {
    status: 422,
    vi: 'Địa chỉ {url} không dùng HTTPS, nên nút này không gọi đến đó.',
    en: 'The address {url} is not HTTPS, so this node does not call it.',
  },
  'no-directory': {
    status: 503,
    vi: 'Nút này chưa có danh bạ các nút.',
    en: 'This node has no directory of nodes yet.',
  },
  'directory-too-old': {
    status: 503,
    vi: 'Danh bạ các nút tại đây đã quá hạn lâu và chưa làm mới được, nên các nút khác chưa được tin. Văn bản đang chờ được giữ lại.',
    en: 'The directory of nodes here is long over and could not be refreshed, so no other node is believed. What waits is kept.',
  },
  'stands-alone': {
    status: 409,
    vi: 'Nút này đứng riêng: chưa đặt NODE_REGISTRAR hoặc NODE_REGISTRAR_URL.',
    en: 'This node stands alone: neither NODE_REGISTRAR nor NODE_REGISTRAR_URL is set.',
  },
  'not-the-registrar': {
    // Here there is nothing of the kind.
    status: 404,
    vi: 'Việc này chỉ làm được tại nút giữ danh bạ.',
    en: 'This is done at the registrar only.',
  },
  'nobody-answered': {
    status: 503,
    vi: 'Đã hỏi {nodes} nút mà chưa nút nào đưa ra danh bạ do nút này ký. Xin ghi thêm địa chỉ của một nút, hoặc kiểm tra mạng.',
    en: '{nodes} nodes were asked, and none had a directory that this registrar has signed. Name the address of a node, or look at the network.',
  },
  'registrar-key-lost': {
    status: 409,
    vi: 'Nút {node} có danh bạ mới hơn, ký bằng khóa tạo ra sau bản sao lưu này, nên không kiểm được. Xin phục hồi một bản sao lưu mới hơn. Nếu không có, xin làm theo mục “Khóa được tạo sau bản sao lưu” trong hướng dẫn vận hành liên thông.',
    en: 'The node {node} has a newer directory under a key that was made after this backup, so it cannot be checked. Restore a later backup. Where there is none, follow “A key that was made after the backup” in docs/operate/federation.md.',
  },
  'not-joined': {
    status: 409,
    vi: 'Nút này chưa có trong danh bạ. Xin chờ cán bộ giữ danh bạ kết nạp.',
    en: 'This node is not in the directory yet. The registrar’s officer has to admit it.',
  },
  'joining-unreadable': {
    status: 400,
    vi: 'Đơn xin vào danh bạ không đọc được, hoặc không được ký bằng khóa ghi trong đơn.',
    en: 'The request to join cannot be read, or is not signed with the key in it.',
  },
  'too-many-waiting': {
    status: 429,
    vi: 'Đang có quá nhiều đơn xin vào danh bạ chờ xét. Xin thử lại sau.',
    en: 'Too many requests to join are waiting. Try again later.',
  },
  'joining-gone': {
    status: 404,
    vi: 'Đơn này không còn chờ xét.',
    en: 'This request to join does not wait for a decision.',
  },
  'fingerprint-differs': {
    status: 422,
    vi: 'Hai nhóm cuối của dấu vân tay khóa không khớp. Nếu bên kia đọc đúng từ máy của họ, có người đang giả danh: xin đừng kết nạp.',
    en: 'The last two groups of the fingerprint differ. If the other side read them from their own machine, somebody poses as them: do not admit.',
  },
  'unknown-agency': {
    status: 422,
    vi: 'Không có cơ quan nào mang mã {code}.',
    en: 'No agency has the code {code}.',
  },
  'already-there': {
    status: 409,
    vi: 'Cơ quan mang mã {code} đã ở nút này.',
    en: 'The agency {code} is at home at that node already.',
  },
  'node-has-agencies': {
    status: 409,
    vi: 'Nút {node} còn cơ quan. Xin chuyển hết các cơ quan sang nút khác trước.',
    en: 'The node {node} still has agencies. Move them to other nodes first.',
  },
  'limits-refused': {
    status: 409,
    vi: 'Không nhận được lời khai này: không đúng quy cách, hoặc có cơ quan không thuộc nút đã gửi.',
    en: 'This is not taken: it is not of the right shape, or names an agency that is not at home at the node that sent it.',
  },
  'key-refused': {
    status: 409,
    vi: 'Khóa này không được nhận: đã hết hạn, không chứng minh được, hoặc nút đang có quá nhiều khóa.',
    en: 'The key is not taken: it is over, not proved, or the node has too many keys already.',
  },
});
