import { legalAssumption } from '#platform/legal.ts';

/** Names of the document types by group and code, for the cross-check of old packets that carry one number only. */
export const documentTypes = legalAssumption({
  id: 'edxml.document-types',
  statement:
    'In packets since SĐ1:2022, Type is the group (1 normative, 2 administrative) and TypeDetail the code in it; a packet without TypeDetail carries a code of group 2 in Type, or of group 1 where TypeName says so.',
  source:
    'QCVN 102:2016/BTTTT, SĐ1:2022 (Thông tư 01/2022/TT-BTTTT), annex of document types; the relation is inferred from samples',
  value: {
    1: [
      'Hiến pháp',
      'Luật',
      'Pháp lệnh',
      'Lệnh',
      'Nghị quyết',
      'Nghị quyết liên tịch',
      'Nghị định',
      'Quyết định',
      'Thông tư',
      'Thông tư liên tịch',
      'Chỉ thị',
      'Bộ luật',
      'Văn bản quy phạm pháp luật của chính quyền địa phương ở đơn vị hành chính – kinh tế đặc biệt',
    ],
    2: [
      'Nghị quyết',
      'Quyết định',
      'Chỉ thị',
      'Quy chế',
      'Quy định',
      'Thông cáo',
      'Thông báo',
      'Hướng dẫn',
      'Chương trình',
      'Kế hoạch',
      'Phương án',
      'Đề án',
      'Dự án',
      'Báo cáo',
      'Biên bản',
      'Tờ trình',
      'Hợp đồng',
      'Công văn',
      'Công điện',
      'Bản ghi nhớ',
      'Bản cam kết',
      'Bản thỏa thuận',
      'Giấy chứng nhận',
      'Giấy ủy quyền',
      'Giấy mời',
      'Giấy giới thiệu',
      'Giấy nghỉ phép',
      'Giấy đi đường',
      'Giấy biên nhận hồ sơ',
      'Phiếu gửi',
      'Phiếu chuyển',
      'Phiếu báo',
      'Thư công',
    ],
  } as Readonly<Record<1 | 2, readonly string[]>>,
  configuredBy: 'constant in edxml/legal.ts',
});

/** Whether the document is one of steering; the sources disagree, so all of them are carried and none is acted upon. */
export const steeringTypes = legalAssumption({
  id: 'edxml.steering-type',
  statement:
    'SteeringType is a number from 0 to 3 whose meaning the sources give differently; it is kept and handed on as it came.',
  source: 'QCVN 102:2016/BTTTT, SĐ1:2022',
  value: { least: 0, most: 3 },
  configuredBy: 'constant in edxml/legal.ts',
});
