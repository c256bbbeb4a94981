// What a person does on the page, as helpers of the end-to-end tests.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

/** The editor, once it has arrived. */
export const editor = (page) => page.getByRole('textbox', { name: 'Program' });

/** Puts a whole program into the editor, as pasting it does. */
export async function write(page, program) {
  await editor(page).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(program);
}

/** The same, and runs it at once. */
export async function writeAndRun(page, program) {
  await write(page, program);
  await page.keyboard.press('Control+Enter');
}

/** The totals by their titles, in seconds. */
export async function totals(page) {
  const cards = page.getByRole('list', { name: 'Totals' }).getByRole('listitem');
  const texts = await cards.evaluateAll((items) => items.map((item) => [...item.children].map((part) => part.textContent)));
  return Object.fromEntries(texts.map(([title, figures]) => [title, seconds(figures)]));
}

/** `1 h30 min` → 5400 */
export function seconds(figures) {
  const units = { 'µs': 1e-6, ms: 1e-3, s: 1, min: 60, h: 3600, d: 86400 };
  const parts = [...figures.matchAll(/([\d.]+) (µs|ms|s|min|h|d)/g)];
  assert.ok(parts.length > 0, `no duration in "${figures}"`);
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * units[unit], 0);
}

/** Waits until the totals are these. */
export async function expectTotals(page, expected) {
  const names = Object.keys(expected);
  const wanted = JSON.stringify(expected);
  for (let attempt = 0; ; attempt += 1) {
    const found = await totals(page).catch(() => ({}));
    if (JSON.stringify(Object.fromEntries(names.map((name) => [name, found[name]]))) === wanted) return;
    assert.ok(attempt < 100, `expected ${wanted}, found ${JSON.stringify(found)}`);
    await new Promise((done) => { setTimeout(done, 50); });
  }
}

export const output = (page) => page.getByRole('tabpanel', { name: 'Output' });

/** The program of a scenario. */
export const scenario = (id) => readFile(new URL(`../../src/scenarios/${id}.py`, import.meta.url), 'utf8');

/** The lanes of a run, by the title of the run. */
export const lanesOf = (page, title) => page.getByRole('application', { name: `Lanes of ${title}:` });

/** A place in the lanes of a run: the share of their width, the number of the lane. */
export async function placeIn(page, title, share, lane) {
  const box = await lanesOf(page, title).boundingBox();
  const phone = page.viewportSize().width < 600;
  const y = phone ? 8 + 40 * lane + 25 : 8 + 26 * lane + 10;
  return { x: box.x + box.width * share, y: box.y + y };
}

/** Opens a tab below the timelines and gives what it shows. */
export async function openTab(page, name) {
  await page.getByRole('tab', { name }).click();
  return page.getByRole('tabpanel', { name });
}

/** Where the cursor stands, in words. */
export const cursor = (page) => page.getByRole('slider', { name: 'Cursor' });

/** What axe-core has to say with every one of its rules, those of the highest level included. */
export async function findingsOfAxe(page) {
  await page.evaluate(await readFile(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8'));
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis;
    const rules = Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: true }]));
    const result = await axe.run({ rules });
    return result.violations.map(({ id, nodes }) => ({ id, html: nodes.slice(0, 4).map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`) }));
  });
  return violations.map(({ id, html }) => `${id}: ${html.join(' | ')}`);
}
