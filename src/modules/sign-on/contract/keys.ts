import { Type } from 'typebox';
import { officer, toSign } from '#platform/access.ts';
import { operation } from '#platform/operation.ts';

export const rotateKeys = operation({
  id: 'sign-on.rotate-keys',
  method: 'POST',
  path: '/sign-on/keys/rotation',
  summary: 'Đổi ngay khóa ký của hệ thống đăng nhập',
  description:
    'The published next key signs from now on; the old one stays published until its tokens are over. For an officer of the national body.',
  access: officer('sign-on.approve', toSign),
  answer: Type.Object({ rotated: Type.Array(Type.String({ description: 'Algorithms whose key changed' })) }),
  problems: ['sign-on.national-only'],
});
