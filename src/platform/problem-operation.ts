import { Type } from 'typebox';
import { anyone } from './access.ts';
import { operation, serve, Words } from './operation.ts';
import { findProblemText, platformProblem } from './problem.ts';

/** What a refusal's code means: the `type` of every problem document leads here. */
export const describeProblem = operation({
  id: 'platform.describe-problem',
  method: 'GET',
  path: '/problems/:code',
  summary: 'Ý nghĩa của một mã từ chối',
  access: anyone(),
  params: Type.Object({ code: Type.String({ maxLength: 100 }) }),
  answer: Type.Object({ code: Type.String(), status: Type.Integer(), text: Words }),
});

export const describeProblemServed = serve(describeProblem, ({ params: { code } }) => {
  const text = findProblemText(code);
  if (!text) throw platformProblem('not-found');
  return { code, status: text.status, text: { vi: text.vi, en: text.en } };
});
