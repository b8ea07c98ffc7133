import { directoryPart } from './bundle-keys.ts';
import { sealName } from './bundle-names.ts';
import { partsCommand } from './bundle-parts.ts';

const cms = (name: string): string =>
  `openssl cms -verify -binary -inform DER -in ${name}.p7s -content ${name}.json -CAfile ca.pem -purpose any -out /dev/null`;

const xmlsec = (name: string): string =>
  `xmlsec1 --verify --trusted-pem ca.pem --id-attr:Id http://uri.etsi.org/01903/v1.3.2#:SignedProperties ${name}`;

/** xmlsec1 holds the packet in memory several times over: sixty megabytes were tried, of a gigabyte it would take many. */
const MOST_FOR_XMLSEC = 100 * 1024 ** 2;

/** A public key as it stands in a directory: the point's two halves, which end the key in DER, in the base64 of web addresses. */
const KEY_AS_JWK = `khoa() { openssl pkey -pubin -in $1 -outform DER | tail -c 64 | $2 -c 32 | base64 -w0 | tr '+/' '-_' | tr -d '='; }`;

/** Every file there is stands in the list with its digest. */
const LISTED = `find . -type f ! -name 'manifest.*' ! -name toan-bo.edxml -printf '%P\\n' | while read -r t; do grep -qF '"'$t'":"'$(sha256sum $t | cut -c 1-64)'"' manifest.json || exit 1; done`;

const namedBy = (pem: string, node: string, serial: number): string =>
  `grep -qF '"jwk":{"crv":"P-256","kty":"EC","x":"'$(khoa ${pem} head)'","y":"'$(khoa ${pem} tail)'"},"keyId":"${node}#' ${directoryPart(serial)}.json`;

/** For whoever holds the bundle and has nothing but openssl. The commands are run as they stand by a test. */
export function readMe(given: {
  consignmentId: string;
  node: string;
  /** The node that gave the receipt, where it is another one. */
  receiptBy?: string;
  /** That node's signed word for the receipt is in the bundle; and which directory names its key. */
  voucher?: { node: string; serial?: number | undefined };
  /** Serial numbers of the signed directories of nodes. */
  directories: readonly number[];
  /** The node that vouches for the certificates, and which directory names its key. */
  root?: { node: string; serial: number };
  /** Files that are in the bundle, as the envelope names them. */
  files: readonly { sha256: string; bytes: number }[];
  seals: readonly { number: number; stamped: boolean }[];
}): string {
  const stamped = given.seals.filter((seal) => seal.stamped);
  const known = given.voucher?.serial !== undefined;
  const plain = given.files.reduce((sum, { bytes }) => sum + bytes, 0) <= MOST_FOR_XMLSEC;
  const commands = [
    cms('manifest'),
    LISTED,
    'sha256sum envelope.json',
    ...(given.receiptBy ? [] : [cms('receipt')]),
    ...given.directories.map((serial) => {
      const name = directoryPart(serial);
      return `openssl dgst -sha256 -verify ${name}.pem -signature ${name}.sig ${name}.json`;
    }),
    ...(given.root || given.voucher ? [KEY_AS_JWK] : []),
    ...(given.root
      ? [
          'openssl dgst -sha256 -verify root-key.pem -signature root.sig root.json',
          namedBy('root-key.pem', given.root.node, given.root.serial),
          'sha256sum ca.pem tsa-ca.pem',
        ]
      : []),
    ...(given.voucher?.serial ? [namedBy('voucher-key.pem', given.voucher.node, given.voucher.serial)] : []),
    ...(given.voucher
      ? ['openssl dgst -sha256 -verify voucher-key.pem -signature voucher.sig voucher.json', 'sha256sum receipt.json']
      : []),
    xmlsec('document.edxml'),
    ...(given.files.length > 0 ? [partsCommand(given.files)] : []),
    ...(given.files.length > 0 && plain ? [xmlsec('toan-bo.edxml')] : []),
    ...given.seals.map((seal) => cms(sealName(seal.number))),
    ...stamped.map(
      ({ number }) =>
        `openssl ts -verify -token_in -in ${sealName(number)}.tst -data ${sealName(number)}.json -CAfile tsa-ca.pem`,
    ),
  ].join('\n');
  const [by, byEn] = given.receiptBy
    ? [
        ` Giấy này do “${given.receiptBy}” cấp và ký: chữ ký kiểm tra bằng chứng thư gốc của nút đó, không có trong bộ này. Nút lập bộ này chỉ chứng nhận rằng đã nhận đúng giấy ấy, ở dòng \`exchange.consignment-received\` trong sổ bằng chứng.`,
        ` It was given and signed by “${given.receiptBy}”: its signature is checked by the root of that node, which is not in here. The node that made this bundle vouches only that it received exactly this receipt, in the record \`exchange.consignment-received\`.`,
      ]
    : ['', ''];
  const vouchedVi = given.voucher
    ? `- \`voucher.json\`, \`voucher.sig\`, \`voucher-key.pem\`: lời bảo đảm của nút đã cấp biên nhận (mục \`receipt\` là mã băm SHA-256 của \`receipt.json\`, ghi theo base64), chữ ký của nút đó và khóa công khai của nút theo danh bạ các nút. ${known ? 'Khóa này có trong danh bạ kèm theo.' : 'Xin so khóa với danh bạ.'}\n`
    : '';
  const vouchedEn = given.voucher
    ? `- \`voucher.json\`, \`voucher.sig\`, \`voucher-key.pem\`: the word for it of the node that gave the receipt (its \`receipt\` is the SHA-256 of \`receipt.json\` in base64), that node's signature, and its public key by the directory of nodes. ${known ? 'The directory in the bundle names this key.' : 'Compare the key with the directory.'}\n`
    : '';
  const filesVi =
    given.files.length > 0
      ? `- \`payloads/\`: các tệp đi kèm, theo mã băm SHA-256 mà \`envelope.json\` ghi. \`edxml/\`: phần còn lại của bản edXML có đủ tệp; ghép lại bằng dòng lệnh \`cat\` dưới đây sẽ được \`toan-bo.edxml\`, gói QCVN 102 hoàn chỉnh, có một chữ ký XML trên toàn bộ gói kể cả tệp.${plain ? '' : ' Các tệp quá lớn để xmlsec1 đọc hết vào bộ nhớ; hãy kiểm tra bằng `lienthong verify`.'}\n`
      : '';
  const filesEn =
    given.files.length > 0
      ? `- \`payloads/\`: the files that came with the document, by the SHA-256 in \`envelope.json\`. \`edxml/\`: the rest of the edXML form that carries them; the line with \`cat\` makes \`toan-bo.edxml\` of both, the whole packet of QCVN 102 under one XML signature, files included.${plain ? '' : ' Its files are too large for xmlsec1, which holds all of it in memory: check it with `lienthong verify`.'}\n`
      : '';
  const keysVi =
    given.directories.length > 0
      ? `- \`directories/\`: danh bạ các nút có chữ ký của cơ quan đăng ký nút (\`.sig\`) và khóa đã ký (\`.pem\`): có những nút nào, khóa của từng nút, cơ quan nào thuộc nút nào. Xin so khóa của cơ quan đăng ký nút với khóa đã được công bố.\n${given.root ? '- `root.json`, `root.sig`, `root-key.pem`: nút lập bộ này bảo đảm cho `ca.pem` và `tsa-ca.pem` (ghi mã băm SHA-256 theo base64) bằng khóa có trong danh bạ.\n' : ''}`
      : '';
  const keysEn =
    given.directories.length > 0
      ? `- \`directories/\`: the directory of nodes with the registrar's signature (\`.sig\`) and the key that made it (\`.pem\`): which nodes there are, by which keys they are known, which agency is at home where. Compare the registrar's key with the one that was published.\n${given.root ? '- `root.json`, `root.sig`, `root-key.pem`: the node that made this bundle vouches for `ca.pem` and `tsa-ca.pem` (SHA-256 in base64) under a key that the directory names.\n' : ''}`
      : '';
  return `# Bộ chứng cứ của văn bản ${given.consignmentId}

Bộ này do trục văn bản tại ${given.node} lập. Nó cho biết: văn bản nào đã được nhận, ai đã làm gì với văn bản và khi nào; và cho phép kiểm tra những điều đó mà không cần hỏi lại hệ thống.

- \`envelope.json\`: gói văn bản, đúng từng byte như khi được nhận, có mã băm SHA-256 của từng tệp đính kèm.
- \`receipt.json\`, \`receipt.p7s\`: giấy biên nhận và chữ ký số (CMS). Mục \`digest\` là mã băm SHA-256 của \`envelope.json\`, ghi theo base64.${by}
${vouchedVi}- \`document.edxml\`: nội dung văn bản theo QCVN 102 (edXML), không kèm tệp, có chữ ký XML của nút lập bộ này; phần cần kiểm tra là thông tin văn bản, khớp với \`envelope.json\`.
${filesVi}${keysVi}- \`evidence/\`: các dòng trong sổ bằng chứng về văn bản; mỗi dòng kèm đường dẫn trong cây Merkle (RFC 6962) đến gốc ghi trong dấu niêm phong.
- \`seals/\`: dấu niêm phong, chữ ký số (\`.p7s\`) và dấu thời gian RFC 3161 (\`.tst\`, nếu đã có). Mục \`previous\` là mã băm của dấu niêm phong liền trước.
- \`ca.pem\`, \`tsa-ca.pem\`: chứng thư gốc của hệ thống và của nơi cấp dấu thời gian. Xin so với bản tải trực tiếp từ ${given.node}/api/signing/ca.pem.
- \`manifest.json\`, \`manifest.p7s\`: mã băm SHA-256 của mọi tệp khác, kể cả tệp này, và chữ ký số (CMS) của nút lập bộ này trên danh mục ấy. Nếu sửa, thêm hoặc bớt bất kỳ tệp nào thì danh mục không còn khớp.

Cách kiểm tra tất cả, không cần mạng: \`lienthong verify TÊN-TỆP.zip --ca ca.pem\`${given.root ? ', hoặc `--registrar khoa.pem` với khóa của cơ quan đăng ký nút' : ''}. Với các công cụ thông dụng, chạy trong thư mục đã giải nén:

\`\`\`sh
${commands}
\`\`\`

# Evidence of the document ${given.consignmentId}

Made by the document axis at ${given.node}. It says which document was taken over, who did what to it and when, and lets anybody check that without asking the system again.

- \`envelope.json\`: the envelope, byte for byte as it was taken over, with the SHA-256 of every file that came with it.
- \`receipt.json\`, \`receipt.p7s\`: the receipt and its signature (CMS). Its \`digest\` is the SHA-256 of \`envelope.json\` in base64.${byEn}
${vouchedEn}- \`document.edxml\`: what the document says in the form of QCVN 102 (edXML), without files, under the XML signature of the node that made this bundle; it agrees with \`envelope.json\`.
${filesEn}${keysEn}- \`evidence/\`: the records about the document, each with its path in a Merkle tree (RFC 6962) to the root that its seal states.
- \`seals/\`: seals, their signatures (\`.p7s\`) and time stamps by RFC 3161 (\`.tst\`, where there is one). \`previous\` is the SHA-256 of the seal before.
- \`ca.pem\`, \`tsa-ca.pem\`: root certificates of the system and of the time stamp authorities. Compare the first with ${given.node}/api/signing/ca.pem.
- \`manifest.json\`, \`manifest.p7s\`: the SHA-256 of every other file, this one included, and the signature (CMS) of the node that made this bundle over that list. Whatever is changed, added or taken out differs from it.

To check all of it, without a network: \`lienthong verify FILE.zip --ca ca.pem\`${given.root ? ', or `--registrar key.pem` with the key of the registrar of nodes' : ''}. With tools that everybody has, run the commands above in the unpacked folder.
`;
}
