// Both ends of the messages between a page and the playgrounds in it, given what neither end ever sends. They run here without
// a browser, on as little of one as they touch. Each message follows from the seed alone. A short run is one of the tests;
// `cargo xtask fuzz` makes a long one.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const ASKED = process.env.FUZZ_INPUTS;
const COUNT = Number(ASKED ?? 100_000);
const SEED = Number(process.env.FUZZ_SEED ?? 1);
/** Messages that one page or playground hears. No more than twenty are made: what has been imported is never given back. */
const HEARD = Math.ceil(COUNT / 20);
/** Bytes that a long run may keep more at its end than after its first tenth. */
const GROWTH = 8 << 20;

const HOST = 'https://host.example';
const ORIGINS = [HOST, 'https://other.example', 'null', ''];
const KINDS = ['hello', 'ready', 'run', 'open', 'theme', 'height', 'finished'];

/** Mulberry32. */
let state = SEED;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
const one = (list) => list[Math.floor(random() * list.length)];

/** Arrays in arrays, deeper than what turns them into text can go. */
let deep = [];
for (let depth = 0; depth < 20_000; depth += 1) deep = [deep];

const ATOMS = [
  undefined, null, true, 0, -1, 1.5, NaN, Infinity, 1e308, 300, 10n, '', 'light', 'dark', '/three-ways', '1abc', '#', '\u0000', 'x'.repeat(5000),
  [], [300], {}, new Map([['interleave', 'run']]), new Date(0), new Uint8Array(8), new Error('no'), deep, Object.create(null),
];
const NAMES = ['theme', 'fragment', 'height', 'runs', 'output', 'errors', 'code', 'link', '__proto__', 'constructor'];

/** What a window may be sent: near to what the other end would say, or anything at all. */
function data() {
  if (random() < 0.1) return one(ATOMS);
  const message = random() < 0.05 ? [] : {};
  message.interleave = random() < 0.85 ? one(KINDS) : one(ATOMS);
  for (let left = Math.floor(random() * 4); left > 0; left -= 1) {
    Object.defineProperty(message, one(NAMES), { value: random() < 0.2 ? { x: one(ATOMS) } : one(ATOMS), configurable: true, enumerable: true });
  }
  return message;
}

/** Gives messages to newly made ends until the count is reached; `begin` makes one and gives what hears and what checks. */
async function fuzz(what, begin) {
  const begun = performance.now();
  let [heard, longest, settled] = [0, 0, 0];
  while (heard < COUNT) {
    const { senders, hear, check } = await begin();
    for (let left = Math.min(HEARD, COUNT - heard); left > 0; left -= 1) {
      const event = { source: one(senders), origin: random() < 0.7 ? ORIGINS[0] : one(ORIGINS), data: data() };
      const before = performance.now();
      hear(event);
      longest = Math.max(longest, performance.now() - before);
      check(event);
      heard += 1;
    }
    if (settled === 0 && heard >= COUNT / 10) settled = memory();
  }
  if (ASKED === undefined) return;
  const [seconds, after] = [(performance.now() - begun) / 1000, memory()];
  const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
  console.log(`${what}: ${heard} messages from seed ${SEED} in ${seconds.toFixed(0)} s (${(heard / seconds).toFixed(0)} a second); the longest took ${longest.toFixed(1)} ms; ${megabytes(after)} MB of memory, ${megabytes(settled)} MB after the first tenth`);
  assert.ok(after < settled + GROWTH, 'memory grows');
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

/** Bytes that are in use. */
function memory() {
  collect();
  return process.memoryUsage().heapUsed;
}

/** Puts what stands for a browser into place. */
function browser(parts) {
  for (const [name, value] of Object.entries(parts)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}

let instances = 0;
const fresh = (name) => import(`../../www/${name}?${instances += 1}`);

test('a playground in a frame obeys and tells the page that greeted it first, and nobody else', async () => {
  await fuzz('frame', async () => {
    let hear;
    let [hash, greeted, runs] = ['', undefined, 0];
    const root = { dataset: {} };
    const told = [];
    const host = { postMessage: (message, origin) => told.push([message.interleave, origin]) };
    const target = {
      parent: host,
      addEventListener: (type, listener) => { if (type === 'message') hear = listener; },
      dispatchEvent: ({ type }) => { runs += Number(type === 'interleave-run'); },
    };
    browser({
      location: { search: '?embed&auto', get hash() { return hash; }, set hash(text) { hash = text; } },
      document: { documentElement: root, querySelector: () => ({ scrollHeight: 400 }) },
      window: target,
    });
    await fresh('frame.js');
    assert.deepEqual(told.splice(0), [['ready', '*']]);
    globalThis.interleaveFinished([], [], [], '', '', '', '');
    assert.deepEqual(told, [], 'nobody has asked');

    const check = ({ source, origin, data: message }) => {
      const kind = source === host && origin !== '' && (greeted ?? origin) === origin ? message?.interleave : undefined;
      if (kind === 'hello') greeted = origin;
      assert.equal(runs, Number(kind === 'run'));
      runs = 0;
      const opened = kind === 'open' && typeof message.fragment === 'string' ? message.fragment : '';
      assert.equal(hash, opened);
      hash = '';
      assert.ok([undefined, 'light', 'dark'].includes(root.dataset.theme));
      const expected = kind === 'hello' ? ['finished', 'height'] : [];
      if (told.length > 0 || expected.length > 0) {
        assert.deepEqual(told.splice(0), expected.map((name) => [name, greeted === 'null' ? '*' : greeted]));
      }
    };
    return { senders: [host, host, host, {}, null], hear, check };
  });
});

test('an element hears its own frame alone, and stays within its bounds', async () => {
  await fuzz('element', async () => {
    let [hear, Playground] = [undefined, undefined];
    const events = [];
    const own = { postMessage() {} };
    const site = new URL('../../www/', import.meta.url).origin;
    class Element {
      style = {};
      children = [];
      attachShadow() { return { set innerHTML(_) {}, querySelector: () => new Element() }; }
      getAttribute(name) { return { scenario: 'three-ways', theme: 'light' }[name] ?? null; }
      hasAttribute(name) { return name === 'scenario'; }
      dispatchEvent(event) { events.push(event); }
      addEventListener() {}
      replaceWith() {}
      append() {}
    }
    class Observer { observe() {} }
    const frames = [];
    const create = (name) => {
      const element = new Element();
      if (name === 'iframe') frames.push(Object.assign(element, { contentWindow: own }));
      return element;
    };
    browser({
      HTMLElement: Element,
      Image: Element,
      MutationObserver: Observer,
      customElements: { define: (_, found) => { Playground = found; } },
      document: { createElement: create, querySelectorAll: () => [], documentElement: {}, body: {}, baseURI: 'https://host.example/' },
      matchMedia: () => ({ addEventListener() {} }),
      window: { addEventListener: (type, listener) => { if (type === 'message') hear = listener; } },
    });
    await fresh('embed.js');
    const playground = new Playground();
    playground.connectedCallback();
    playground.run();
    await new Promise((done) => { setTimeout(done); });
    const [frame] = frames;
    assert.ok(frame.src.includes('?embed') && frame.src.endsWith('#/three-ways'), frame.src);

    const check = ({ source, origin, data: message }) => {
      const kind = source === own && origin === site ? message?.interleave : undefined;
      assert.deepEqual(events.splice(0).map(({ type }) => type), kind === 'finished' ? ['interleave:finished'] : []);
      const height = Number(/^([\d.]+)px$/.exec(frame.style.height)?.[1]);
      assert.ok(height >= 220 && height <= 1200, frame.style.height);
    };
    ORIGINS[0] = site;
    return { senders: [own, own, own, {}, null], hear, check };
  });
});
