// What a person does on the page, found by role and visible name.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { PHONE, pageTest, screenshots } from './harness.mjs';
import { editor, expectTotals, output, totals, write, writeAndRun } from './person.mjs';

const ENDLESS = 'while True:\n    pass\n';

pageTest('a first visit shows the three ways compared, a change shows at once, and the link keeps it', async ({ page, open }) => {
  await open();
  await expectTotals(page, { 'One by one': 3, Gathered: 1.5, 'Task group': 1.5 });
  await page.getByText('2.0× faster').first().waitFor();
  await screenshots(page, 'start');

  const program = await readFile(new URL('../../src/scenarios/three_ways.py', import.meta.url), 'utf8');
  await write(page, program.replace('SLOWEST = 1.5', 'SLOWEST = 3.0'));
  await expectTotals(page, { 'One by one': 4.5, Gathered: 3, 'Task group': 3 });

  await page.waitForFunction((before) => location.hash !== before, '');
  await page.waitForTimeout(400);
  const link = page.url();
  await page.goto('about:blank');
  await page.goto(link);
  await expectTotals(page, { 'One by one': 4.5, Gathered: 3, 'Task group': 3 });
  await editor(page).getByText('SLOWEST = 3.0').waitFor();
});

pageTest('on the real clock gather takes as long as its longest sleep', async ({ page, open }) => {
  await open();
  await writeAndRun(page, [
    'import asyncio',
    'async def main():',
    '    await asyncio.gather(asyncio.sleep(1), asyncio.sleep(2), asyncio.sleep(4))',
    'asyncio.run(main())',
  ].join('\n'));
  await expectTotals(page, { Main: 4 });
  await page.getByRole('radio', { name: 'Real clock' }).check();
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('×10');
  await page.getByRole('button', { name: 'Stop' }).waitFor();
  await page.getByRole('button', { name: 'Run' }).waitFor();
  const { Main: main } = await totals(page);
  assert.ok(main >= 4 && main < 6, `took ${main} s`);
});

pageTest('lanes grow while a program runs on the real clock', async ({ page, open }) => {
  await open();
  await writeAndRun(page, 'import asyncio\nasync def main():\n    await asyncio.sleep(600)\nasyncio.run(main())\n');
  await expectTotals(page, { Main: 600 });
  await page.getByRole('radio', { name: 'Real clock' }).check();
  const seen = [];
  for (let count = 0; count < 3; count += 1) {
    await page.waitForTimeout(300);
    seen.push((await totals(page)).Main);
  }
  assert.ok(seen[0] < seen[1] && seen[1] < seen[2], `it does not grow: ${seen}`);
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText('Stopped.').waitFor();
});

for (const clock of ['Virtual clock', 'Real clock']) {
  pageTest(`an endless loop on the ${clock.toLowerCase()} leaves the page alive and can be stopped`, async ({ page, open }) => {
    await open();
    await page.getByRole('radio', { name: clock }).check();
    await writeAndRun(page, ENDLESS);
    const stop = page.getByRole('button', { name: 'Stop' });
    await stop.waitFor();
    // The page answers: a tab can be opened while the loop goes round.
    await page.getByRole('tab', { name: 'Table' }).click();
    assert.equal(await page.getByRole('tab', { name: 'Table' }).getAttribute('aria-selected'), 'true');
    await stop.click();
    await page.getByText('Stopped.').waitFor();
    await writeAndRun(page, 'print("alive")\n');
    await page.getByRole('tab', { name: 'Output' }).click();
    await output(page).getByText('alive').waitFor();
  });
}

pageTest('a syntax error is shown below the editor and in the output, and goes away', async ({ page, open }) => {
  await open();
  await expectTotals(page, { Gathered: 1.5 });
  await writeAndRun(page, 'x = 1\nprint("a"\n');
  const alert = page.getByRole('alert');
  await alert.getByText("Line 2: SyntaxError: '(' was never closed").waitFor();
  await output(page).getByText('File "main.py", line 2').waitFor();
  await expectTotals(page, { Gathered: 1.5 });
  await writeAndRun(page, 'print("mended")\n');
  await output(page).getByText('mended').waitFor();
  assert.equal(await alert.count(), 0);
});

pageTest('an exception that nothing catches is told in words and with its traceback', async ({ page, open }) => {
  await open();
  await writeAndRun(page, 'def f():\n    return 1 / 0\n\nf()\n');
  await page.getByText('Uncaught exception: ZeroDivisionError: division by zero').waitFor();
  await output(page).getByText('File "main.py", line 2, in f').waitFor();
});

pageTest('a module that is not there is named', async ({ page, open }) => {
  await open();
  await writeAndRun(page, 'import numpy\n');
  await output(page).getByText("No module named 'numpy'").waitFor();
  await writeAndRun(page, 'import socket\nsocket.socket()\n');
  await output(page).getByText('socket.socket is not available').waitFor();
});

pageTest('a program that waits for ever is told who waits for what', async ({ page, open }) => {
  await open();
  await writeAndRun(page, 'import asyncio\nasync def main():\n    await asyncio.Event().wait()\nasyncio.run(main())\n');
  await page.getByRole('status').getByText(/deadlock/i).waitFor();
});

pageTest('a program that prints without end is stopped, and the page goes on', async ({ page, open }) => {
  await open();
  await writeAndRun(page, 'while True:\n    print("again and again")\n');
  await page.getByText(/was stopped.*bytes/).waitFor();
  await writeAndRun(page, 'print("short")\n');
  await output(page).getByText('short').waitFor();
});

pageTest('a broken link opens the first scenario and says so', async ({ page, open }) => {
  await open('#1thisisnolink');
  await page.getByRole('alert').getByText('The link is damaged').waitFor();
  await expectTotals(page, { 'One by one': 3, Gathered: 1.5, 'Task group': 1.5 });
  await page.getByRole('button', { name: 'OK' }).click();
  assert.equal(await page.getByRole('alert').count(), 0);
});

pageTest('going back leads from a scenario to the one before', async ({ page, open }) => {
  await open();
  await expectTotals(page, { Gathered: 1.5 });
  await page.getByRole('combobox', { name: 'Scenario' }).selectOption('A chess exhibition');
  await expectTotals(page, { 'One by one': 12 * 3600, Interleaved: 3600 });
  await page.goBack();
  await expectTotals(page, { 'One by one': 3, Gathered: 1.5 });
  await editor(page).getByText('SLOWEST = 1.5').waitFor();
});

pageTest('pointing at a bar tells its state, reason, time and line, and marks the line', async ({ page, open }) => {
  await open();
  await editor(page).waitFor();
  const lanes = page.getByRole('application', { name: /^Lanes of Gathered/ });
  const box = await lanes.boundingBox();
  await page.mouse.move(box.x + box.width * 0.4, box.y + 8 + 26 * 3 + 10);
  const tooltip = page.getByRole('status').filter({ hasText: 'waiting' });
  await tooltip.getByText('waiting: sleep 1.5 s').waitFor();
  await tooltip.getByText('0 s – 1.5 s (1.5 s)').waitFor();
  await tooltip.getByText(/line \d+/).waitFor();
  await page.locator('.cm-line.cm-marked-line').getByText('await asyncio.sleep(seconds)').waitFor();
});

pageTest('the timelines can be read and zoomed by keyboard', async ({ page, open }) => {
  await open();
  const lanes = page.getByRole('application', { name: /^Lanes of One by one/ });
  await lanes.focus();
  await page.keyboard.press('ArrowRight');
  for (let bar = 0; bar < 10; bar += 1) await page.keyboard.press('ArrowRight');
  await page.getByRole('status').getByText('one_by_one()').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Fit' }).count(), 0);
  await page.keyboard.press('+');
  await page.getByRole('button', { name: 'Fit' }).waitFor();
  await page.keyboard.press('0');
  await page.getByRole('button', { name: 'Fit' }).waitFor({ state: 'detached' });
});

pageTest('the timelines are a table too', async ({ page, open }) => {
  await open();
  await page.getByRole('tab', { name: 'Table' }).click();
  const table = page.getByRole('table', { name: 'Gathered' });
  await table.getByRole('row', { name: /fetch\('mail', 1\.5\) 0 s 1\.5 s waiting: sleep 1\.5 s/ }).waitFor();
});

pageTest('embedded, the page shows panels and code without the bars', async ({ page, open }) => {
  await open('?embed');
  await expectTotals(page, { 'One by one': 3, Gathered: 1.5, 'Task group': 1.5 });
  await editor(page).waitFor();
  assert.equal(await page.getByRole('banner').count(), 0);
  const link = await page.getByRole('link', { name: 'Open in Interleave' }).getAttribute('href');
  assert.ok(!link.includes('embed') && link.endsWith('#/three-ways'), link);
  await screenshots(page, 'embed');
});

pageTest('a phone shows everything without scrolling sideways', { viewport: PHONE, hasTouch: true }, async ({ page, open }) => {
  await open();
  await editor(page).waitFor();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= PHONE.width, `the page is ${width} px wide`);
  const [totalsBox, editorBox] = await Promise.all([
    page.getByRole('list', { name: 'Totals' }).boundingBox(),
    editor(page).boundingBox(),
  ]);
  assert.ok(totalsBox.y < editorBox.y, 'the timelines come before the code');
});

pageTest('the theme is chosen once and remembered', async ({ page, open }) => {
  await open();
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.getByRole('button', { name: 'Switch between light and dark' }).click();
  const dark = await ground();
  assert.notEqual(dark, light);
  await page.reload();
  await page.getByRole('list', { name: 'Totals' }).waitFor();
  assert.equal(await ground(), dark);
});

pageTest('a slider changes its parameter in the program', async ({ page, open }) => {
  await open();
  const slider = page.getByRole('slider', { name: 'SLOWEST' });
  await slider.fill('4');
  await editor(page).getByText('SLOWEST = 4.0').waitFor();
  await expectTotals(page, { 'One by one': 5.5, Gathered: 4 });
});
