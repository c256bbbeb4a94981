// What every end-to-end test starts from: the built site on a server of its own, under a path that is not the root, and
// Chromium on it. A test fails by itself when the page logs an error, throws, or asks for a file that is not there.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { CONTENT_TYPES } from '../../xtask/content_types.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DIST = join(ROOT, 'dist');
const SCREENSHOTS = join(ROOT, 'target/screenshots');

/** The site must not know where it lies. */
const PREFIX = '/some/where/';

/** What a careful host might forbid; the site has to live with it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
].join('; ');

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const DESKTOP = { width: 1400, height: 900 };
export const PHONE = { width: 360, height: 740 };

/** Milliseconds that a test may take; a page that hangs fails instead of waiting for ever. */
const TEST_TIMEOUT = 120_000;

/** A server and a browser for all tests of a file, started by the first that needs them. */
let shared;

after(async () => {
  if (!shared) return;
  const { close, browser } = await shared;
  await browser.close();
  close();
});

/**
 * A test in the browser. `body` gets
 * - `page`: a Playwright page of a fresh profile, not yet on the site;
 * - `open(rest)`: goes to the site, `rest` being what follows its path (`#…`, `?…`), and waits until it has drawn itself;
 * - `site`: the site's address;
 * - `problems`: what the page has complained of so far. A test that provokes a complaint takes it out.
 *
 * `options` are Playwright's for a context (`viewport`, `colorScheme`, `reducedMotion`, …).
 */
export function pageTest(name, options, body) {
  if (typeof options === 'function') [options, body] = [{}, options];
  test(name, { timeout: TEST_TIMEOUT }, async () => {
    shared ??= start();
    const { browser, site } = await shared;
    const context = await browser.newContext({ viewport: DESKTOP, colorScheme: 'light', ...options });
    try {
      const page = await context.newPage();
      const problems = watch(page);
      const open = async (rest = '') => {
        await page.goto(site + rest, { waitUntil: 'load' });
        await page.locator('#app > *:not(noscript)').first().waitFor();
      };
      await body({ page, open, site, problems });
      assert.deepEqual(problems, [], 'the page complained');
    } finally {
      await context.close();
    }
  });
}

/**
 * Pictures of the page as it stands, at desktop and phone size and in both themes:
 * `target/screenshots/NAME-desktop-light.png` and so on. The page keeps its size, and ends in the light theme.
 */
export async function screenshots(page, name) {
  const before = page.viewportSize();
  for (const [size, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(SCREENSHOTS, `${name}-${size}-${colorScheme}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(before);
}

/** Collects what goes wrong in a page. */
function watch(page) {
  const problems = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => problems.push(`thrown: ${error.message}`));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // What a page was still loading when the person left or reloaded it.
    if (reason !== 'net::ERR_ABORTED') problems.push(`not loaded: ${request.url()} (${reason})`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  return problems;
}

async function start() {
  // The script of the playgrounds is fetched by pages of other sites.
  const headers = { 'Content-Security-Policy': POLICY, 'Access-Control-Allow-Origin': '*' };
  const { address: site, close } = await serve(DIST, PREFIX, headers);
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  return { close, browser, site };
}

/** Serves the files of a folder, and nothing that lies outside, on this machine: gives the address and what ends it. */
export async function serve(folder, prefix = '/', headers = {}) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const name = pathname.startsWith(prefix) ? pathname.slice(prefix.length).replace(/(^|\/)$/, '$1index.html') : undefined;
    try {
      if (name === undefined || normalize(name).startsWith('..')) throw new Error('not of this site');
      const content = await readFile(join(folder, decodeURIComponent(name)));
      response.writeHead(200, { 'Content-Type': CONTENT_TYPES[extname(name)] ?? 'application/octet-stream', ...headers });
      response.end(content);
    } catch {
      response.writeHead(404, { 'Content-Type': 'text/plain' });
      response.end(`There is no ${pathname} here.`);
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { address: `http://127.0.0.1:${server.address().port}${prefix}`, close };
}
