// What a reader gives a program beside its text: standard input, and how slow simulated requests are.

import assert from 'node:assert/strict';
import { pageTest } from './harness.mjs';
import { editor, expectTotals, lanesOf, openTab, output, placeIn, totals, writeAndRun } from './person.mjs';

/** The address once it holds what the page holds. */
async function link(page) {
  await page.waitForTimeout(400);
  return page.url();
}

const GREETS = 'name = input("Who? ")\nprint("Hello", name, int(input()) + 1)\n';

pageTest('a program reads what the field for its standard input holds, and the link keeps it', async ({ page, open }) => {
  await open();
  await editor(page).waitFor();
  const field = page.getByRole('textbox', { name: 'Standard input' });
  assert.equal(await field.count(), 0, 'a program that reads nothing needs none');
  await writeAndRun(page, GREETS);
  await page.getByRole('status').getByText('asked for a line of input and there was none left').waitFor();
  await field.fill('Ada\n41\n');
  await output(page).getByText('Who? Hello Ada 42').waitFor();
  const kept = await link(page);
  await page.goto('about:blank');
  await page.goto(kept);
  await output(page).getByText('Who? Hello Ada 42').waitFor();
  assert.equal(await field.inputValue(), 'Ada\n41\n');
  // The code for other pages gives it too.
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('button', { name: 'Code for your page' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /<interleave-playground input="Ada\n41\n">/);
  await page.getByRole('button', { name: 'Close' }).click();
  // Another program of the catalogue gets none of it.
  await page.getByRole('combobox', { name: 'Scenario' }).selectOption('A chess exhibition');
  await expectTotals(page, { Interleaved: 3600 });
  assert.equal(await field.count(), 0);
});

const REQUESTS = `import asyncio
import aiohttp

async def main():
    async with aiohttp.ClientSession() as session:
        async with session.get("https://api.example.com/items") as reply:
            print(reply.status)

asyncio.run(main())
`;

pageTest('a simulated request is called what it is, takes as long as one chooses, and the link keeps that', async ({ page, open }) => {
  await open();
  await editor(page).waitFor();
  const choice = page.getByRole('combobox', { name: 'Simulated requests take' });
  assert.equal(await choice.count(), 0, 'a program without requests needs none');
  await writeAndRun(page, REQUESTS);
  await output(page).getByText('200').waitFor();
  const { Main: before } = await totals(page);
  assert.ok(before >= 0.1 && before <= 0.5, `${before} s`);
  const name = 'GET https://api.example.com/items (simulated)';
  await page.getByText(`for ${name} in line 6`).waitFor();
  await lanesOf(page, 'Main').scrollIntoViewIfNeeded();
  const { x, y } = await placeIn(page, 'Main', 0.5, 0);
  await page.mouse.move(x, y);
  await page.getByRole('status').getByText(`waiting: ${name}`).waitFor();
  const table = await openTab(page, 'Table');
  await table.getByText(`waiting: ${name}`).waitFor();

  await choice.selectOption('10 times as long');
  await expectTotals(page, { Main: Math.round(before * 1000) / 100 });
  const kept = await link(page);
  await page.goto('about:blank');
  await page.goto(kept);
  await expectTotals(page, { Main: Math.round(before * 1000) / 100 });
  await choice.selectOption('no time');
  await page.getByText('0 s', { exact: true }).first().waitFor();
});
