import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listPosts } from '#modules/directory/contract.ts';
import { listIncoming, listRegister } from '#modules/documents/contract.ts';
import { vnDate } from '#platform/time.ts';
import { demoAgency, demoOfficer } from '#seeds/demo/index.ts';
import { loadPosts, VACANT } from '../../src/worlds/load-posts.ts';
import { startHouse, type WholeHouse } from './house.ts';

let house: WholeHouse;
before(async () => {
  house = await startHouse();
});
after(() => house?.close());

const ward = { params: { id: demoAgency('phuong-phan-dinh-phung').id }, query: {} };

test('at the demo ward a post is vacant with a letter in it, and somebody stands in for the clerk; loaded again nothing changes', async () => {
  const chair = await house.as({ officerId: demoOfficer('le-minh-quang').id });
  const { posts } = await chair.get(listPosts, ward);
  const vacant = posts.filter((one) => one.vacant);
  assert.deepEqual(
    vacant.map(({ name }) => name),
    [VACANT],
  );
  const { rows } = await chair.get(listIncoming, { query: { shelf: 'vacant' } });
  assert.deepEqual(
    rows.map(({ notation }) => notation),
    ['04/TDP'],
  );
  const clerks = posts.find(({ holders }) => holders.some(({ kind }) => kind === 'stand-in'));
  assert.deepEqual(
    clerks?.holders.map(({ name, kind }) => [name, kind]),
    [
      ['Phùng Thị Nhài', 'full'],
      ['Triệu Văn Quý', 'stand-in'],
    ],
  );
  await loadPosts(house.house, house.node.deps);
  assert.deepEqual((await chair.get(listPosts, ward)).posts, posts);
});

test('what the demo world sends over the axis stands in the registers of both sides', async () => {
  const sender = await house.as({ officerId: demoOfficer('la-van-dong').id });
  const receiver = await house.as({ officerId: demoOfficer('phung-thi-nhai').id });
  const query = { year: Number(vnDate(new Date()).slice(0, 4)) };
  const sent = await sender.get(listRegister, { params: { book: 'out' }, query });
  const [line] = sent.lines;
  assert.equal(line?.notation, '01/STP-HCTP');
  const { rows } = await receiver.get(listIncoming, { query: { shelf: 'to-register' } });
  assert.deepEqual(
    rows.map(({ notation, subject }) => [notation, subject]),
    [[line?.notation, line?.subject]],
  );
});
