import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { PageApi } from '#platform/web/api.ts';
import { actOnDossier } from '../ui/staff/act-on-dossier.ts';
import { doneWords } from '../ui/staff/words.ts';

/** A page's api that notes which operation was asked for. */
function noting(called: string[]): PageApi {
  const api = {
    locale: 'vi' as const,
    requestId: 'r',
    try: async (operation: { id: string }) => {
      called.push(operation.id);
      return { ok: true as const, answer: {} };
    },
  };
  return api as unknown as PageApi;
}

const formOf = (viec: string) => {
  const form = new FormData();
  if (viec) form.set('viec', viec);
  return form;
};

test('each button of the dossier page does one thing and says what it did', async () => {
  const page = ['action-forms.tsx', 'dossier.tsx'].map((name) =>
    readFileSync(new URL(`../ui/staff/${name}`, import.meta.url), 'utf8'),
  );
  const buttons = [...page.join('').matchAll(/name="viec" value="([^"]+)"/gu)].map((match) => match[1] ?? '');
  assert.equal(buttons.length, 7);
  const done = doneWords('vi');
  assert.deepEqual(buttons.toSorted(), Object.keys(done).toSorted());
  const called: string[] = [];
  for (const viec of buttons) await actOnDossier(noting(called), 'id', formOf(viec));
  assert.equal(new Set(called).size, buttons.length, 'no two buttons do the same');
  for (const silent of ['phan-cong', 'ghi-chu', 'tra-ket-qua'] as const)
    assert.doesNotMatch(done[silent], /và báo/u, 'nobody is told of it');
});

test('an unknown or missing action does nothing', async () => {
  for (const viec of ['', 'xoa-het', 'toString']) {
    const called: string[] = [];
    const tried = await actOnDossier(noting(called), 'id', formOf(viec));
    assert.equal(tried.ok ? 'ok' : tried.problem.code, 'counter.unknown-action');
    assert.deepEqual(called, []);
  }
});
