import { defineProblems } from '#platform/problem.ts';

export const evidenceProblem = defineProblems('evidence', {
  'other-agency': {
    status: 403,
    vi: 'Lịch sử này không thuộc cơ quan của ông/bà. Chỉ người được giao quyền xem trong phạm vi cả nước mới xem được.',
    en: 'This history is not of your agency. Only those with the right to see the whole country may read it.',
  },
});
