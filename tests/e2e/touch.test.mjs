// The timelines under fingers, on a phone: pinch, drag, tap, fold, measure, and the cursor.

import assert from 'node:assert/strict';
import { PHONE, pageTest } from './harness.mjs';
import { cursor, editor, expectTotals, lanesOf, placeIn } from './person.mjs';

const TOUCH = { viewport: PHONE, hasTouch: true, isMobile: true };

/** Fingers that go from places to places at once, as the browser itself would see them. */
async function fingers(page, from, to, steps = 6) {
  const client = await page.context().newCDPSession(page);
  const points = (share) => from.map((start, id) => ({
    id,
    x: start.x + (to[id].x - start.x) * share,
    y: start.y + (to[id].y - start.y) * share,
  }));
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: points(0) });
  for (let step = 1; step <= steps; step += 1) {
    await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: points(step / steps) });
  }
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

async function begin({ page, open }) {
  await open();
  await expectTotals(page, { 'One by one': 3, Gathered: 1.5, 'Task group': 1.5 });
  await editor(page).waitFor();
  await lanesOf(page, 'One by one').scrollIntoViewIfNeeded();
}

/** The moments that the ruler shows. */
const ticks = (page) => page.locator('.ruler text').allTextContents();

pageTest('two fingers zoom, one moves along, and the page as a whole stays as it was', TOUCH, async (tools) => {
  await begin(tools);
  const { page } = tools;
  const middle = await placeIn(page, 'One by one', 0.5, 0);
  const at = (x) => ({ x: middle.x + x, y: middle.y });
  const whole = await ticks(page);
  await fingers(page, [at(-30), at(30)], [at(-120), at(120)]);
  await page.getByRole('button', { name: 'Fit' }).waitFor();
  const near = await ticks(page);
  assert.notDeepEqual(near, whole);
  await fingers(page, [at(80)], [at(-80)]);
  const moved = await ticks(page);
  assert.notDeepEqual(moved, near);
  assert.equal(await page.evaluate(() => visualViewport.scale), 1);
  await fingers(page, [at(-130), at(130)], [at(-8), at(8)]);
  await page.getByRole('button', { name: 'Fit' }).waitFor({ state: 'detached' });
});

pageTest('a finger along the ruler moves the cursor, and a tap tells what is under it', TOUCH, async (tools) => {
  await begin(tools);
  const { page } = tools;
  const ruler = await page.locator('.ruler').boundingBox();
  const y = ruler.y + ruler.height / 2;
  await fingers(page, [{ x: 60, y }], [{ x: 200, y }]);
  const at = async () => Number(await cursor(page).getAttribute('aria-valuenow'));
  const dragged = await at();
  assert.ok(dragged > 1 && dragged < 2.6, `at ${dragged} s`);
  const place = await placeIn(page, 'One by one', 0.3, 0);
  // The browser takes a tap that follows at once for a part of the same gesture.
  await page.waitForTimeout(700);
  await page.touchscreen.tap(place.x, place.y);
  await page.getByRole('status').getByText(/^waiting: sleep/).waitFor();
  await page.waitForFunction((dragged) => Number(document.querySelector('.cursor.set').ariaValueNow) < dragged, dragged);
});

pageTest('a finger down the lanes scrolls the page', TOUCH, async (tools) => {
  await begin(tools);
  const { page } = tools;
  const place = await placeIn(page, 'One by one', 0.5, 0);
  const before = await page.evaluate(() => scrollY);
  await fingers(page, [place], [{ x: place.x, y: place.y - 200 }], 12);
  await page.waitForFunction((before) => scrollY > before + 50, before);
});
