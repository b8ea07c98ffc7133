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
  'plain-http': {
    status: 422,
    vi: 'Địa chỉ {url} không dùng HTTPS, nên nút này không gọi đến đó.',
    en: 'The address {url} is not HTTPS, so this node does not call it.',
  },
});
