// The examples of www/docs, built by the real generators as an author builds them, and read as a reader reads them.
// `cargo xtask setup` brings the generators.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pageTest, serve } from './harness.mjs';
import { expectTotals } from './person.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EXAMPLES = join(ROOT, 'www/docs');
const BUILT = join(ROOT, 'target/documentation');
/** What the author puts the own address for. */
const PLACEHOLDER = 'https://your.host/interleave/';

const PROGRAM = await readFile(join(EXAMPLES, 'program.py'), 'utf8');

/** How each generator is called, where its pages lie, and the pages with playgrounds, by their addresses. */
const GENERATORS = {
  mkdocs: { call: (to) => ['mkdocs', 'build', '--strict', '--quiet', '--site-dir', to], source: 'docs', pages: [''] },
  sphinx: { call: (to) => ['sphinx-build', '-W', '-q', '.', to], source: '.', pages: ['', 'myst.html'] },
  mdbook: { call: (to) => ['mdbook', 'build', '--dest-dir', to], source: 'src', pages: ['waiting.html'] },
};

const servers = [];
after(() => servers.forEach(({ close }) => close()));

/** Builds an example for a site of Interleave, once, and gives the address of the documentation. */
const built = new Map();
function documentation(name, site) {
  if (!built.has(name)) built.set(name, build(name, site));
  return built.get(name);
}

async function build(name, site) {
  const { call, source } = GENERATORS[name];
  const [copy, output] = [join(BUILT, name), join(BUILT, `${name}-built`)];
  await rm(copy, { recursive: true, force: true });
  await rm(output, { recursive: true, force: true });
  await cp(join(EXAMPLES, name), copy, { recursive: true });
  await cp(join(EXAMPLES, 'timelines.svg'), join(copy, source, 'timelines.svg'));
  for (const file of await readdir(copy, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const path = join(file.parentPath ?? file.path, file.name);
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll(PLACEHOLDER, site));
  }
  const [command, ...words] = call(output);
  const tools = [join(BUILT, 'python/bin'), join(process.env.CARGO_HOME ?? join(homedir(), '.cargo'), 'interleave-tools/bin')];
  const env = { ...process.env, PATH: [...tools, process.env.PATH].join(delimiter) };
  await promisify(execFile)(command, words, { cwd: copy, env });
  // Browsers ask for it, and Sphinx makes none by itself.
  await writeFile(join(output, 'favicon.ico'), '');
  const server = await serve(output);
  servers.push(server);
  return server.address;
}

test('the lines of the README are those of the examples', async () => {
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
  for (const name of Object.keys(GENERATORS)) {
    const texts = [];
    for (const file of await readdir(join(EXAMPLES, name), { recursive: true, withFileTypes: true })) {
      if (file.isFile()) texts.push(await readFile(join(file.parentPath ?? file.path, file.name), 'utf8'));
    }
    const example = new Set(texts.join('\n').split('\n').map((line) => line.trim()));
    const section = readme.split('\n### ').find((part) => part.toLowerCase().startsWith(name));
    const blocks = [...section.matchAll(/^(`{3,})\w+\n(.*?)^\1$/gms)].map(([, , text]) => text);
    assert.ok(blocks.length >= 2, `${name}: ${blocks.length} blocks`);
    for (const line of blocks.join('').split('\n')) {
      const bare = line.replace(/^# \S+\.\w+$/, '').trim();
      assert.ok(example.has(bare), `${name} has no line "${bare}"`);
    }
  }
});

for (const [name, { pages }] of Object.entries(GENERATORS)) {
  for (const path of pages) {
    const where = `${name}: ${path || 'index.html'}`;

    pageTest(`${where}: marked code becomes a playground, and only that`, async ({ page, site }) => {
      const wasm = [];
      page.on('request', (request) => request.url().endsWith('.wasm') && wasm.push(request.url()));
      await page.goto((await documentation(name, site)) + path);
      const playgrounds = page.locator('interleave-playground');
      const first = playgrounds.first();
      await first.getByRole('button', { name: 'Run' }).waitFor();
      assert.equal(await playgrounds.count(), 2);
      assert.deepEqual(await playgrounds.evaluateAll((all) => all.map(({ code }) => code)), [PROGRAM, PROGRAM]);
      assert.ok(await page.getByText('left alone').isVisible());
      assert.deepEqual(wasm, []);

      await first.getByRole('button', { name: 'Run' }).click();
      await expectTotals(first.locator('iframe').contentFrame(), { Main: 2 });
      await first.getByText('gather').first().waitFor({ state: 'hidden' });

      const second = playgrounds.nth(1);
      const picture = second.getByRole('img', { name: 'both sleeps end after 2 s' });
      assert.ok((await picture.boundingBox()).width > 300);
      await second.getByRole('button', { name: 'Run' }).click();
      await expectTotals(second.locator('iframe').contentFrame(), { Main: 2 });
      await picture.waitFor({ state: 'hidden' });
      assert.equal(wasm.length, 1);
    });

    pageTest(`${where}: without scripts the code and the picture remain`, { javaScriptEnabled: false }, async ({ page, site }) => {
      const shown = page.waitForResponse((response) => response.url().endsWith('.svg') && response.ok());
      await page.goto((await documentation(name, site)) + path);
      await shown;
      const code = page.locator('pre').filter({ hasText: 'asyncio.run(main())' });
      assert.equal(await code.count(), 2);
      assert.ok(await code.first().isVisible() && await code.nth(1).isVisible());
      const box = await page.getByRole('img', { name: 'both sleeps end after 2 s' }).boundingBox();
      assert.ok(box.width > 300 && box.height > 100, JSON.stringify(box));
    });
  }
}
