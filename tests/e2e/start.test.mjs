import assert from 'node:assert/strict';
import { pageTest } from './harness.mjs';

pageTest('the page starts under any path and loads nothing from elsewhere', async ({ page, open, site }) => {
  const loaded = [];
  page.on('request', (request) => loaded.push(request.url()));
  await open();
  assert.equal(await page.title(), 'Interleave');
  assert.deepEqual(loaded.filter((address) => !address.startsWith(site)), []);
  assert.ok(loaded.some((address) => address.endsWith('.wasm')), 'the program itself was loaded');
});

pageTest('a page whose program cannot be loaded says so', async ({ page, open, problems }) => {
  await page.route('**/*.wasm', (route) => route.abort());
  await open();
  await page.getByRole('alert').getByText('Interleave could not start').waitFor();
  problems.length = 0;
});
