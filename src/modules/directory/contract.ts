import { Type } from 'typebox';
import { anyone, officer } from '#platform/access.ts';
import { DateOnly, Id, operation, Text } from '#platform/operation.ts';
import {
  AgencyCodeShape,
  AgencyLevelShape,
  AgencyShape,
  AppointmentShape,
  AreaShape,
  FoundUnitShape,
  RightShape,
  WhichUnitShape,
} from './shapes.ts';

export * from './contract/posts.ts';

const AreaCode = Type.String({ pattern: '^[0-9]{2}([0-9]|[0-9]{3})?$', description: 'Two, three or five digits' });
const On = Type.Optional(DateOnly('The day asked about; today unless told'));

export const listProvinces = operation({
  id: 'directory.list-provinces',
  method: 'GET',
  path: '/directory/provinces',
  summary: 'Danh sách tỉnh, thành phố trực thuộc trung ương vào một ngày',
  access: anyone(),
  query: Type.Object({ on: On }),
  answer: Type.Object({ provinces: Type.Array(AreaShape) }),
});

export const listCommunes = operation({
  id: 'directory.list-communes',
  method: 'GET',
  path: '/directory/provinces/:code/communes',
  summary: 'Danh sách xã, phường, đặc khu của một tỉnh, thành phố vào một ngày',
  access: anyone(),
  params: Type.Object({ code: Type.String({ pattern: '^[0-9]{2}$' }) }),
  query: Type.Object({ on: On }),
  answer: Type.Object({ communes: Type.Array(AreaShape) }),
  problems: ['directory.unknown-area'],
});

export const getArea = operation({
  id: 'directory.get-area',
  method: 'GET',
  path: '/directory/areas/:code',
  summary: 'Đơn vị hành chính mang một mã vào một ngày',
  access: anyone(),
  params: Type.Object({ code: AreaCode }),
  query: Type.Object({ on: On }),
  answer: AreaShape,
  problems: ['directory.unknown-area'],
});

export const whichUnit = operation({
  id: 'directory.which-unit',
  method: 'GET',
  path: '/directory/areas/:code/which-unit',
  summary: 'Mã này là đơn vị nào vào ngày đó, và nay là đơn vị nào',
  access: anyone(),
  params: Type.Object({ code: AreaCode }),
  query: Type.Object({ on: On }),
  answer: WhichUnitShape,
  problems: ['directory.unknown-area'],
});

export const searchAreas = operation({
  id: 'directory.search-areas',
  method: 'GET',
  path: '/directory/areas',
  summary: 'Tìm đơn vị hành chính theo tên, không cần gõ dấu',
  access: anyone(),
  query: Type.Object({
    q: Text(100),
    on: On,
    level: Type.Optional(Type.Union([Type.Literal('province'), Type.Literal('commune')])),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
  }),
  answer: Type.Object({ areas: Type.Array(AreaShape) }),
});

export const traceUnit = operation({
  id: 'directory.trace-unit',
  method: 'GET',
  path: '/directory/units',
  summary: 'Tìm đơn vị của mọi thời kỳ theo tên hoặc mã, kèm đơn vị hiện nay trên cùng địa bàn',
  access: anyone(),
  query: Type.Object({ q: Text(100), on: On }),
  answer: Type.Object({ units: Type.Array(FoundUnitShape), more: Type.Boolean() }),
});

export const getAgency = operation({
  id: 'directory.get-agency',
  method: 'GET',
  path: '/directory/agencies/:id',
  summary: 'Thông tin một cơ quan',
  access: anyone(),
  params: Type.Object({ id: Id() }),
  answer: AgencyShape,
  problems: ['directory.unknown-agency'],
});

export const listAgencies = operation({
  id: 'directory.list-agencies',
  method: 'GET',
  path: '/directory/agencies',
  summary: 'Danh sách cơ quan theo cấp, địa bàn, cơ quan chủ quản hoặc mã định danh',
  access: anyone(),
  query: Type.Object({
    level: Type.Optional(AgencyLevelShape),
    areaCode: Type.Optional(AreaCode),
    parentId: Type.Optional(Id()),
    code: Type.Optional(Text(35)),
  }),
  answer: Type.Object({ agencies: Type.Array(AgencyShape) }),
});

export const createAgency = operation({
  id: 'directory.create-agency',
  method: 'POST',
  path: '/directory/agencies',
  summary: 'Thêm cơ quan vào danh bạ',
  access: officer('directory.manage'),
  body: Type.Object({
    name: Text(300),
    shortName: Text(100),
    level: AgencyLevelShape,
    parentId: Type.Optional(Id()),
    areaCode: Type.Optional(AreaCode),
    codes: Type.Array(Type.Pick(AgencyCodeShape, ['code', 'validFrom']), { minItems: 1, maxItems: 4 }),
    address: Type.Optional(Type.String({ maxLength: 300 })),
    phone: Type.Optional(Type.String({ maxLength: 30 })),
    validFrom: DateOnly(),
  }),
  answer: Type.Object({
    agency: AgencyShape,
    /** The same code in the other form, for a person to confirm. */
    proposedCodes: Type.Array(Type.String()),
  }),
  status: 201,
  problems: [
    'directory.unknown-agency',
    'directory.unknown-area',
    'directory.outside-your-agency',
    'directory.malformed-agency-code',
    'directory.agency-code-taken',
    'directory.area-does-not-fit',
  ],
});

export const listOfficers = operation({
  id: 'directory.list-officers',
  method: 'GET',
  path: '/directory/agencies/:id/officers',
  summary: 'Cán bộ, công chức đang công tác tại cơ quan',
  access: officer(),
  params: Type.Object({ id: Id() }),
  query: Type.Object({ on: On }),
  answer: Type.Object({
    officers: Type.Array(
      Type.Object({
        id: Id(),
        name: Type.String(),
        position: Type.String(),
        rights: Type.Array(Type.String()),
        appointmentId: Id(),
      }),
    ),
  }),
  problems: ['directory.unknown-agency'],
});

export const appointOfficer = operation({
  id: 'directory.appoint-officer',
  method: 'POST',
  path: '/directory/agencies/:id/appointments',
  summary: 'Bố trí cán bộ, công chức vào vị trí công tác và giao quyền',
  description: 'Without officerId a new officer is entered under the given name.',
  access: officer('directory.manage'),
  params: Type.Object({ id: Id() }),
  body: Type.Object({
    officerId: Type.Optional(Id()),
    name: Type.Optional(Text(100)),
    position: Text(150, { description: 'A free post of this name with these rights is filled, else one is made' }),
    rights: Type.Array(RightShape, { uniqueItems: true, maxItems: 20 }),
    decision: Type.Optional(Type.String({ maxLength: 100 })),
    validFrom: DateOnly(),
    validTo: Type.Optional(DateOnly()),
  }),
  answer: AppointmentShape,
  status: 201,
  problems: [
    'directory.unknown-agency',
    'directory.unknown-officer',
    'directory.outside-your-agency',
    'directory.right-not-yours-to-give',
    'directory.not-yourself',
    'directory.already-appointed',
    'directory.ends-before-it-begins',
    'directory.name-needed',
  ],
});

export const endAppointment = operation({
  id: 'directory.end-appointment',
  method: 'POST',
  path: '/directory/appointments/:id/end',
  summary: 'Kết thúc việc bố trí công tác',
  access: officer('directory.manage'),
  params: Type.Object({ id: Id() }),
  body: Type.Object({ lastDay: DateOnly() }),
  answer: AppointmentShape,
  problems: [
    'directory.unknown-appointment',
    'directory.outside-your-agency',
    'directory.appointment-ended',
    'directory.ends-before-it-begins',
    'directory.not-yourself',
  ],
});
