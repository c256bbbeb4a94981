// How fast the picture of a long trace follows the hand.

import assert from 'node:assert/strict';
import { pageTest } from './harness.mjs';
import { editor, lanesOf, placeIn, writeAndRun } from './person.mjs';

/** 1,000 tasks that sleep 34 times; each time is three spans: it waits, is ready, has the turn. */
const MANY = `import asyncio

async def worker(n):
    for turn in range(34):
        await asyncio.sleep(0.5 + (n * 7 + turn * 3) % 11 / 10)

async def main():
    await asyncio.gather(*(worker(n) for n in range(1000)))

asyncio.run(main())
`;

pageTest('a trace of 100,000 spans is panned, zoomed and scrolled', async ({ page, open }) => {
  await open();
  await editor(page).waitFor();
  await writeAndRun(page, MANY);
  await lanesOf(page, 'Main').waitFor();
  await page.getByRole('button', { name: 'Run' }).waitFor();
  const { x, y } = await placeIn(page, 'Main', 0.6, 4);
  await page.mouse.move(x, y);
  await page.evaluate(() => {
    const times = [];
    globalThis.frameTimes = times;
    let before;
    const frame = (now) => {
      if (before !== undefined) times.push(now - before);
      before = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  // What is seen of the timelines: where the axis begins and ends, and how far the list is scrolled.
  const sight = () => page.evaluate(() => [document.querySelector('.ruler').textContent, document.querySelector('.lanes').getBoundingClientRect().top].join());
  const measured = async (what, act) => {
    const before = await sight();
    await page.evaluate(() => { globalThis.frameTimes.length = 0; });
    await act();
    await page.evaluate(() => new Promise(requestAnimationFrame));
    assert.notEqual(await sight(), before, `${what} changes what is seen`);
    const times = (await page.evaluate(() => [...globalThis.frameTimes])).sort((a, b) => a - b);
    const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
    console.log(`${what}: ${times.length} frames, median ${at(0.5).toFixed(1)} ms, 95th percentile ${at(0.95).toFixed(1)} ms`);
  };
  await measured('zoom', async () => {
    await page.keyboard.down('Control');
    for (let turn = 0; turn < 40; turn += 1) await page.mouse.wheel(0, turn < 25 ? -40 : 40);
    await page.keyboard.up('Control');
  });
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -600);
  await page.keyboard.up('Control');
  await measured('pan', async () => {
    await page.mouse.down();
    for (let turn = 0; turn < 60; turn += 1) await page.mouse.move(x - 200 * Math.sin(turn / 15), y);
    await page.mouse.up();
  });
  await measured('scroll', async () => {
    for (let turn = 0; turn < 40; turn += 1) await page.mouse.wheel(0, 120);
  });
  const elements = await page.evaluate(() => document.querySelectorAll('.lanes svg *').length);
  console.log(`${elements} elements are drawn`);
  assert.ok(elements < 4000, 'only what can be seen is drawn');
});
