import { Type } from 'typebox';
import { officer } from '#platform/access.ts';
import { operation, Text } from '#platform/operation.ts';
import { ABBREVIATION } from '../notation.ts';

export const setStyle = operation({
  id: 'documents.set-style',
  method: 'PUT',
  path: '/documents/style',
  summary: 'Đặt tên viết tắt và địa danh ghi trên văn bản của cơ quan',
  access: officer('documents.clerk'),
  body: Type.Object({ abbreviation: Text(30), place: Text(100) }),
  answer: Type.Object({ abbreviation: Type.String(), place: Type.String() }),
  problems: ['documents.style-incorrect'],
});

export const getStyle = operation({
  id: 'documents.get-style',
  method: 'GET',
  path: '/documents/style',
  summary: 'Tên viết tắt và địa danh ghi trên văn bản của cơ quan',
  access: officer(),
  answer: Type.Object({ abbreviation: Type.String(), place: Type.String() }),
});

export const abbreviationPattern = new RegExp(ABBREVIATION, 'u');
