// The last step of a site's build, on the directory that Trunk has filled: what only a published site has. A policy for the
// page, the manifest and the worker that let it work without a network, pages of the catalogue for those who show previews
// (SITE_URL gives the address that they want), and each file compressed beside itself, for hosts that serve such files.

import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { CATALOGUE, cardName, escape } from './catalogue.mjs';
import { isCompressible } from './content_types.mjs';

const dist = process.argv[2];
const source = new URL('../www/', import.meta.url);
/** Where the site will be, if that is known. Preview cards want whole addresses. */
const site = process.env.SITE_URL?.replace(/\/*$/, '/') ?? '';

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  // The program's own styles, and the editor's.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const files = () => readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(join(dist, '/').length).replaceAll('\\', '/'))
  .sort();

copyFileSync(new URL('manifest.webmanifest', source), join(dist, 'manifest.webmanifest'));
copyFileSync(new URL('icon.svg', source), join(dist, 'icon.svg'));
finishPage();
CATALOGUE.forEach(writeScenarioPage);
finishWorker();
compress();

function finishPage() {
  const path = join(dist, 'index.html');
  const head = [
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<link rel="manifest" href="./manifest.webmanifest">',
    `<meta property="og:image" content="${site}card.png">`,
    ...(site ? [`<meta property="og:url" content="${site}">`] : []),
  ];
  const page = readFileSync(path, 'utf8');
  // A policy holds for what stands after it.
  writeFileSync(path, replaced(page, '<meta charset="utf-8">', (mark) => [mark, ...head].join('\n    ')));
}

/**
 * A page that leads to a program of the catalogue. What stands behind the `#` of an address is never sent to a server, so those who
 * show previews of links would take all programs for one page.
 */
function writeScenarioPage(scenario) {
  const name = scenario.id.replaceAll('_', '-');
  const folder = join(dist, 's', name);
  const [title, note] = [scenario.title, scenario.note].map(escape);
  const [up, to] = [site || '../../', `../../#/${name}`];
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.html'), `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">
    <meta http-equiv="refresh" content="0; url=${to}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="description" content="${note}">
    <title>${title} · Interleave</title>
    <meta property="og:type" content="website">
    <meta property="og:title" content="${title}">
    <meta property="og:description" content="${note}">
    <meta property="og:image" content="${up}cards/${cardName(scenario)}">
    <meta property="og:image:width" content="1200">
    <meta property="og:image:height" content="630">${site && `
    <meta property="og:url" content="${site}s/${name}/">`}
    <meta name="twitter:card" content="summary_large_image">
  </head>
  <body>
    <p><a href="${to}">${title}</a></p>
  </body>
</html>
`);
}

function finishWorker() {
  const path = join(dist, 'worker.js');
  // Cards and their pages are for those who show links, the types for those who write programs, the pictures for other pages.
  const kept = files().filter((name) => !/^(worker\.js|card\.png|embed\.d\.ts|(cards|pictures|s)\/.*)$/.test(name));
  const hash = createHash('sha256');
  for (const name of kept) hash.update(name).update('\0').update(readFileSync(join(dist, name)));
  const version = hash.digest('hex').slice(0, 16);
  const names = ['./', ...kept.filter((name) => name !== 'index.html').map((name) => `./${name}`)];
  let worker = readFileSync(path, 'utf8');
  worker = replaced(worker, "const VERSION = '';", () => `const VERSION = '${version}';`);
  worker = replaced(worker, 'const FILES = [];', () => `const FILES = ${JSON.stringify(names)};`);
  writeFileSync(path, worker);
}

function compress() {
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } };
  for (const name of files().filter((file) => isCompressible(extname(file)))) {
    const path = join(dist, name);
    const content = readFileSync(path);
    writeFileSync(`${path}.br`, brotliCompressSync(content, best));
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  }
}

function replaced(text, mark, make) {
  if (!text.includes(mark)) throw new Error(`${mark} is missing`);
  return text.replace(mark, () => make(mark));
}
