// Giving a program away: links, texts to copy, files, and the page without a network.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { CATALOGUE, cardName, escape } from '../../xtask/catalogue.mjs';
import { CONTENT_TYPES } from '../../xtask/content_types.mjs';
import { pageTest } from './harness.mjs';
import { cursor, editor, expectTotals, findingsOfAxe, lanesOf, openTab, output, placeIn, write, writeAndRun } from './person.mjs';

const DIST = new URL('../../dist/', import.meta.url);
const TWICE = 'import asyncio\nasync def main():\n    await asyncio.sleep(2)\n    await asyncio.sleep(1)\nasyncio.run(main())\n';

const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

pageTest('a link carries the program and how it is looked at', async ({ page, open, site }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await open();
  await writeAndRun(page, TWICE);
  await expectTotals(page, { Main: 3 });
  const place = await placeIn(page, 'Main', 0.5, 0);
  await page.mouse.click(place.x, place.y);
  await openTab(page, 'Findings');
  await cursor(page).waitFor();
  const where = await cursor(page).getAttribute('aria-valuetext');
  const share = page.getByRole('button', { name: 'Share' });
  const title = await share.getAttribute('title');
  await share.click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const link = await clipboard(page);
  assert.ok(link.startsWith(`${site}#2`), link);
  assert.equal(title, `A link of ${link.length} characters`);

  await page.goto('about:blank');
  // As a chat program hands it on.
  await page.goto(`${link}%3E.`);
  await expectTotals(page, { Main: 3 });
  assert.equal(await cursor(page).getAttribute('aria-valuetext'), where);
  assert.equal(await page.getByRole('tab', { name: 'Findings' }).getAttribute('aria-selected'), 'true');
});

pageTest('a link carries which runs are hidden and what its author says', async ({ page, open, site }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await open('#/three-ways');
  await expectTotals(page, { 'One by one': 3 });
  await page.getByRole('button', { name: 'Hide One by one' }).click();
  await lanesOf(page, 'One by one').waitFor({ state: 'hidden' });
  await page.getByRole('textbox', { name: 'Note' }).fill('Which of these\nfails first?');
  assert.deepEqual(await findingsOfAxe(page), []);
  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Timelines as SVG' }).click()]);
  const svg = await readFile(await download.path(), 'utf8');
  assert.ok(svg.includes('Gathered') && !svg.includes('One by one'), 'it is saved as it is shown');
  await page.getByRole('button', { name: 'Code without scripts' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const frame = /src="([^"]+)"/.exec(await clipboard(page))[1];
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const link = await clipboard(page);
  assert.ok(link.startsWith(`${site}#2`), link);

  await page.goto('about:blank');
  await page.goto(link);
  // The total stands, and the axis is that of the runs that are drawn.
  await expectTotals(page, { 'One by one': 3, Gathered: 1.5 });
  assert.equal(await lanesOf(page, 'One by one').count(), 0);
  assert.equal(await page.getByRole('textbox', { name: 'Note' }).inputValue(), 'Which of these\nfails first?');
  // Where it is seen at once, not only where it is written.
  await page.getByRole('region', { name: 'Timelines' }).getByText('fails first?').waitFor();
  await page.getByRole('button', { name: 'Show One by one' }).click();
  await lanesOf(page, 'One by one').waitFor();

  await page.goto(frame);
  await expectTotals(page, { Gathered: 1.5 });
  await page.getByText('fails first?').waitFor();
  await page.goto(frame.replace('?embed', '?embed&view=code'));
  await editor(page).waitFor();
  await page.getByText('fails first?').waitFor();
  assert.equal(await page.getByRole('list', { name: 'Totals' }).count(), 0);
  await page.goto(frame);
  await expectTotals(page, { Gathered: 1.5 });
  // So does who goes on from there.
  const further = await page.getByRole('link', { name: 'Open in Interleave' }).getAttribute('href');
  assert.equal(further, frame.replace('?embed', ''));
  assert.equal(await lanesOf(page, 'One by one').count(), 0);
});

pageTest('a program of the catalogue has a page that shows a card and leads to it', async ({ page, site }) => {
  for (const scenario of CATALOGUE) {
    const name = scenario.id.replaceAll('_', '-');
    const html = await readFile(new URL(`s/${name}/index.html`, DIST), 'utf8');
    const [, title] = /property="og:title" content="([^"]+)"/.exec(html);
    assert.equal(title, escape(scenario.title));
    const [, image] = /property="og:image" content="([^"]+)"/.exec(html);
    // `cargo xtask cards` draws those that are missing.
    const card = await readFile(new URL(`cards/${cardName(scenario)}`, DIST));
    assert.ok(image.endsWith(`cards/${cardName(scenario)}`), image);
    assert.deepEqual([card.readUInt32BE(16), card.readUInt32BE(20)], [1200, 630]);
  }
  await page.goto(`${site}s/chess/`);
  await page.waitForURL(`${site}#/chess`);
  await expectTotals(page, { Interleaved: 3600 });
});

pageTest('a program of the catalogue has a short name, until it is changed', async ({ page, open, site }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await open('#/chess');
  await expectTotals(page, { 'One by one': 12 * 3600, Interleaved: 3600 });
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  assert.equal(await clipboard(page), `${site}#/chess`);
  await page.getByRole('combobox', { name: 'Scenario' }).selectOption('One by one, gather, TaskGroup');
  await page.waitForURL(`${site}#/three-ways`);
  await page.goBack();
  await expectTotals(page, { 'One by one': 12 * 3600 });
  await page.goForward();
  await expectTotals(page, { 'One by one': 3 });
  await write(page, 'print("mine")\n');
  await page.waitForURL(/#1[\w-]+$/);
});

pageTest('a name that is not in the catalogue is told', async ({ page, open }) => {
  await open('#/no-such-thing');
  await page.getByRole('alert').getByText('The link names a program that is not in the catalogue').waitFor();
});

pageTest('a long link is shown with advice, one that is too long is not given', async ({ page, open }) => {
  await open();
  // What cannot be made shorter.
  const noise = (length) => `"""${Array.from({ length }, (_, at) => (Math.imul(at + 1, 2654435761) >>> 9).toString(36)).join('')}"""\n`;
  await write(page, noise(700));
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: 'The link of this program' });
  await dialog.getByText(/cut a link after 2,000/).waitFor();
  assert.match(await dialog.getByRole('textbox').inputValue(), /#1[\w-]{2000,}$/);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await write(page, noise(12_000));
  await page.getByRole('button', { name: 'Share' }).click();
  await dialog.getByText(/Save the program by Export/).waitFor();
  assert.equal(await dialog.getByRole('textbox').count(), 0);
});

pageTest('code for other pages and Markdown can be copied', async ({ page, open, site }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await open();
  await expectTotals(page, { Gathered: 1.5 });
  await page.getByRole('button', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  const copied = async (name) => {
    await dialog.getByRole('button', { name }).click();
    await dialog.getByRole('button', { name: 'Copied' }).waitFor();
    await dialog.getByRole('button', { name }).waitFor();
    return clipboard(page);
  };
  assert.deepEqual(await findingsOfAxe(page), []);
  const element = await copied('Code for your page');
  assert.equal(element, `<script type="module" src="${site}embed.js"></script>\n<interleave-playground scenario="three-ways"></interleave-playground>\n`);
  assert.ok((await copied('Code without scripts')).startsWith(`<iframe src="${site}?embed#/three-ways"`));
  const markdown = await copied('Markdown with picture');
  assert.ok(markdown.startsWith('[![Timelines: One by one 3.00 s'), markdown);
  assert.ok(markdown.includes(`](timelines.svg)](${site}#/three-ways)`), markdown);
});

pageTest('the program, its timelines and its trace can be saved', async ({ page, open }) => {
  await open();
  await expectTotals(page, { Gathered: 1.5 });
  await page.getByRole('button', { name: 'Export' }).click();
  const saved = async (button, name) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button, exact: true }).click()]);
    assert.equal(download.suggestedFilename(), name);
    return readFile(await download.path());
  };
  const scenario = await readFile(new URL('../../src/scenarios/three_ways.py', import.meta.url));
  assert.deepEqual(await saved('Program', 'program.py'), scenario);
  assert.match(String(await saved('Timelines as SVG', 'timelines.svg')), /^<svg[^]*1\.50/);
  const animation = String(await saved('Animated SVG', 'animation.svg'));
  assert.match(animation, /@keyframes/);
  assert.match(String(await saved('Timelines as text', 'timelines.txt')), /^One by one {2}3\.00 s/);
  assert.match(String(await saved('Spans as CSV', 'spans.csv')), /^run,lane,name,state/);
  assert.ok(JSON.parse(await saved('Trace for Perfetto', 'trace.json')).traceEvents.length > 10);
  const points = await saved('Timelines as PNG', 'timelines.png');
  assert.equal(points.subarray(1, 4).toString(), 'PNG');
  assert.equal(points.readUInt32BE(16), 1920);

  // Played by a browser: what happens later comes into sight later; all of it is there for those who want nothing to move.
  const moving = () => page.evaluate(() => document.getAnimations().length);
  await page.setContent(animation);
  assert.ok(await moving() > 0);
  const seen = (at) => page.evaluate((milliseconds) => {
    for (const animation of document.getAnimations()) animation.currentTime = milliseconds;
    return new DOMMatrix(getComputedStyle(document.querySelector('.past')).transform).e;
  }, at);
  const [early, late] = [await seen(1000), await seen(7000)];
  assert.ok(early < late, `${early}, ${late}`);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  assert.equal(await moving(), 0);
});

pageTest('opened once, the page works without a network', async ({ page, open, problems }) => {
  await open();
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active.state !== 'activated') await new Promise((done) => active.addEventListener('statechange', done, { once: true }));
  });
  await page.context().setOffline(true);
  await page.goto('about:blank');
  await open('#/chess');
  await expectTotals(page, { Interleaved: 3600 });
  await writeAndRun(page, 'import statistics\nprint(statistics.mean([1, 2, 6]))\n');
  await output(page).getByText('3').waitFor();
  await editor(page).waitFor();
  assert.deepEqual(problems, []);
});

pageTest('a new version is announced, and comes when the reader asks for it', async ({ page, problems }) => {
  let version = 'older';
  const server = createServer(async (request, response) => {
    const name = new URL(request.url, 'http://localhost').pathname.slice(1) || 'index.html';
    let content = await readFile(new URL(name, DIST));
    if (name === 'worker.js') content = String(content).replace("const VERSION = '", `$&${version}`);
    response.writeHead(200, { 'Content-Type': CONTENT_TYPES[extname(name)] ?? 'application/octet-stream' });
    response.end(content);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const notice = page.getByRole('status').filter({ hasText: 'a new version of Interleave' });
    const visit = async () => {
      await page.goto(`http://127.0.0.1:${server.address().port}/`);
      await expectTotals(page, { Gathered: 1.5 });
      await page.evaluate(() => navigator.serviceWorker.ready);
    };
    const kept = () => page.evaluate(() => caches.keys());
    await visit();
    await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated');
    await page.reload();
    await expectTotals(page, { Gathered: 1.5 });
    assert.equal(await notice.count(), 0);
    version = 'newer';
    await page.reload();
    await notice.waitFor();
    assert.ok((await kept()).some((name) => name.includes('older')), 'the old version is there until then');
    await Promise.all([page.waitForEvent('load'), notice.getByRole('button', { name: 'Load it' }).click()]);
    await expectTotals(page, { Gathered: 1.5 });
    await page.waitForFunction(async () => (await caches.keys()).every((name) => name.includes('newer')));
    assert.equal(await notice.count(), 0);
    assert.deepEqual(problems, []);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

pageTest('the site is ready for any host', async ({ page, open }) => {
  await open();
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'(;|$)/);
  assert.equal(await page.locator('script:not([src])').count(), 0);
  assert.match(await page.locator('meta[property="og:image"]').getAttribute('content'), /card\.png$/);
  const names = await readdir(DIST);
  for (const name of names.filter((file) => /\.(wasm|js|css|html)$/.test(file))) {
    const content = await readFile(new URL(name, DIST));
    assert.ok(content.equals(brotliDecompressSync(await readFile(new URL(`${name}.br`, DIST)))), name);
    assert.ok(content.equals(gunzipSync(await readFile(new URL(`${name}.gz`, DIST)))), name);
  }
});
