// Seeing the loop: the cursor, steps, playing, what happened, what there is to notice, and changing the program in the picture.

import assert from 'node:assert/strict';
import { DESKTOP, PHONE, pageTest, screenshots } from './harness.mjs';
import {
  cursor, editor, expectTotals, lanesOf, openTab, output, placeIn, scenario, writeAndRun,
} from './person.mjs';

const SIZES = {
  desktop: { viewport: DESKTOP },
  phone: { viewport: PHONE, hasTouch: true, isMobile: true },
};

/** A test at both sizes. */
function everywhere(name, body) {
  for (const [size, options] of Object.entries(SIZES)) {
    pageTest(`${name} (${size})`, options, (tools) => body({ ...tools, size }));
  }
}

/** Opens the page and waits for the picture. */
async function begin({ page, open }) {
  await open();
  await expectTotals(page, { 'One by one': 3, Gathered: 1.5, 'Task group': 1.5 });
  await editor(page).waitFor();
}

/** Points at a place and chooses it, by mouse or finger. */
async function choose(page, size, place) {
  if (size === 'phone') await page.touchscreen.tap(place.x, place.y);
  else await page.mouse.click(place.x, place.y);
}

everywhere('the words say why one by one takes 3 s and gather 1.5 s', async (tools) => {
  await begin(tools);
  const { page } = tools;
  await page.getByText('Each wait began only when the one before had ended, so they add up.').waitFor();
  await page.getByText('1.5 s: waited 1.5 s for fetch(\'mail\', 1.5). The waits overlapped, so 3 s of waiting took only 1.5 s.').first().waitFor();
  await page.getByRole('button', { name: 'Help and keys' }).click();
  const sheet = page.getByRole('dialog', { name: 'Help and keys' });
  await sheet.getByText('Why gather takes less.').waitFor();
  await screenshots(page, `help-${tools.size}`);
  await sheet.getByRole('button', { name: 'Close' }).click();
  await sheet.waitFor({ state: 'hidden' });
});

everywhere('the cursor is put into the lanes, and the loop is told there', async (tools) => {
  await begin(tools);
  const { page, size } = tools;
  await lanesOf(page, 'Gathered').scrollIntoViewIfNeeded();
  await choose(page, size, await placeIn(page, 'Gathered', 0.35, 3));
  await cursor(page).waitFor();
  const panel = await openTab(page, 'Loop');
  await panel.getByText('nobody: the loop sleeps until').waitFor();
  await panel.getByText('empty: nobody could run').waitFor();
  await panel.getByText(/sleep 1\.5 s of fetch\('mail', 1\.5\), in/).waitFor();
  await panel.getByRole('button', { name: 'gathered()' }).waitFor();
  await panel.getByText('└ fetch()').first().waitFor();
  await page.locator('.cm-line.cm-marked-line').getByText('await asyncio.sleep(seconds)').waitFor();
  await page.locator('.cm-line.cm-marked-line').getByText('await asyncio.gather(').waitFor();
  await screenshots(page, `loop-${size}`);
});

everywhere('the cursor goes through time by dragging and by keys, and output follows it', async (tools) => {
  await begin(tools);
  const { page } = tools;
  const ruler = await page.locator('.ruler').boundingBox();
  const y = ruler.y + ruler.height / 2;
  await page.mouse.move(ruler.x + ruler.width * 0.3, y);
  await page.mouse.down();
  await page.mouse.move(ruler.x + ruler.width * 0.4, y, { steps: 4 });
  await page.mouse.move(ruler.x + ruler.width * 0.5, y, { steps: 4 });
  await page.mouse.up();
  const at = async () => Number(await cursor(page).getAttribute('aria-valuenow'));
  const dragged = await at();
  assert.ok(dragged > 0.5 && dragged < 2.5, `at ${dragged} s`);
  await cursor(page).focus();
  await page.keyboard.press('ArrowRight');
  assert.ok((await at()) > dragged);
  await page.keyboard.press('Home');
  assert.equal(await at(), 0);
  await output(page).getByText('9 more after the cursor.').waitFor();
  await page.keyboard.press('End');
  assert.equal(await at(), 3);
  assert.equal(await output(page).getByText('is here').count(), 9);
  await page.keyboard.press('Home');
  await output(page).getByRole('button', { name: 'Show all' }).click();
  assert.equal(await output(page).getByText('is here').count(), 9);
  assert.equal(await cursor(page).count(), 0);
});

everywhere('steps go forwards and backwards, by each stride', async (tools) => {
  await begin(tools);
  const { page } = tools;
  const where = page.getByRole('group', { name: 'Cursor' }).getByRole('status');
  const forward = page.getByRole('button', { name: 'Step forward' });
  const back = page.getByRole('button', { name: 'Step back' });
  await forward.click();
  await where.getByText('One by one at 0 s').waitFor();
  await page.getByRole('combobox', { name: 'Step by' }).selectOption('by task switch');
  await forward.click();
  await where.getByText('One by one at 3 s').waitFor();
  await forward.click();
  await where.getByText('Gathered at 0 s').waitFor();
  const panel = await openTab(page, 'Loop');
  await panel.getByText('gathered()').first().waitFor();
  await forward.click();
  await panel.getByText("fetch('maps', 0.5)").first().waitFor();
  await back.click();
  await back.click();
  await where.getByText('One by one at 3 s').waitFor();
});

everywhere('what is told of the loop changes with each step, and the timelines stay where they are', async (tools) => {
  await begin(tools);
  const { page } = tools;
  const panel = await openTab(page, 'Loop');
  const forward = page.getByRole('button', { name: 'Step forward' });
  await forward.click();
  const told = new Set();
  const height = async () => (await page.getByRole('region', { name: 'Details' }).boundingBox()).height;
  const before = await height();
  for (let step = 0; step < 12; step += 1) {
    await forward.click();
    told.add(await panel.innerText());
    assert.equal(await height(), before);
  }
  assert.ok(told.size > 6);
});

pageTest('of many that wait for their turn the first are shown, and how many there are beside', async (tools) => {
  await begin(tools);
  const { page } = tools;
  await writeAndRun(page, [
    'import asyncio',
    'async def work(n):',
    '    await asyncio.sleep(1)',
    'async def main():',
    '    await asyncio.gather(*map(work, range(300)))',
    'asyncio.run(main())',
  ].join('\n'));
  await expectTotals(page, { Main: 1 });
  const panel = await openTab(page, 'Loop');
  // The second callback is the first of the children.
  for (let step = 0; step < 2; step += 1) await page.getByRole('button', { name: 'Step forward' }).click();
  await panel.getByText('… and 279 more').waitFor();
  assert.equal(await panel.getByRole('listitem').getByText('work(20)', { exact: true }).count(), 2);
  await panel.getByText(/^… and \d+ more$/).nth(1).waitFor();
});

pageTest('the keys step, play and open their sheet', async (tools) => {
  await begin(tools);
  const { page } = tools;
  await page.getByRole('heading', { name: 'Interleave' }).click();
  const where = page.getByRole('group', { name: 'Cursor' }).getByRole('status');
  await page.keyboard.press('w');
  await where.getByText('One by one at 500 ms').waitFor();
  await page.keyboard.press('w');
  await where.getByText('One by one at 1.5 s').waitFor();
  await page.keyboard.press('W');
  await where.getByText('One by one at 500 ms').waitFor();
  await page.keyboard.press('n');
  await page.locator('.cm-line.cm-marked-line').getByText('print(name, "is here")').waitFor();
  await page.keyboard.press('n');
  await page.locator('.cm-line.cm-marked-line').getByText('await fetch("maps", 0.5)').waitFor();
  await page.keyboard.press('n');
  await page.locator('.cm-line.cm-marked-line').getByText('await fetch("news", 1.0)').waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Help and keys' }).getByText('one pass of the loop').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Help and keys' }).waitFor({ state: 'hidden' });
  await page.keyboard.press('Escape');
  await cursor(page).waitFor({ state: 'detached' });
  // Where one types, they are letters.
  await editor(page).click();
  await page.keyboard.type('w');
  assert.equal(await cursor(page).count(), 0);
});

for (const reducedMotion of ['no-preference', 'reduce']) {
  pageTest(`playing moves the cursor to the end (motion: ${reducedMotion})`, { reducedMotion }, async (tools) => {
    await begin(tools);
    const { page } = tools;
    await page.getByRole('combobox', { name: 'Pace' }).selectOption('×5');
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.getByRole('button', { name: 'Play' }).waitFor();
    assert.equal(Number(await cursor(page).getAttribute('aria-valuenow')), 3);
  });
}

everywhere('what happened to the children of both runs can be compared', async (tools) => {
  const { page, open, size } = tools;
  await open();
  await editor(page).waitFor();
  await page.getByRole('combobox', { name: 'Scenario' }).selectOption('A child that fails');
  await expectTotals(page, { Gathered: 1.5, 'Task group': 1.5 });
  const panel = await openTab(page, 'What happened');
  const table = panel.getByRole('table', { name: 'How each child ended in each run' });
  const row = (name) => table.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
  const cells = (name) => row(name).getByRole('cell').allInnerTexts();
  assert.deepEqual(await cells("fetch('maps', 1.0)"), ['✓returned at 1 s', '⊘cancelled at 500 ms']);
  assert.deepEqual(await cells("fetch('news', 2.0)"), ['…still running at 1.5 s, when the run ended', '⊘cancelled at 500 ms']);
  await panel.getByText('Asked to stop by its TaskGroup, because').first().waitFor();
  await panel.getByText('printed “maps was cancelled”').waitFor();
  await screenshots(page, `happened-${size}`);
});

everywhere('what is likely a mistake is found, and leads to its place', async (tools) => {
  const { page, open, size } = tools;
  await open();
  await editor(page).waitFor();
  await page.getByRole('combobox', { name: 'Scenario' }).selectOption('time.sleep against asyncio.sleep');
  await expectTotals(page, { 'All rude': 1.5 });
  const panel = await openTab(page, /^Findings/);
  await panel.getByRole('heading', { name: 'The loop was blocked' }).waitFor();
  await panel.getByText(/Use await asyncio\.sleep/).waitFor();
  await screenshots(page, `findings-${size}`);
  await panel.getByRole('button', { name: 'line 12, at 0 s' }).click();
  await page.getByRole('group', { name: 'Cursor' }).getByText('All rude at 0 s').waitFor();
});

pageTest('wake-ups of the span that is pointed at are shown', async (tools) => {
  await begin(tools);
  const { page } = tools;
  const arrows = () => page.locator('.over .wake-up').count();
  assert.equal(await arrows(), 0);
  const { x, y } = await placeIn(page, 'Gathered', 0.3, 0);
  await page.mouse.move(x, y);
  await page.getByRole('status').getByText("woken when fetch('mail', 1.5) had ended").waitFor();
  assert.ok((await arrows()) > 0);
});

everywhere('a stretch of time is measured', async (tools) => {
  await begin(tools);
  const { page } = tools;
  await page.getByRole('button', { name: 'Measure' }).click();
  await lanesOf(page, 'One by one').scrollIntoViewIfNeeded();
  const from = await placeIn(page, 'One by one', 0.3, 0);
  const to = await placeIn(page, 'One by one', 0.7, 0);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.mouse.up();
  const where = page.getByRole('group', { name: 'Cursor' }).getByRole('status');
  await where.getByText(/^\S+ m?s – \S+ s: [\d.]+ s$/).waitFor();
  await where.getByRole('button', { name: 'Zoom to it' }).click();
  await page.getByRole('button', { name: 'Fit' }).waitFor();
  await where.getByRole('button', { name: 'Measure no more' }).click();
});

pageTest('the length of what is measured and the time of the cursor do not cover each other', async (tools) => {
  await begin(tools);
  const { page } = tools;
  await page.getByRole('button', { name: 'Measure' }).click();
  const place = (share) => placeIn(page, 'Gathered', share, 0);
  const [from, to] = [await place(0.3), await place(0.8)];
  for (const share of [0.5, 0.55, 0.6]) {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 5 });
    await page.mouse.up();
    const at = await place(share);
    await page.mouse.click(at.x, at.y);
    await cursor(page).waitFor();
    await page.mouse.move(5, 5);
    const [time, length] = [await cursor(page).locator('.chip').boundingBox(), await page.locator('.selection .chip').boundingBox()];
    assert.ok(time.x + time.width <= length.x || length.x + length.width <= time.x, `at ${share}`);
  }
});

everywhere('the lanes below one are folded and shown again', async (tools) => {
  await begin(tools);
  const { page, size } = tools;
  const lanes = lanesOf(page, 'Gathered');
  await lanes.scrollIntoViewIfNeeded();
  const height = async () => (await lanes.boundingBox()).height;
  const before = await height();
  const sign = await lanes.locator('.fold').first().boundingBox();
  await choose(page, size, { x: sign.x + sign.width / 2, y: sign.y + sign.height / 2 });
  await page.waitForFunction((height) => [...document.querySelectorAll('.lanes')][1].clientHeight < height, before);
  const folded = await height();
  const shown = await lanes.locator('.fold').first().textContent();
  assert.equal(shown, '▸3');
  await lanes.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('f');
  await page.waitForFunction((height) => [...document.querySelectorAll('.lanes')][1].clientHeight > height, folded);
  assert.equal(await height(), before);
});

const SLEEPS = `import asyncio

async def fetch(name, seconds):
    await asyncio.sleep(seconds)

async def main():
    await asyncio.sleep(1)
    await asyncio.gather(fetch("maps", 2.0), fetch("news", 3))

asyncio.run(main())
`;

everywhere('pulling at the end of a sleep changes its number in the program', async (tools) => {
  await begin(tools);
  const { page } = tools;
  await writeAndRun(page, SLEEPS);
  await expectTotals(page, { Main: 4 });
  const lanes = lanesOf(page, 'Main');
  await lanes.scrollIntoViewIfNeeded();
  const bars = lanes.locator('rect.waiting');
  const first = await bars.first().boundingBox();
  const end = { x: first.x + first.width, y: first.y + first.height / 2 };
  await page.mouse.move(end.x - 1, end.y);
  await page.mouse.down();
  await page.mouse.move(end.x + first.width * 0.5, end.y, { steps: 4 });
  await page.mouse.move(end.x + first.width, end.y, { steps: 4 });
  await page.mouse.up();
  await editor(page).getByText('await asyncio.sleep(2)').waitFor();
  await expectTotals(page, { Main: 5 });
  // By the keys: the second child's bar, one step longer.
  await lanes.focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
  await page.keyboard.press('Alt+ArrowRight');
  await editor(page).getByText('fetch("news", 3.1)').waitFor();
  await expectTotals(page, { Main: 5.1 });
});

pageTest('a list of values after @param is a menu', async (tools) => {
  await begin(tools);
  const { page } = tools;
  await writeAndRun(page, [
    'import asyncio',
    'MODE = "slow"  # @param ["slow", "fast"]',
    'async def main():',
    '    await asyncio.sleep(2 if MODE == "slow" else 1)',
    'asyncio.run(main())',
  ].join('\n'));
  await expectTotals(page, { Main: 2 });
  await page.getByRole('combobox', { name: 'MODE' }).selectOption('"fast"');
  await editor(page).getByText('MODE = "fast"').waitFor();
  await expectTotals(page, { Main: 1 });
});

pageTest('a phone shows every tab without scrolling sideways', SIZES.phone, async (tools) => {
  await begin(tools);
  const { page } = tools;
  await page.getByRole('button', { name: 'Step forward' }).click();
  for (const tab of ['Loop', 'What happened', /^Findings/, 'Table']) {
    await openTab(page, tab);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= PHONE.width, `with ${tab} the page is ${width} px wide`);
  }
});

pageTest('a lane that is folded and a task that is chosen stay so when the program runs again', async (tools) => {
  await begin(tools);
  const { page } = tools;
  const lanes = lanesOf(page, 'Gathered');
  const sign = lanes.locator('.fold').first();
  const box = await sign.boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await sign.getByText('▸3').waitFor();
  await page.getByRole('button', { name: 'Step forward' }).click();
  const panel = await openTab(page, 'Loop');
  const main = panel.getByRole('button', { name: 'one_by_one()' });
  await main.click();
  await panel.getByRole('button', { name: 'one_by_one()', pressed: true }).waitFor();
  await page.getByRole('slider', { name: 'SLOWEST' }).fill('4');
  await expectTotals(page, { 'One by one': 5.5, Gathered: 4 });
  assert.equal(await sign.textContent(), '▸3');
  await panel.getByRole('button', { name: 'one_by_one()', pressed: true }).waitFor();
});

pageTest('where nothing may be edited a sleep is not pulled', async ({ page, open }) => {
  await open('?embed&readonly');
  await editor(page).waitFor();
  await expectTotals(page, { 'One by one': 3 });
  const bar = await lanesOf(page, 'One by one').locator('rect.waiting').first().boundingBox();
  const y = bar.y + bar.height / 2;
  await page.mouse.move(bar.x + bar.width - 1, y);
  assert.equal(await page.locator('.near-end').count(), 0);
  await page.mouse.down();
  await page.mouse.move(bar.x + bar.width * 1.5, y, { steps: 4 });
  await page.mouse.up();
  await page.waitForTimeout(300);
  await expectTotals(page, { 'One by one': 3 });
});

everywhere('an embedded page steps, plays and tells of the loop', async ({ page, open, size }) => {
  await open('?embed');
  await expectTotals(page, { 'One by one': 3 });
  await page.getByRole('button', { name: 'Step forward' }).click();
  const where = page.getByRole('group', { name: 'Cursor' }).getByRole('status');
  await where.getByText('One by one at 0 s').waitFor();
  await page.keyboard.press('w');
  await where.getByText('One by one at 500 ms').waitFor();
  const panel = await openTab(page, 'Loop');
  await panel.getByText('one_by_one()').first().waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Help and keys' }).waitFor();
  await page.keyboard.press('Escape');
  await screenshots(page, `embed-steps-${size}`);
});
