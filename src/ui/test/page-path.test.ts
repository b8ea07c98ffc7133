import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pagePath } from '../frame/page-path.ts';

const path = (url: string) => pagePath({ url: `http://localhost${url}` });

test('the page itself, with its query', () => {
  assert.equal(path('/'), '/');
  assert.equal(path('/tim?q=khai+sinh'), '/tim?q=khai+sinh');
  assert.equal(path('/thu-tuc/1.001193'), '/thu-tuc/1.001193');
});

test('the page that asks for its data, not the data', () => {
  assert.equal(path('/can-bo.data?_routes=routes%2Fqueue'), '/can-bo');
  assert.equal(path('/can-bo.data?filter=mine&_routes=x'), '/can-bo?filter=mine');
  assert.equal(path('/_.data'), '/');
  assert.equal(path('/can-bo/_.data'), '/can-bo/');
});
