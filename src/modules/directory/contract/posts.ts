import { Type } from 'typebox';
import { officer } from '#platform/access.ts';
import { DateOnly, Id, operation, Text } from '#platform/operation.ts';
import { AppointmentKindShape, AppointmentShape, PostEventShape, PostShape, RightShape } from '../shapes.ts';

const one = Type.Object({ id: Id() });

export const listPosts = operation({
  id: 'directory.list-posts',
  method: 'GET',
  path: '/directory/agencies/:id/posts',
  summary: 'Vị trí công tác của cơ quan vào một ngày, người đang giữ và vị trí còn trống',
  access: officer(),
  params: one,
  query: Type.Object({ on: Type.Optional(DateOnly('The day asked about; today unless told')) }),
  answer: Type.Object({
    posts: Type.Array(PostShape),
    mayManage: Type.Boolean({ description: 'Whether whoever asks may change them' }),
  }),
  problems: ['directory.unknown-agency'],
});

export const getPost = operation({
  id: 'directory.get-post',
  method: 'GET',
  path: '/directory/posts/:id',
  summary: 'Một vị trí công tác, những người đã và đang giữ',
  access: officer(),
  params: one,
  answer: Type.Object({ post: PostShape, history: Type.Array(PostEventShape), mayManage: Type.Boolean() }),
  problems: ['directory.unknown-post'],
});

export const listManagedAgencies = operation({
  id: 'directory.list-managed-agencies',
  method: 'GET',
  path: '/directory/managed-agencies',
  summary: 'Những cơ quan mà tôi được giao quản lý vị trí công tác',
  access: officer('directory.manage'),
  answer: Type.Object({ agencies: Type.Array(Type.Object({ id: Id(), name: Type.String() })) }),
});

/** What a post is called, and where in the agency it stands. */
const naming = {
  name: Text(150),
  unit: Type.Optional(Type.String({ maxLength: 150 })),
  leadsUnit: Type.Optional(Type.Boolean()),
};

export const makePost = operation({
  id: 'directory.make-post',
  method: 'POST',
  path: '/directory/agencies/:id/posts',
  summary: 'Lập một vị trí công tác tại cơ quan, với đơn vị và quyền của vị trí',
  access: officer('directory.manage'),
  params: one,
  body: Type.Object({
    ...naming,
    rights: Type.Array(RightShape, { uniqueItems: true, maxItems: 30 }),
    validFrom: DateOnly(),
    validTo: Type.Optional(DateOnly()),
  }),
  answer: PostShape,
  status: 201,
  problems: [
    'directory.unknown-agency',
    'directory.outside-your-agency',
    'directory.right-not-yours-to-give',
    'directory.ends-before-it-begins',
    'directory.unit-has-a-leader',
  ],
});

const changing = ['directory.unknown-post', 'directory.outside-your-agency', 'directory.post-ended'] as const;

export const renamePost = operation({
  id: 'directory.rename-post',
  method: 'POST',
  path: '/directory/posts/:id/name',
  summary: 'Đổi tên hoặc đơn vị của vị trí công tác, từ nay về sau',
  access: officer('directory.manage'),
  params: one,
  body: Type.Object({
    ...naming,
  }),
  answer: PostShape,
  problems: [...changing, 'directory.unit-has-a-leader'],
});

export const endPost = operation({
  id: 'directory.end-post',
  method: 'POST',
  path: '/directory/posts/:id/end',
  summary: 'Kết thúc một vị trí công tác không còn ai giữ',
  access: officer('directory.manage'),
  params: one,
  body: Type.Object({ lastDay: DateOnly() }),
  answer: PostShape,
  problems: [...changing, 'directory.ends-before-it-begins', 'directory.post-held'],
});

export const appointToPost = operation({
  id: 'directory.appoint-to-post',
  method: 'POST',
  path: '/directory/posts/:id/appointments',
  summary: 'Bố trí người vào vị trí công tác: chính thức, quyền, phụ trách hoặc tạm thay người vắng',
  description:
    'Without officerId a new officer is entered under the given name. A stand-in names the appointment it stands in for and has an end.',
  access: officer('directory.manage'),
  params: one,
  body: Type.Object({
    officerId: Type.Optional(Id()),
    name: Type.Optional(Text(100)),
    kind: AppointmentKindShape,
    standsInFor: Type.Optional(Id()),
    decision: Type.Optional(Type.String({ maxLength: 100 })),
    validFrom: DateOnly(),
    validTo: Type.Optional(DateOnly()),
  }),
  answer: AppointmentShape,
  status: 201,
  problems: [
    ...changing,
    'directory.unknown-officer',
    'directory.right-not-yours-to-give',
    'directory.not-yourself',
    'directory.already-appointed',
    'directory.post-taken',
    'directory.before-the-post',
    'directory.ends-before-it-begins',
    'directory.stand-in-needs-an-end',
    'directory.nobody-to-stand-in-for',
    'directory.name-needed',
  ],
});
