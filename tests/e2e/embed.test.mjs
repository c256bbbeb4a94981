// Playgrounds in pages of another site, as their authors write them and their readers use them.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after } from 'node:test';
import { pageTest } from './harness.mjs';
import { editor, expectTotals } from './person.mjs';

const SLEEPS = 'import asyncio\n\nasync def main():\n    await asyncio.gather(asyncio.sleep(1), asyncio.sleep(2))\n    print("a < b & c")\n\nasyncio.run(main())\n';
const escaped = (code) => code.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Pages of another site, by their paths. */
const pages = new Map();
const server = createServer((request, response) => {
  const content = pages.get(new URL(request.url, 'http://localhost').pathname);
  response.writeHead(content === undefined ? 404 : 200, { 'Content-Type': request.url.endsWith('.py') ? 'text/x-python' : 'text/html; charset=utf-8' });
  response.end(content);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
after(() => server.close());

/** Opens a page of another site that holds `body` and the script of the playgrounds. */
async function visit(page, site, body, style = '') {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Docs</title><link rel="icon" href="data:,"><style>${style}</style>
    <script>globalThis.heard = []; addEventListener('interleave:finished', ({ target, detail }) => heard.push({ id: target.id, ...detail }));</script>
    <script type="module" src="${site}embed.js"></script><body>${body}</body></html>`;
  pages.set('/page', html);
  await page.goto(`http://localhost:${server.address().port}/page`);
  await page.waitForFunction(() => customElements.get('interleave-playground'));
}

const heard = async (page, count) => {
  await page.waitForFunction((wanted) => heard.length >= wanted, count, { timeout: 60_000 });
  return page.evaluate(() => heard);
};
const frameOf = (page, id) => page.locator(`#${id}`).locator('iframe').contentFrame();

pageTest('a page with ten playgrounds starts none before it is asked, and loads one program for all', async ({ page, site }) => {
  const wasm = [];
  const frames = [];
  page.on('request', (request) => {
    if (request.url().endsWith('.wasm')) wasm.push(request.url());
    if (request.isNavigationRequest() && request.url().startsWith(site)) frames.push(request.url());
  });
  const one = (index) => `<interleave-playground id="p${index}"><pre><code>${escaped(SLEEPS.replace('sleep(2)', `sleep(${index + 2})`))}</code></pre></interleave-playground>`;
  await visit(page, site, Array.from({ length: 10 }, (_, index) => one(index)).join(''));
  const buttons = page.getByRole('button', { name: 'Run' });
  assert.equal(await buttons.count(), 10);
  await page.getByText('sleep(11)').waitFor();
  assert.deepEqual([wasm, frames], [[], []]);
  // Each its own: a button stays until its frame takes its place.
  for (let index = 0; index < 10; index += 1) await page.locator(`#p${index}`).getByRole('button', { name: 'Run' }).click();
  const results = await heard(page, 10);
  const totals = Object.fromEntries(results.map(({ id, runs }) => [id, runs[0].total]));
  assert.deepEqual(totals, Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`p${index}`, index + 2])));
  assert.equal(frames.length, 10);
  assert.equal(wasm.length, 1);
});

pageTest('a script of the page runs, changes and reads a playground', async ({ page, site }) => {
  await visit(page, site, `<interleave-playground id="p">\n    <pre><code>${escaped(SLEEPS)}</code></pre></interleave-playground>`);
  const first = await page.evaluate(() => document.querySelector('#p').run());
  assert.deepEqual(first, { runs: [{ name: 'Main', total: 2, outcome: '' }], output: 'a < b & c\n', errors: '' });
  assert.equal(await page.evaluate(() => document.querySelector('#p').code), SLEEPS);
  const again = await page.evaluate(() => document.querySelector('#p').run());
  assert.deepEqual(again, first);
  await page.evaluate((code) => { document.querySelector('#p').code = code; }, 'print(1)\n1 / 0\n');
  const failed = (await heard(page, 3))[2];
  assert.deepEqual([failed.runs, failed.output], [[], '1\n']);
  assert.match(failed.errors, /ZeroDivisionError: division by zero/);
  const link = await page.evaluate(() => document.querySelector('#p').link());
  await page.goto(link);
  await editor(page).getByText('1 / 0').waitFor();
});

pageTest('a reader changes the code in a playground, and the page hears of it', async ({ page, site }) => {
  await visit(page, site, '<interleave-playground id="p" scenario="three-ways" view="both"></interleave-playground>');
  const picture = page.locator('#p').locator('img');
  await picture.waitFor();
  assert.ok(await picture.evaluate(async (image) => { await image.decode(); return image.naturalWidth > 700; }));
  await page.getByRole('button', { name: 'Run' }).click();
  assert.deepEqual((await heard(page, 1))[0].runs.map(({ total }) => total), [3, 1.5, 1.5]);
  const text = editor(frameOf(page, 'p'));
  await text.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText('print("mine")\n');
  await page.keyboard.press('Control+Enter');
  await page.waitForFunction(() => heard.at(-1).output === 'mine\n');
  assert.equal(await page.evaluate(() => document.querySelector('#p').code), 'print("mine")\n');
});

pageTest('attributes say what is shown, how high, in which colours, on which clock, and whether it can be changed', async ({ page, site }) => {
  pages.set('/file.py', 'import sys\nprint(sys.argv[1:])\n');
  await visit(page, site, [
    '<interleave-playground id="a" scenario="chess" view="timelines" height="333"></interleave-playground>',
    '<interleave-playground id="b" src="file.py" arguments="x \'y z\'" view="code" theme="light" readonly></interleave-playground>',
    `<interleave-playground id="c" clock="real" speed="100">${escaped(SLEEPS)}</interleave-playground>`,
  ].join(''), 'body { background: #111; color: #eee }');
  const run = (id) => page.evaluate((name) => document.querySelector(`#${name}`).run(), id);
  await run('a');
  const a = frameOf(page, 'a');
  await expectTotals(a, { Interleaved: 3600 });
  assert.equal(await editor(a).isVisible(), false);
  assert.equal((await page.locator('#a').locator('iframe').boundingBox()).height, 333);
  assert.equal(await a.locator('html').getAttribute('data-theme'), 'dark');
  await page.evaluate(() => { document.body.style.background = '#fff'; });
  await a.locator('html[data-theme="light"]').waitFor();

  assert.equal((await run('b')).output, "['x', 'y z']\n");
  const b = frameOf(page, 'b');
  await editor(b).click();
  await page.keyboard.insertText('no');
  assert.equal((await run('b')).output, "['x', 'y z']\n");
  assert.equal(await b.getByRole('list', { name: 'Totals' }).isVisible(), false);

  const [{ total }] = (await run('c')).runs;
  assert.ok(total > 2 && total < 60, `took ${total} s`);
});

const GREETS = 'import sys\nimport asyncio\nimport aiohttp\n\nasync def main():\n    async with aiohttp.ClientSession() as session:\n        async with session.get("https://api.example.com/items") as reply:\n            print(reply.status)\n\nprint("Hello", input(), int(input()) + 1, *sys.argv[1:])\nasyncio.run(main())\n';

pageTest('attributes give a program its standard input and the latency of its requests', async ({ page, site }) => {
  const one = (id, attributes) => `<interleave-playground id="${id}" ${attributes}><pre><code>${escaped(GREETS)}</code></pre></interleave-playground>`;
  await visit(page, site, [
    one('a', 'input="Ada\n41\n"'),
    one('b', 'input="Grüße\n1" latency="10" arguments="x"'),
    one('c', 'input="C\n1" latency="0"'),
    one('d', 'input="D\n1" latency="what"'),
    one('e', 'input="E\n1" latency="1e9"'),
    '<div class="interleave" data-interleave-input="F\n1"><pre>' + escaped(GREETS) + '</pre></div>',
  ].join(''));
  const run = (id) => page.evaluate((name) => document.querySelector(`#${name}`).run(), id);
  const [a, b, c, d] = [await run('a'), await run('b'), await run('c'), await run('d')];
  assert.equal(a.output, 'Hello Ada 42\n200\n');
  assert.equal(b.output, 'Hello Grüße 2 x\n200\n');
  const [own, longer, none, wrong] = [a, b, c, d].map(({ runs }) => runs[0].total);
  assert.ok(own > 0);
  assert.deepEqual([longer, none, wrong], [Math.round(own * 1e7) / 1e6, 0, own]);
  const marked = await page.evaluate(() => [...document.querySelectorAll('interleave-playground')].at(-1).run());
  assert.equal(marked.output, 'Hello F 2\n200\n');
  // Who opens the link has it too.
  const [most, link] = await page.evaluate(() => Promise.all(['e', 'b'].map((id) => document.querySelector(`#${id}`).link())));
  await page.goto(most);
  await editor(page).waitFor();
  assert.equal(await page.getByRole('combobox', { name: 'Simulated requests take' }).inputValue(), '1000');
  await page.goto('about:blank');
  await page.goto(link);
  await editor(page).waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Standard input' }).inputValue(), 'Grüße\n1');
  assert.equal(await page.getByRole('combobox', { name: 'Simulated requests take' }).inputValue(), '10');
  await expectTotals(page, { Main: longer });
});

pageTest('a program of the catalogue is given what the attributes say', async ({ page, site }) => {
  await visit(page, site, '<interleave-playground id="p" scenario="three-ways" clock="real" speed="50"></interleave-playground>');
  const { runs } = await page.evaluate(() => document.querySelector('#p').run());
  // Not to the nanosecond as on the virtual clock.
  assert.ok(runs[0].total > 3 && runs[0].total < 60, `took ${runs[0].total} s`);
  assert.equal((await page.evaluate(() => heard)).length, 1);
});

pageTest('attributes may be changed at any time, and a playground follows', async ({ page, site }) => {
  await visit(page, site, `<interleave-playground id="p" scenario="three-ways"></interleave-playground>
    <interleave-playground id="q"><pre><code>${escaped(GREETS)}</code></pre></interleave-playground>`);
  const set = (id, attributes) => page.evaluate(([name, all]) => {
    const element = document.querySelector(`#${name}`);
    for (const [attribute, value] of Object.entries(all)) {
      if (value === null) element.removeAttribute(attribute);
      else element.setAttribute(attribute, value);
    }
  }, [id, attributes]);
  const run = (id) => page.evaluate((name) => document.querySelector(`#${name}`).run(), id);
  const picture = page.locator('#p').locator('img');
  // Before it is run: another picture.
  await picture.waitFor();
  await set('p', { scenario: 'chess', theme: 'dark' });
  await page.waitForFunction(() => document.querySelector('#p').shadowRoot.querySelector('img').src.endsWith('pictures/chess.svg'));
  assert.equal(await picture.evaluate((image) => image.style.colorScheme), 'dark');
  assert.deepEqual((await run('p')).runs.map(({ name }) => name), ['One by one', 'Interleaved']);
  const frame = frameOf(page, 'p');
  await frame.locator('html[data-theme="dark"]').waitFor();
  await set('p', { theme: 'light' });
  await frame.locator('html[data-theme="light"]').waitFor();
  await set('p', { height: '400' });
  await page.waitForFunction(() => document.querySelector('#p > iframe')?.style.height === '400px');
  const kept = await page.locator('#p > iframe').elementHandle();
  await set('p', { height: '20em' });
  await page.waitForFunction(() => document.querySelector('#p > iframe').style.height === '20em');
  assert.ok(await kept.evaluate((element) => element.isConnected));
  // After it has run: another program, another way of showing it.
  await set('p', { scenario: 'three-ways', view: 'code', readonly: '' });
  await page.waitForFunction(() => heard.at(-1).runs.length === 3);
  assert.equal(await frameOf(page, 'p').getByRole('list', { name: 'Totals' }).isVisible(), false);
  const text = editor(frameOf(page, 'p'));
  await text.click();
  await page.keyboard.insertText('no');
  assert.ok(!(await text.innerText()).includes('no\n'));
  assert.equal(await page.locator('#p > iframe').count(), 1);

  // What it is given, while nothing runs, and then in one breath with a run.
  await set('q', { input: 'Ada\n1' });
  assert.equal((await run('q')).output, 'Hello Ada 2\n200\n');
  const before = (await page.evaluate(() => heard)).length;
  await set('q', { input: 'Bob\n2', arguments: 'y' });
  assert.equal((await heard(page, before + 1)).at(-1).output, 'Hello Bob 3 y\n200\n');
  const last = await page.evaluate(() => {
    const playground = document.querySelector('#q');
    playground.setAttribute('input', 'Cleo\n3');
    return playground.run();
  });
  assert.equal(last.output, 'Hello Cleo 4 y\n200\n');
  const replaced = await page.evaluate(() => {
    const playground = document.querySelector('#q');
    playground.code = 'print("other")\n';
    return playground.run();
  });
  assert.equal(replaced.output, 'other\n');
  assert.equal((await run('q')).output, 'other\n');
});

pageTest('a file that is not there is told, and the playground can be asked again', async ({ page, site, problems }) => {
  await visit(page, site, '<interleave-playground id="p" src="late.py"></interleave-playground>');
  const run = () => page.evaluate(() => document.querySelector('#p').run().then(({ output }) => output, ({ message }) => message));
  assert.match(await run(), /late\.py is not there \(404\)/);
  pages.set('/late.py', 'print("here")\n');
  assert.equal(await run(), 'here\n');
  assert.ok(problems.splice(0).every((problem) => /late\.py|404/.test(problem)));
});

pageTest('a playground takes the height of what it shows', async ({ page, site }) => {
  await visit(page, site, '<interleave-playground id="p" scenario="three-ways"></interleave-playground>');
  await page.evaluate(() => document.querySelector('#p').run());
  const fits = () => {
    const frame = document.querySelector('#p > iframe');
    return Math.abs(parseFloat(frame.style.height) - 480) > 20;
  };
  await page.waitForFunction(fits);
  const frame = frameOf(page, 'p');
  const [inside, outside] = await frame.locator('html').evaluate((root) => [root.scrollHeight, innerHeight]);
  assert.ok(inside <= outside + 4 || outside >= 1190, `${inside} px in a frame of ${outside} px`);
});

pageTest('with autorun it starts when it comes into view', async ({ page, site }) => {
  await visit(page, site, `<div style="height: 4000px"></div><interleave-playground id="p" autorun>${escaped(SLEEPS)}</interleave-playground>`);
  await page.waitForTimeout(200);
  assert.equal(await page.locator('#p').locator('iframe').count(), 0);
  await page.locator('#p').scrollIntoViewIfNeeded();
  assert.equal((await heard(page, 1))[0].runs[0].total, 2);
});

/** Code as Docusaurus shows it: lines are elements, and nothing else ends them. */
const prism = (code) => escaped(code).trimEnd().split('\n').map((line) => `<span class="token-line">${line}<br></span>`).join('');

// What generators make of a marked fence.
const FENCES = {
  'MkDocs Material': `<div class="language-python interleave highlight"><pre><span></span><code>${escaped(SLEEPS)}</code></pre></div>`,
  Sphinx: `<div class="interleave highlight-python notranslate"><div class="highlight"><pre><span></span>${escaped(SLEEPS)}</pre></div></div>`,
  mdBook: `<pre><code class="language-python interleave">${escaped(SLEEPS)}</code></pre>`,
  Docusaurus: `<interleave-playground><div class="language-python"><pre class="prism-code"><code>${prism(SLEEPS)}</code></pre><button>Copy</button></div></interleave-playground>`,
};
pageTest('marked code in documentation becomes a playground', async ({ page, site }) => {
  await visit(page, site, `${Object.values(FENCES).join('')}<pre><code class="language-python">left = alone</code></pre>`);
  assert.equal(await page.locator('interleave-playground').count(), 4);
  for (const index of [0, 1, 2, 3]) {
    const code = await page.locator('interleave-playground').nth(index).evaluate((element) => element.code);
    assert.equal(code, SLEEPS, Object.keys(FENCES)[index]);
  }
  await page.getByRole('button', { name: 'Run' }).nth(1).click();
  assert.equal((await heard(page, 1))[0].runs[0].total, 2);
  // A site that brings its pages without loading them.
  await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), FENCES.mdBook);
  await page.waitForFunction(() => document.querySelectorAll('interleave-playground').length === 5);
});

pageTest('a frame tells nothing to a page that has not asked, and takes no orders from others', async ({ page, site }) => {
  await visit(page, site, `<iframe id="f" src="${site}?embed#/three-ways" width="800" height="500"></iframe><iframe id="other" srcdoc="<p>x</p>"></iframe>`);
  await page.evaluate(() => { globalThis.messages = []; addEventListener('message', ({ data }) => messages.push(data.interleave)); });
  const inside = page.locator('#f').contentFrame();
  await expectTotals(inside, { Gathered: 1.5 });
  await page.evaluate(() => {
    const target = document.querySelector('#f').contentWindow;
    const script = document.querySelector('#other').contentWindow;
    script.target = target;
    script.eval("target.postMessage({ interleave: 'hello' }, '*'); target.postMessage({ interleave: 'open', fragment: '/chess' }, '*')");
  });
  await page.waitForTimeout(300);
  await expectTotals(inside, { Gathered: 1.5 });
  assert.deepEqual((await page.evaluate(() => messages)).filter((message) => message !== 'ready'), []);
});
