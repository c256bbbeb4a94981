// What a person does on the page, found by role and visible name.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { PHONE, pageTest, screenshots } from './harness.mjs';
import { editor, expectTotals, lanesOf, openTab, output, totals, write, writeAndRun } from './person.mjs';

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
  await output(page).getByText('the timelines are those of the program before it').waitFor();
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

pageTest('an exception group that nothing catches is named', async ({ page, open }) => {
  await open();
  await writeAndRun(page, [
    'import asyncio',
    'async def bad():',
    '    raise ValueError("no")',
    'async def main():',
    '    async with asyncio.TaskGroup() as group:',
    '        group.create_task(bad())',
    'asyncio.run(main())',
  ].join('\n'));
  await page.getByText('Uncaught exception: ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)', { exact: true }).waitFor();
});

pageTest('a program that takes no time is no fault, and there is nothing to step through', async ({ page, open }) => {
  await open();
  const steps = page.getByRole('group', { name: 'Cursor' });
  await steps.waitFor();
  await writeAndRun(page, 'print("hello")\n');
  await output(page).getByText('hello').waitFor();
  await page.getByRole('status').getByText('so there is nothing to draw').waitFor();
  assert.equal(await page.locator('.notice.bad').count(), 0);
  assert.equal(await steps.count(), 0);
});

pageTest('nothing jumps while one types', async ({ page, open }) => {
  await open();
  await expectTotals(page, { 'One by one': 3 });
  await editor(page).waitFor();
  await page.evaluate(() => {
    globalThis.jumps = new Set();
    const look = () => {
      jumps.add(document.querySelector('.timelines').offsetTop);
      requestAnimationFrame(look);
    };
    look();
  });
  await editor(page).getByText('import asyncio').click();
  await page.keyboard.press('End');
  for (const key of ', time  # and more') await page.keyboard.press(key);
  await page.waitForFunction(() => location.hash.startsWith('#1'));
  await page.getByRole('slider', { name: 'SLOWEST' }).fill('2.5');
  await expectTotals(page, { 'One by one': 4, Gathered: 2.5 });
  assert.equal(await page.evaluate(() => jumps.size), 1);
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
  // It is over, and nothing runs any more.
  await page.getByRole('list', { name: 'Totals' }).getByText('did not end').waitFor();
  await page.getByRole('article').getByText('did not end').waitFor();
  assert.equal(await page.getByRole('article').getByText('running').count(), 0);
});

pageTest('a program that is stopped says so, and can be stepped through backwards', async ({ page, open }) => {
  await open();
  await editor(page).waitFor();
  await page.getByRole('radio', { name: 'Real clock' }).check();
  await writeAndRun(page, [
    'import asyncio',
    'async def tick():',
    '    while True:',
    '        await asyncio.sleep(0.05)',
    '        print("tick")',
    'async def main():',
    '    await asyncio.gather(tick(), tick())',
    'asyncio.run(main())',
  ].join('\n'));
  await output(page).getByText('tick').nth(3).waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('status').getByText('Stopped.').waitFor();
  await page.getByRole('list', { name: 'Totals' }).getByText('did not end').waitFor();
  const where = page.getByRole('group', { name: 'Cursor' }).getByRole('status');
  for (let step = 0; step < 3; step += 1) await page.getByRole('button', { name: 'Step back' }).click();
  await where.getByText(/^Main at /).waitFor();
  const happened = await openTab(page, 'What happened');
  assert.deepEqual(await happened.getByRole('cell').allInnerTexts(), ['…did not end', '…did not end']);
});

pageTest('a sleep whose length was computed is told in few digits', async ({ page, open }) => {
  await open();
  await writeAndRun(page, 'import asyncio\nasync def main():\n    await asyncio.sleep(2 / 3)\nasyncio.run(main())\n');
  const panel = await openTab(page, 'Table');
  await panel.getByRole('cell', { name: 'waiting: sleep 667 ms', exact: true }).waitFor();
  await lanesOf(page, 'Main').getByText('sleep 667 ms').waitFor();
});

const LONG_NAMES = `import asyncio

async def ${'a_name_that_goes_on_'.repeat(8)}(what, number):
    await asyncio.sleep(number)

async def main():
    await asyncio.gather(*[${'a_name_that_goes_on_'.repeat(8)}("words" * 20, number) for number in (1, 2)])
    raise ValueError("more and more words " * 60)

asyncio.run(main())
`;

pageTest('names and messages that are long do not make the page wide, nor hide the timelines', { viewport: PHONE, hasTouch: true, isMobile: true }, async ({ page, open }) => {
  await open();
  await writeAndRun(page, LONG_NAMES);
  await expectTotals(page, { Main: 2 });
  await page.getByText('Uncaught exception: ValueError: more and more words').waitFor();
  for (const tab of ['Output', 'Loop', 'What happened', 'Findings', 'Table']) {
    await openTab(page, tab);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= PHONE.width, `with ${tab} the page is ${width} px wide`);
  }
  const lanes = await lanesOf(page, 'Main').evaluate((element) => element.getBoundingClientRect().top + scrollY);
  assert.ok(lanes < 1.3 * PHONE.height, `the lanes begin at ${lanes} px`);
});

pageTest('on paper there is all of the program and of the timelines, and nothing to press', async ({ page, open }) => {
  await open();
  await expectTotals(page, { 'Task group': 1.5 });
  await editor(page).waitFor();
  const cut = () => page.evaluate(() => [...document.querySelectorAll('.stage, .dock-content, .cm-scroller, body')]
    .filter((element) => element.scrollHeight > element.clientHeight + 1 && getComputedStyle(element).overflowY !== 'visible')
    .map((element) => element.className));
  assert.ok((await cut()).length > 0, 'on a screen some of it has to be scrolled');
  await page.emulateMedia({ media: 'print' });
  assert.deepEqual(await cut(), []);
  assert.equal(await page.getByRole('button').filter({ visible: true }).count(), 0);
  await lanesOf(page, 'Task group').waitFor();
  await page.screenshot({ path: 'target/screenshots/paper.png', fullPage: true });
});

pageTest('a dialog is closed by its button, which is always there, and by pressing beside it', async ({ page, open }) => {
  await open();
  await editor(page).waitFor();
  for (const name of ['Help and keys', 'Export']) {
    const dialog = page.getByRole('dialog', { name });
    const button = page.getByRole('button', { name });
    await button.click();
    const close = await dialog.getByRole('button', { name: 'Close' }).boundingBox();
    const { height } = page.viewportSize();
    assert.ok(close.y + close.height < height, `${name}: one has to scroll for it`);
    await page.mouse.click(close.x + close.width / 2, close.y + close.height / 2);
    await dialog.waitFor({ state: 'hidden' });
    await button.click();
    await dialog.waitFor();
    await page.mouse.click(5, height / 2);
    await dialog.waitFor({ state: 'hidden' });
  }
});

pageTest('on a tablet the names stand beside the lanes, and no button on the axis', { viewport: { width: 820, height: 1180 } }, async ({ page, open }) => {
  await open();
  await expectTotals(page, { Gathered: 1.5 });
  const boxes = (selector) => page.locator(selector).evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().toJSON()));
  const ticks = (await boxes('.ruler text')).filter(({ width }) => width > 0);
  assert.ok(ticks.length >= 3);
  for (const button of await boxes('.zoom button')) {
    for (const tick of ticks) assert.ok(button.right <= tick.left || tick.right <= button.left, 'a button covers a moment');
  }
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
