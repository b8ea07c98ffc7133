import { sealName } from './bundle-names.ts';

const cms = (name: string): string =>
  `openssl cms -verify -binary -inform DER -in ${name}.p7s -content ${name}.json -CAfile ca.pem -purpose any -out /dev/null`;

/** For whoever holds the bundle and has nothing but openssl. The commands are run as they stand by a test. */
export function readMe(given: {
  consignmentId: string;
  node: string;
  /** The node that gave the receipt, where it is another one. */
  receiptBy?: string;
  /** That node's signed word for the receipt is in the bundle. */
  vouched: boolean;
  seals: readonly { number: number; stamped: boolean }[];
}): string {
  const stamped = given.seals.filter((seal) => seal.stamped);
  const commands = [
    'sha256sum envelope.json',
    ...(given.receiptBy ? [] : [cms('receipt')]),
    ...(given.vouched
      ? ['openssl dgst -sha256 -verify voucher-key.pem -signature voucher.sig voucher.json', 'sha256sum receipt.json']
      : []),
    'xmlsec1 --verify --trusted-pem ca.pem --id-attr:Id http://uri.etsi.org/01903/v1.3.2#:SignedProperties document.edxml',
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
  const vouchedVi = given.vouched
    ? `- \`voucher.json\`, \`voucher.sig\`, \`voucher-key.pem\`: lời bảo đảm của nút đã cấp biên nhận (mục \`receipt\` là mã băm SHA-256 của \`receipt.json\`, ghi theo base64), chữ ký của nút đó và khóa công khai của nút theo danh bạ các nút. Xin so khóa với danh bạ.\n`
    : '';
  const vouchedEn = given.vouched
    ? `- \`voucher.json\`, \`voucher.sig\`, \`voucher-key.pem\`: the word for it of the node that gave the receipt (its \`receipt\` is the SHA-256 of \`receipt.json\` in base64), that node's signature, and its public key by the directory of nodes. Compare the key with the directory.\n`
    : '';
  return `# Bộ chứng cứ của văn bản ${given.consignmentId}

Bộ này do trục văn bản tại ${given.node} lập. Nó cho biết: văn bản nào đã được nhận, ai đã làm gì với văn bản và khi nào; và cho phép kiểm tra những điều đó mà không cần hỏi lại hệ thống.

- \`envelope.json\`: gói văn bản, đúng từng byte như khi được nhận, có mã băm SHA-256 của từng tệp đính kèm.
- \`receipt.json\`, \`receipt.p7s\`: giấy biên nhận và chữ ký số (CMS). Mục \`digest\` là mã băm SHA-256 của \`envelope.json\`, ghi theo base64.${by}
${vouchedVi}- \`document.edxml\`: nội dung văn bản theo QCVN 102 (edXML), không kèm tệp (tệp nằm nguyên vẹn trong \`payloads/\` khi tải bộ có tệp, theo đúng mã băm mà \`envelope.json\` ghi), có chữ ký XML của nút lập bộ này; phần cần kiểm tra là thông tin văn bản, khớp với \`envelope.json\`.
- \`evidence/\`: các dòng trong sổ bằng chứng về văn bản; mỗi dòng kèm đường dẫn trong cây Merkle (RFC 6962) đến gốc ghi trong dấu niêm phong.
- \`seals/\`: dấu niêm phong, chữ ký số (\`.p7s\`) và dấu thời gian RFC 3161 (\`.tst\`, nếu đã có). Mục \`previous\` là mã băm của dấu niêm phong liền trước.
- \`ca.pem\`, \`tsa-ca.pem\`: chứng thư gốc của hệ thống và của nơi cấp dấu thời gian. Xin so với bản tải trực tiếp từ ${given.node}/api/signing/ca.pem.
- \`manifest.json\`: mã băm SHA-256 của mọi tệp khác.

Cách kiểm tra tất cả, không cần mạng: \`lienthong verify TÊN-TỆP.zip --ca ca.pem\`. Với các công cụ thông dụng, chạy trong thư mục đã giải nén:

\`\`\`sh
${commands}
\`\`\`

# Evidence of the document ${given.consignmentId}

Made by the document axis at ${given.node}. It says which document was taken over, who did what to it and when, and lets anybody check that without asking the system again.

- \`envelope.json\`: the envelope, byte for byte as it was taken over, with the SHA-256 of every file that came with it.
- \`receipt.json\`, \`receipt.p7s\`: the receipt and its signature (CMS). Its \`digest\` is the SHA-256 of \`envelope.json\` in base64.${byEn}
${vouchedEn}- \`document.edxml\`: what the document says in the form of QCVN 102 (edXML), without files (they are whole under \`payloads/\` in a bundle with files, by the digests of \`envelope.json\`), under the XML signature of the node that made this bundle; it agrees with \`envelope.json\`.
- \`evidence/\`: the records about the document, each with its path in a Merkle tree (RFC 6962) to the root that its seal states.
- \`seals/\`: seals, their signatures (\`.p7s\`) and time stamps by RFC 3161 (\`.tst\`, where there is one). \`previous\` is the SHA-256 of the seal before.
- \`ca.pem\`, \`tsa-ca.pem\`: root certificates of the system and of the time stamp authorities. Compare the first with ${given.node}/api/signing/ca.pem.
- \`manifest.json\`: the SHA-256 of every other file.

To check all of it, without a network: \`lienthong verify FILE.zip --ca ca.pem\`. With tools that everybody has, run the commands above in the unpacked folder.
`;
}
