/** Social insurance and social assistance: to be found and understood; not filed here yet. */
import { free } from './common-papers.ts';
import { informative } from './informative.ts';

export const welfare = [
  informative({
    code: '2.000693',
    name: ['Giải quyết hưởng chế độ thai sản', 'Maternity benefit'],
    sector: 'insurance',
    body: 'insurance',
    description: [
      'Nhận tiền thai sản khi sinh con, nhận con nuôi, dành cho người đóng bảo hiểm xã hội.',
      'Paid to insured parents at a birth or an adoption.',
    ],
    subjects: ['Người lao động đóng bảo hiểm xã hội', 'Insured workers'],
    keywords: ['thai sản', 'nghỉ sinh', 'tiền thai sản', 'bảo hiểm thai sản', 'sinh con', 'maternity'],
    limit: { unit: 'working-day', amount: 6 },
    fees: free,
    papers: [
      {
        name: ['Giấy khai sinh hoặc trích lục khai sinh của con', 'Birth certificate of the child'],
        why: ['Chứng minh việc sinh; không cần nếu tra cứu được.', 'Proves the birth; looked up where possible.'],
        kind: 'data',
        required: false,
      },
      {
        name: ['Giấy ra viện hoặc giấy tờ của cơ sở y tế', 'Hospital papers'],
        why: ['Xác định thời gian nghỉ.', 'Determine the time of leave.'],
      },
    ],
    result: ['Tiền trợ cấp thai sản', 'Maternity benefit'],
    law: ['insurance'],
  }),
  informative({
    code: '1.001613',
    name: ['Giải quyết hưởng bảo hiểm xã hội một lần', 'Lump-sum social insurance'],
    sector: 'insurance',
    body: 'insurance',
    description: [
      'Rút bảo hiểm xã hội một lần khi đủ điều kiện.',
      'Take out the contributions at once, where the law allows it.',
    ],
    subjects: ['Người đã đóng bảo hiểm xã hội và đủ điều kiện', 'Insured persons who meet the conditions'],
    keywords: ['rút bảo hiểm', 'bảo hiểm một lần', 'BHXH một lần', 'lump sum'],
    limit: { unit: 'working-day', amount: 7 },
    fees: free,
    papers: [
      {
        name: ['Đơn đề nghị và sổ bảo hiểm xã hội', 'Request and insurance book'],
        why: ['Xác định thời gian đã đóng.', 'Show the time of contributions.'],
      },
    ],
    result: ['Tiền bảo hiểm xã hội một lần', 'Lump sum'],
    law: ['insurance'],
  }),
  informative({
    code: '1.001776',
    name: [
      'Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hằng tháng, hỗ trợ kinh phí chăm sóc, nuôi dưỡng hằng tháng',
      'Monthly social allowance',
    ],
    sector: 'social',
    body: 'commune',
    description: [
      'Trợ cấp hằng tháng cho trẻ mồ côi, người khuyết tật nặng, người cao tuổi khó khăn và đối tượng bảo trợ khác.',
      'For orphans, people with severe disabilities, elderly people in need and others under protection.',
    ],
    subjects: ['Đối tượng bảo trợ xã hội', 'Persons under social protection'],
    keywords: ['trợ cấp xã hội', 'trợ cấp hằng tháng', 'người cao tuổi', 'người khuyết tật', 'mồ côi', 'allowance'],
    limit: { unit: 'working-day', amount: 22 },
    fees: free,
    papers: [
      {
        name: ['Tờ khai đề nghị trợ giúp xã hội', 'Declaration'],
        why: ['Để xét mức trợ cấp.', 'To decide on the allowance.'],
        kind: 'form',
      },
    ],
    result: ['Quyết định trợ cấp xã hội hằng tháng', 'Decision on the allowance'],
    law: ['social'],
  }),
  informative({
    code: '1.001699',
    name: ['Xác định, xác định lại mức độ khuyết tật và cấp Giấy xác nhận khuyết tật', 'Certificate of disability'],
    sector: 'social',
    body: 'commune',
    description: [
      'Hội đồng của xã, phường xác định mức độ khuyết tật và cấp giấy xác nhận.',
      'The commune’s board determines the degree of disability.',
    ],
    subjects: ['Người khuyết tật hoặc người đại diện', 'Persons with a disability, or those who represent them'],
    keywords: ['khuyết tật', 'giấy xác nhận khuyết tật', 'disability'],
    limit: { unit: 'working-day', amount: 25 },
    fees: free,
    papers: [
      {
        name: ['Đơn đề nghị', 'Request'],
        why: ['Nêu dạng tật và giấy tờ khám bệnh nếu có.', 'States the disability, with medical papers if any.'],
        kind: 'form',
      },
    ],
    result: ['Giấy xác nhận khuyết tật', 'Certificate of disability'],
    law: ['disability', 'social'],
  }),
  informative({
    code: '1.014027',
    name: ['Thực hiện, điều chỉnh, thôi hưởng trợ cấp hưu trí xã hội', 'Social pension'],
    sector: 'social',
    body: 'commune',
    description: [
      'Trợ cấp hằng tháng cho người cao tuổi không có lương hưu.',
      'A monthly allowance for elderly people without a pension.',
    ],
    subjects: [
      'Người từ đủ 75 tuổi không có lương hưu; hộ nghèo, cận nghèo từ đủ 70 tuổi',
      'From 75 years without a pension; from 70 in poor and near-poor households',
    ],
    keywords: ['trợ cấp hưu trí xã hội', 'người già', 'người cao tuổi', 'không có lương hưu', '75 tuổi', 'pension'],
    limit: { unit: 'working-day', amount: 10 },
    fees: free,
    papers: [
      {
        name: ['Văn bản đề nghị hưởng trợ cấp hưu trí xã hội', 'Request'],
        why: ['Để xét hưởng trợ cấp.', 'To decide on the allowance.'],
        kind: 'form',
      },
    ],
    result: ['Quyết định hưởng trợ cấp hưu trí xã hội', 'Decision on the social pension'],
    law: ['insurance'],
  }),
];
