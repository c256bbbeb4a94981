// Nothing stands in the way of assistive technology: axe-core with every one of its rules, on every tab and dialog, at both
// sizes, in both themes, in colours of the system, with more contrast and without motion.

import assert from 'node:assert/strict';
import { DESKTOP, PHONE, pageTest, screenshots } from './harness.mjs';
import { cursor, editor, expectTotals, findingsOfAxe, lanesOf, openTab, placeIn, write } from './person.mjs';

const SIZES = {
  desktop: { viewport: DESKTOP },
  phone: { viewport: PHONE, hasTouch: true, isMobile: true },
};

const TABS = ['Output', 'Loop', 'What happened', /^Findings/, 'Table'];

/** A program that has everything there is to be shown beside it. */
const RICH = `import asyncio
import aiohttp

SLOW = 1.5  # @param {min: 0, max: 3}
MODE = "a"  # @param ["a", "b"]

async def fetch(n):
    await asyncio.sleep(n)
    if n == SLOW:
        raise ValueError("too slow")

async def main():
    input()
    async with asyncio.TaskGroup() as group:
        for n in (0.5, SLOW, 2):
            group.create_task(fetch(n))

asyncio.run(main())
`;

async function begin({ page, open }) {
  await open();
  await expectTotals(page, { 'One by one': 3, Gathered: 1.5, 'Task group': 1.5 });
  await editor(page).waitFor();
}

/** Every tab and every dialog, as it stands. */
async function everything(page, what) {
  for (const tab of TABS) {
    await openTab(page, tab);
    assert.deepEqual(await findingsOfAxe(page), [], `${what}, with ${tab}`);
  }
  for (const name of ['Help and keys', 'Export']) {
    await page.getByRole('button', { name }).click();
    const dialog = page.getByRole('dialog', { name });
    await dialog.waitFor();
    assert.deepEqual(await findingsOfAxe(page), [], `${what}, with ${name}`);
    await dialog.getByRole('button', { name: 'Close' }).click();
  }
}

for (const colorScheme of ['light', 'dark']) {
  for (const [size, options] of Object.entries(SIZES)) {
    pageTest(`axe finds nothing (${colorScheme}, ${size})`, { ...options, colorScheme }, async (tools) => {
      await begin(tools);
      const { page } = tools;
      await page.getByRole('combobox', { name: 'Scenario' }).selectOption('A child that fails');
      await expectTotals(page, { Gathered: 1.5, 'Task group': 1.5 });
      await page.getByRole('button', { name: 'Step forward' }).click();
      await everything(page, 'a child that fails');
    });
  }

  pageTest(`axe finds nothing beside the program, in a long link and in words of what went wrong (${colorScheme})`, { colorScheme }, async (tools) => {
    await begin(tools);
    const { page } = tools;
    await write(page, RICH);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('textbox', { name: 'Standard input' }).waitFor();
    await page.getByRole('status').getByText('asked for a line of input').waitFor();
    assert.deepEqual(await findingsOfAxe(page), [], 'without input');
    await page.getByRole('textbox', { name: 'Standard input' }).fill('go\n');
    await expectTotals(page, { Main: 1.5 });
    await page.getByRole('button', { name: 'Measure' }).click();
    await everything(page, 'with all there is');
    await screenshots(page, `rich-${colorScheme}`);

    await write(page, 'print("a"\n');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('alert').getByText('was never closed').waitFor();
    assert.deepEqual(await findingsOfAxe(page), [], 'with a syntax error');

    const noise = Array.from({ length: 700 }, (_, at) => (Math.imul(at + 1, 2654435761) >>> 9).toString(36)).join('');
    await write(page, `"""${noise}"""\n`);
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('dialog', { name: 'The link of this program' }).waitFor();
    assert.deepEqual(await findingsOfAxe(page), [], 'with a long link');
  });

  pageTest(`axe finds nothing in an embedded page (${colorScheme})`, { colorScheme }, async ({ page, open }) => {
    await open('?embed');
    await expectTotals(page, { Gathered: 1.5 });
    await editor(page).waitFor();
    for (const tab of TABS) {
      await openTab(page, tab);
      assert.deepEqual(await findingsOfAxe(page), [], `with ${tab}`);
    }
  });

  pageTest(`in colours of the system everything can be seen (${colorScheme})`, { colorScheme, forcedColors: 'active' }, async (tools) => {
    await begin(tools);
    const { page } = tools;
    const { x, y } = await placeIn(page, 'Gathered', 0.35, 3);
    await page.mouse.click(x, y);
    await cursor(page).waitFor();
    const colours = await page.evaluate(() => {
      const of = (selector, property) => getComputedStyle(document.querySelector(selector))[property];
      return {
        ground: of('body', 'backgroundColor'),
        cursor: of('.cursor.set', 'backgroundColor'),
        waiting: of('.timeline .waiting', 'stroke'),
        running: of('.timeline .running', 'fill'),
        name: of('.timeline .lane-name', 'fill'),
      };
    });
    const { ground, ...marks } = colours;
    for (const [what, colour] of Object.entries(marks)) assert.notEqual(colour, ground, `${what} cannot be seen`);
    assert.deepEqual(await findingsOfAxe(page), []);
    await page.screenshot({ path: `target/screenshots/forced-colors-${colorScheme}.png` });
  });

  pageTest(`with more contrast axe finds nothing (${colorScheme})`, { colorScheme, contrast: 'more' }, async (tools) => {
    await begin(tools);
    assert.deepEqual(await findingsOfAxe(tools.page), []);
  });
}

pageTest('without motion nothing moves by itself', { reducedMotion: 'reduce' }, async (tools) => {
  await begin(tools);
  const { page } = tools;
  const moving = await page.evaluate(() => document.getAnimations().length);
  assert.equal(moving, 0);
  const styles = await page.evaluate(() => [...document.querySelectorAll('button, .panel, dialog, .tooltip')]
    .map((element) => getComputedStyle(element))
    .filter(({ transitionDuration, animationName }) => transitionDuration !== '0s' || animationName !== 'none').length);
  assert.equal(styles, 0);
});

pageTest('the whole page can be gone through by the Tab key, and one sees where one is', async (tools) => {
  await begin(tools);
  const { page } = tools;
  await page.getByRole('combobox', { name: 'Scenario' }).focus();
  const seen = new Set();
  for (let press = 0; press < 40; press += 1) {
    await page.keyboard.press('Tab');
    const { name, outlined } = await page.evaluate(() => {
      const element = document.activeElement;
      const marked = (target) => getComputedStyle(target).outlineStyle !== 'none';
      const name = element.getAttribute('aria-label') ?? element.id ?? element.textContent;
      // The editor shows its cursor, a choice of two its label.
      const own = element.closest('.cm-editor') || (element.type === 'radio' && element.closest('label'));
      return { name: `${element.tagName} ${name || element.textContent}`, outlined: Boolean(own) || element === document.body || marked(element) };
    });
    assert.ok(outlined, `${name} has the focus and does not show it`);
    seen.add(name);
    // Within the editor the Tab key is the editor's.
    if (name.includes('Program')) {
      await page.keyboard.press('Escape');
    }
  }
  for (const wanted of ['Share', 'Export', 'Step forward', 'Step by', 'Lanes of Gathered']) {
    assert.ok([...seen].some((name) => name.includes(wanted)), `${wanted} was not reached: ${[...seen].join(', ')}`);
  }
});
