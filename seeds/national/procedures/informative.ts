/** A procedure that cannot be filed here yet: enough to be found, understood and taken to the right counter. */
import type { Component, Fee, LegalGround, ProcedureRecord, TimeLimit } from '../../../src/modules/procedures/index.ts';
import { text } from './birth-form-parts.ts';

type Pair = readonly [vi: string, en: string];
const words = ([vi, en]: Pair) => text(vi, en);

export interface Informative {
  code: string;
  name: Pair;
  sector: keyof typeof sectors;
  /** Citizens unless told. */
  audiences?: ProcedureRecord['audiences'];
  body: keyof typeof bodies;
  description: Pair;
  subjects: Pair;
  keywords: string[];
  limit: TimeLimit | null;
  limitNote?: Pair;
  fees?: { name: Pair; amount: number | null; note?: Pair }[];
  papers: { name: Pair; why: Pair; kind?: Component['kind']; required?: boolean }[];
  result: Pair;
  law: (keyof typeof laws)[];
  conditions?: Pair[];
}

const sectors = {
  civilStatus: { code: 'HT', name: text('Hộ tịch', 'Civil status') },
  authentication: { code: 'CT', name: text('Chứng thực', 'Authentication') },
  residence: { code: 'CTR', name: text('Đăng ký, quản lý cư trú', 'Residence') },
  identity: { code: 'CC', name: text('Căn cước', 'Identity cards') },
  records: { code: 'LLTP', name: text('Lý lịch tư pháp', 'Judicial records') },
  education: { code: 'GD', name: text('Giáo dục và đào tạo', 'Education') },
  insurance: { code: 'BHXH', name: text('Bảo hiểm xã hội', 'Social insurance') },
  social: { code: 'BTXH', name: text('Bảo trợ xã hội', 'Social assistance') },
  construction: { code: 'XD', name: text('Hoạt động xây dựng', 'Construction') },
  petitions: { code: 'TCD', name: text('Tiếp công dân, khiếu nại, tố cáo', 'Petitions and complaints') },
  enterprise: { code: 'DKDN', name: text('Thành lập và hoạt động của doanh nghiệp', 'Enterprises') },
  household: { code: 'HKD', name: text('Thành lập và hoạt động của hộ kinh doanh', 'Household businesses') },
  labour: { code: 'LD', name: text('Lao động, tiền lương', 'Labour and wages') },
};

const bodies = {
  commune: {
    level: 'commune' as const,
    name: text('Ủy ban nhân dân xã, phường, đặc khu', 'People’s Committee of the commune, ward or special zone'),
  },
  communePolice: { level: 'commune' as const, name: text('Công an xã, phường, đặc khu', 'Commune police') },
  provincePolice: { level: 'province' as const, name: text('Công an tỉnh, thành phố', 'Provincial police') },
  insurance: { level: 'province' as const, name: text('Cơ quan bảo hiểm xã hội', 'Social insurance agency') },
  businessRegistry: {
    level: 'province' as const,
    name: text('Cơ quan đăng ký kinh doanh thuộc Sở Tài chính', 'Business registration office, Department of Finance'),
  },
  school: { level: 'commune' as const, name: text('Trường trung học cơ sở', 'Lower secondary school') },
  home: { level: 'province' as const, name: text('Sở Nội vụ', 'Department of Home Affairs') },
};

const laws = {
  civilStatus: { number: '60/2014/QH13', name: text('Luật Hộ tịch năm 2014', 'Law on Civil Status 2014') },
  civilStatusDecree: {
    number: '123/2015/NĐ-CP',
    name: text('Nghị định hướng dẫn Luật Hộ tịch', 'Decree on the Law on Civil Status'),
  },
  family: {
    number: '52/2014/QH13',
    name: text('Luật Hôn nhân và gia đình năm 2014', 'Law on Marriage and Family 2014'),
  },
  adoption: { number: '52/2010/QH12', name: text('Luật Nuôi con nuôi năm 2010', 'Law on Adoption 2010') },
  authentication: {
    number: '23/2015/NĐ-CP',
    name: text(
      'Nghị định về cấp bản sao từ sổ gốc, chứng thực bản sao, chữ ký và hợp đồng, giao dịch',
      'Decree on copies, authentication of copies, signatures and contracts',
    ),
  },
  authenticationFees: {
    number: '226/2016/TT-BTC',
    name: text('Thông tư về mức thu phí chứng thực', 'Circular on authentication fees'),
  },
  copyFees: {
    number: '281/2016/TT-BTC',
    name: text('Thông tư về phí khai thác dữ liệu hộ tịch', 'Circular on fees for civil-status data'),
  },
  residence: { number: '68/2020/QH14', name: text('Luật Cư trú năm 2020', 'Law on Residence 2020') },
  residenceFees: {
    number: '75/2022/TT-BTC',
    name: text('Thông tư về lệ phí đăng ký cư trú', 'Circular on residence registration fees'),
  },
  identity: { number: '26/2023/QH15', name: text('Luật Căn cước năm 2023', 'Law on Identity 2023') },
  records: {
    number: '28/2009/QH12',
    name: text('Luật Lý lịch tư pháp năm 2009 và các lần sửa đổi', 'Law on Judicial Records 2009, as amended'),
  },
  linked: {
    number: '63/2024/NĐ-CP',
    name: text(
      'Nghị định về liên thông điện tử hai nhóm thủ tục: khai sinh và khai tử',
      'Decree on two groups of electronically linked procedures: birth and death',
    ),
  },
  insurance: { number: '41/2024/QH15', name: text('Luật Bảo hiểm xã hội năm 2024', 'Law on Social Insurance 2024') },
  social: {
    number: '20/2021/NĐ-CP',
    name: text('Nghị định về chính sách trợ giúp xã hội', 'Decree on social assistance'),
  },
  disability: {
    number: '51/2010/QH12',
    name: text('Luật Người khuyết tật năm 2010', 'Law on Persons with Disabilities 2010'),
  },
  construction: {
    number: '50/2014/QH13',
    name: text('Luật Xây dựng năm 2014 và các lần sửa đổi', 'Law on Construction 2014, as amended'),
  },
  reception: { number: '42/2013/QH13', name: text('Luật Tiếp công dân năm 2013', 'Law on Reception of Citizens 2013') },
  complaints: { number: '02/2011/QH13', name: text('Luật Khiếu nại năm 2011', 'Law on Complaints 2011') },
  enterprise: {
    number: '59/2020/QH14',
    name: text('Luật Doanh nghiệp năm 2020 và các lần sửa đổi', 'Law on Enterprises 2020, as amended'),
  },
  registration: {
    number: '168/2025/NĐ-CP',
    name: text('Nghị định về đăng ký doanh nghiệp', 'Decree on enterprise registration'),
  },
  registrationFees: {
    number: '47/2019/TT-BTC',
    name: text('Thông tư về phí, lệ phí đăng ký doanh nghiệp', 'Circular on fees for enterprise registration'),
  },
  labour: { number: '45/2019/QH14', name: text('Bộ luật Lao động năm 2019', 'Labour Code 2019') },
  education: { number: '43/2019/QH14', name: text('Luật Giáo dục năm 2019', 'Law on Education 2019') },
} satisfies { [name: string]: LegalGround };

const confirm = text(
  'Đây là bản tóm tắt để ông/bà chuẩn bị. Hãy hỏi lại cơ quan thực hiện trước khi nộp.',
  'This is a summary to prepare with. Ask the executing body before you file.',
);

/** Builds the full record. The limit and the fees hold for every way of filing. */
export function informative(one: Informative): ProcedureRecord {
  const body = bodies[one.body];
  const limitNote = one.limitNote === undefined ? confirm : words(one.limitNote);
  const fees: Fee[] = (
    one.fees ?? [{ name: ['Lệ phí', 'Fee'] as const, amount: 0, note: ['Không thu.', 'None.'] as const }]
  ).map((fee) => ({ name: words(fee.name), amount: fee.amount, note: words(fee.note ?? ['', '']) }));
  return {
    code: one.code,
    name: words(one.name),
    sector: sectors[one.sector],
    level: 'information',
    executingLevel: body.level,
    audiences: one.audiences ?? ['citizen'],
    subjects: words(one.subjects),
    description: words(one.description),
    keywords: one.keywords,
    steps: [
      {
        case: null,
        steps: [
          text(
            `Chuẩn bị giấy tờ và nộp tại ${inside(body.name.vi)}, hoặc trên Cổng Dịch vụ công quốc gia.`,
            `Prepare the papers and hand them in at: ${body.name.en}, or on the National Public Service Portal.`,
          ),
          text(
            'Cơ quan tiếp nhận kiểm tra hồ sơ, viết giấy tiếp nhận và hẹn trả kết quả.',
            'The body checks the dossier and gives an appointment slip.',
          ),
          text('Nhận kết quả theo giấy hẹn.', 'Collect the result on the appointed date.'),
        ],
      },
    ],
    filingWays: (['inPerson', 'online'] as const).map((channel) => ({
      channel,
      limit: one.limit,
      limitNote,
      fees,
      description:
        channel === 'inPerson'
          ? text(`Nộp tại ${inside(body.name.vi)}.`, `At: ${body.name.en}.`)
          : text(
              'Nộp trên Cổng Dịch vụ công quốc gia (dichvucong.gov.vn).',
              'On the National Public Service Portal (dichvucong.gov.vn).',
            ),
    })),
    components: one.papers.map((paper, index) => ({
      code: `${one.code}-${String(index + 1).padStart(2, '0')}`,
      name: words(paper.name),
      why: words(paper.why),
      case: null,
      originals: paper.kind === 'data' ? 0 : 1,
      copies: 0,
      electronic: true,
      required: paper.required ?? true,
      kind: paper.kind ?? 'file',
    })),
    sets: 1,
    conditions: (one.conditions ?? []).map(words),
    results: [{ code: `${one.code}-KQ`, name: words(one.result) }],
    legalGrounds: one.law.map((key) => laws[key]),
    executingBodies: [{ name: body.name }],
    competentBody: body.name,
    coordinatingBodies: [],
    intakeAddress: body.name,
    form: null,
    sameDayCutoff: one.limit?.unit === 'same-day' ? '15:00' : null,
    handlerPath: null,
    checked: 'summary',
  };
}

/** 'Ủy ban nhân dân …' keeps its capital inside a sentence; kinds of offices do too. */
const inside = (name: string): string => (name.startsWith('Cơ quan') ? `cơ quan${name.slice(7)}` : name);
