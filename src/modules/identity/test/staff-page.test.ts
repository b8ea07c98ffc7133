import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { ServerBuild } from 'react-router';
import { createClient } from '#platform/client.ts';
import type { TestNode } from '#test/world/node.ts';
import { whoAmI } from '../contract.ts';
import {
  enter,
  lastCode,
  officerId,
  officerName,
  officerPassword,
  signedIn,
  startIdentity,
  type IdentityWorld,
} from './world.ts';

const posts = ['1', '2'].map((n) => ({
  id: `0199aaaa-0000-7000-8000-00000000001${n}`,
  agencyId: `0199aaaa-0000-7000-8000-00000000002${n}`,
  position: `Vị trí thứ ${n}`,
  rights: n === '1' ? ['counter.accept'] : ['civil-status.register'],
}));
const agencyOf = (id: string) => ({ id, name: `Cơ quan ${id.slice(-1)}` });
const name = officerName;
let node: TestNode;
let world: IdentityWorld;

before(async () => {
  const build = new URL('../../../../build/', import.meta.url);
  const server = new URL('server/index.js', build);
  assert.ok(existsSync(fileURLToPath(server)), 'The pages are not built: npm run build');
  world = await startIdentity({
    with: {
      directory: {
        officersWith: async () => [],
        getOfficer: async () => ({ name }),
        getAgency: async (id) => agencyOf(id),
        listAgencies: async () => posts.map((post) => agencyOf(post.agencyId)),
        listOfficers: async (agencyId) =>
          posts
            .filter((post) => post.agencyId === agencyId)
            .map((post) => ({ id: officerId, name, position: post.position, appointmentId: post.id })),
        appointmentsOf: async () => posts,
      },
    },
    pages: {
      server: (await import(server.href)) as ServerBuild,
      clientDir: new URL('client/', build),
      mode: 'production',
    },
  });
  ({ node } = world);
});
after(() => world?.close());

test('the sign-in page lists the posts of an agency, and signs in with the one chosen', async () => {
  for (const post of posts) {
    const path = `/can-bo/dang-nhap?co-quan=${post.agencyId}`;
    const page = await (await node.fetch(path)).text();
    const choices = [...page.matchAll(/name="officerId"[^>]*value="([^"]+)"/g)].map(([, value]) => value);
    assert.deepEqual(choices, [`${officerId} ${post.id}`]);
    assert.match(page, new RegExp(post.position, 'u'));
    const send = (password: string) =>
      node.fetch(path, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: node.url, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ officerId: choices[0] ?? '', password }).toString(),
      });
    const wrong = await send('000000');
    assert.equal(wrong.status, 401);
    assert.match(await wrong.text(), /checked/u, 'the choice is kept when the code was wrong');
    const right = await send('654321');
    assert.equal(right.status, 302);
    const second = right.headers.get('location') ?? '';
    assert.match(second, /^\/dang-nhap\/buoc-hai\?.*da-gui=sms-code/, 'the code is under way already');
    const begun = cookiesOf(right);
    const asked = await (await node.fetch(second, { headers: { cookie: begun } })).text();
    assert.match(asked, /vừa được gửi tới điện thoại/u);
    const confirm = (proof: string) =>
      node.fetch(second, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: node.url, 'content-type': 'application/x-www-form-urlencoded', cookie: begun },
        body: new URLSearchParams({ kind: 'sms-code', intent: 'confirm', proof }).toString(),
      });
    assert.equal((await confirm('')).status, 422);
    const code = await lastCode(node);
    assert.equal((await confirm(code === '000000' ? '000001' : '000000')).status, 401);
    const entered = await confirm(code);
    assert.equal(entered.status, 302);
    // The session is this browser's: the device cookie goes with it.
    const cookie = `${begun}; ${cookiesOf(entered)}`;
    const me = await createClient(node.url, () => ({ cookie })).get(whoAmI, {});
    assert.deepEqual([me.agencyId, me.position, me.rights], [post.agencyId, post.position, post.rights]);
  }
});

test('one more proof in place: wrong is said at the box, right leads back to where the officer was', async () => {
  const cookie = `lt_session=${signedIn(await enter(node, { officerId, appointmentId: posts[0]?.id ?? '', code: officerPassword })).token}`;
  const path = '/dang-nhap/xac-nhan?muc=2&trong=0&ve=%2Fcan-bo%2Fho-so%3Fq%3D1';
  const send = (fields: Record<string, string>) =>
    node.fetch(path, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: node.url, 'content-type': 'application/x-www-form-urlencoded', cookie },
      body: new URLSearchParams(fields).toString(),
    });
  const page = await (await node.fetch(path, { headers: { cookie } })).text();
  assert.match(page, /Nhập mật khẩu/u);
  assert.match(page, /cach=sms-code/u, 'the other way is a link');
  const wrong = await send({ kind: 'password', intent: 'confirm', proof: 'sai' });
  assert.equal(wrong.status, 401);
  assert.match(await wrong.text(), /chưa đúng/u);
  const sent = await send({ kind: 'sms-code', intent: 'send' });
  assert.match(sent.headers.get('location') ?? '', /da-gui=sms-code/);
  const right = await send({ kind: 'sms-code', intent: 'confirm', proof: await lastCode(node) });
  assert.deepEqual([right.status, right.headers.get('location')], [302, '/can-bo/ho-so?q=1']);
  const enough = await node.fetch(path.replace('trong=0', 'trong=5'), { redirect: 'manual', headers: { cookie } });
  assert.equal(enough.headers.get('location'), '/can-bo/ho-so?q=1', 'nothing is asked that is known already');
  const away = await node.fetch('/dang-nhap/xac-nhan?muc=1&ve=%2F%2Fevil.example', {
    redirect: 'manual',
    headers: { cookie },
  });
  assert.equal(away.headers.get('location'), '/');
});

const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
