// Draws the preview cards that are missing and takes away those that are of nothing any more. CHROMIUM names the browser.

import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { CATALOGUE, cardName, cardPage } from './catalogue.mjs';

const folder = new URL('../www/cards/', import.meta.url);
mkdirSync(folder, { recursive: true });
const wanted = new Map(CATALOGUE.map((scenario) => [cardName(scenario), scenario]));
for (const name of readdirSync(folder)) {
  if (!wanted.delete(name)) rmSync(new URL(name, folder));
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1200, height: 630 }, colorScheme: 'light' });
for (const [name, scenario] of wanted) {
  await page.setContent(cardPage(scenario));
  await page.screenshot({ path: fileURLToPath(new URL(name, folder)) });
  console.log(`www/cards/${name}`);
}
await browser.close();
