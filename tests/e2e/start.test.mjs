import assert from 'node:assert/strict';
import { pageTest } from './harness.mjs';
import { editor } from './person.mjs';

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

pageTest('a page whose catalogue has not arrived says so, and keeps its address', async ({ page, open, problems }) => {
  await page.route('**/library-*.js', (route) => route.abort());
  await open('#/chess');
  await editor(page).getByText('The program chess did not arrive').waitFor();
  await page.unroute('**/library-*.js');
  await page.reload();
  await editor(page).getByText('A champion plays').waitFor();
  problems.length = 0;
});
