// Playgrounds in other pages: the element `<interleave-playground>`, and fenced code that becomes one.
//
// Until a reader asks for it, an element shows what stands inside of it (the code, a picture) and a button; nothing is
// fetched. Then a frame of this site takes its place, which needs nothing of the page around it: no headers, no styles, no
// right to run wasm. The two talk by messages, each checked for where it comes from; `frame.js` is the other end. Frames of
// one page share one compiled program. Types are in `embed.d.ts`.

const SITE = new URL('.', import.meta.url);
/** What the frame may be as high as, in pixels, where it chooses by itself. */
const [LEAST, MOST] = [220, 1200];
/** Attributes that need a frame of their own, and those that say what the program is given. */
const SHOWN = ['scenario', 'src', 'view', 'height', 'readonly', 'read-only'];
const GIVEN = ['arguments', 'input', 'latency', 'clock', 'speed'];
/** How many times longer simulated requests may be made to take: beyond it nobody waits. */
const MOST_LATENCY = 1000;
/** Marks code that is to become a playground. */
const MARK = 'interleave';
/** Where code stands; the numbers of its lines may stand in a `pre` of their own. */
const CODE = 'pre:not(.linenos *)';

const STYLE = `
  :host { display: block; margin: 1em 0; }
  :host([hidden]) { display: none; }
  .still { position: relative; }
  .still ::slotted(*) { max-width: 100%; }
  img { display: block; max-width: 100%; height: auto; }
  button {
    margin: 8px 0 0; padding: 6px 16px; border: 0; border-radius: 8px; cursor: pointer;
    background: #0d7377; color: #fff; font: 600 14px/1.45 system-ui, sans-serif;
  }
  button:focus-visible { outline: 2px solid #0d7377; outline-offset: 2px; }
  ::slotted(iframe) { display: block; box-sizing: border-box; width: 100%; border: 1px solid #8885; border-radius: 10px; }
`;

class Playground extends HTMLElement {
  static observedAttributes = [...SHOWN, ...GIVEN, 'theme', 'autorun'];

  #frame;
  #shadow;
  #watches = [];
  /** What the page around has set or been told; before that the code is what stands inside. */
  #code;
  #link;
  #ready = false;
  #waiting = [];
  /** The attributes that have changed and not been looked at. */
  #changed = new Set();
  /** The frame is to show another program than it has run, or has been told to. */
  #opening = false;
  /** What has run: the program, and what it was given. */
  #ran = [];

  constructor() {
    super();
    this.#shadow = this.attachShadow({ mode: 'open' });
  }

  connectedCallback() {
    if (this.#frame) return;
    this.#drawStill();
    if (this.hasAttribute('autorun')) this.#runInView();
  }

  disconnectedCallback() {
    this.#stop();
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.#shadow.firstChild) return;
    // Scripts set several, one after another.
    if (this.#changed.size === 0) queueMicrotask(() => this.#change());
    // A frame that has a height of its own gets another one, and stays.
    this.#changed.add(name === 'height' && before !== null && after !== null ? 'size' : name);
  }

  #change() {
    const changed = [...this.#changed];
    const is = (names) => changed.some((name) => names.includes(name));
    this.#changed.clear();
    if (!this.isConnected) return;
    if (is(['scenario', 'src'])) this.#code = undefined;
    if (is([...SHOWN, ...GIVEN])) this.#link = undefined;
    if (!this.#frame) {
      this.#stop();
      this.connectedCallback();
    } else if (is(SHOWN)) {
      this.#stop();
      this.#drawStill();
      this.run();
    } else {
      if (is(['theme'])) this.#tellTheme();
      if (is(['size'])) this.#size(undefined);
      if (is(GIVEN)) this.#open();
    }
  }

  /** What stands there until it is run. */
  #drawStill() {
    this.#shadow.innerHTML = `<style>${STYLE}</style><div class="still"><slot></slot></div>`;
    const still = this.#shadow.querySelector('.still');
    if (this.hasAttribute('scenario') && this.children.length === 0) still.append(this.#picture());
    const button = document.createElement('button');
    button.part = 'run';
    button.textContent = '▶ Run';
    button.addEventListener('click', () => this.run());
    still.append(button);
  }

  #stop() {
    for (const stop of this.#watches.splice(0)) stop();
    this.#frame?.remove();
    this.#frame = undefined;
    this.#ready = false;
    this.#opening = false;
    this.#ran = [];
  }

  /** The program; setting it runs it where something has run already. */
  get code() {
    if (this.#code !== undefined) return this.#code;
    const element = this.querySelector(CODE) ?? this;
    const copy = element.cloneNode(true);
    // What generators put beside the code: numbers of lines, buttons.
    for (const extra of copy.querySelectorAll('button, .linenos, .lineno, picture, [slot]')) extra.remove();
    // Some end lines by elements alone.
    for (const end of copy.querySelectorAll('br')) end.replaceWith('\n');
    const text = copy.textContent.replace(/^\s*\n/, '');
    return dedent(text);
  }

  set code(text) {
    this.#code = String(text);
    this.#link = undefined;
    if (this.#frame) this.#open();
  }

  /** The address that opens the program in Interleave. */
  async link() {
    return this.#link ?? new URL(`#${await this.#fragment()}`, SITE).href;
  }

  /** Runs the program and gives what came of it. */
  run() {
    const result = new Promise((done, fail) => this.#waiting.push({ done, fail }));
    // Who does not want the result need not hear that there is none: there is an event for it.
    result.catch(() => {});
    if (this.#changed.size > 0) this.#change();
    if (!this.#frame) this.#start();
    else if (!this.#opening) this.#tell({ interleave: 'run' });
    return result;
  }

  #picture() {
    const image = new Image();
    const name = this.getAttribute('scenario').replaceAll('-', '_');
    // The picture has the colours of both themes, and looks here for which.
    image.style.colorScheme = this.#theme();
    image.src = new URL(`pictures/${encodeURIComponent(name)}.svg`, SITE).href;
    image.alt = '';
    image.loading = 'lazy';
    return image;
  }

  #runInView() {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      this.run();
    });
    observer.observe(this);
    this.#watches.push(() => observer.disconnect());
  }

  async #start() {
    const frame = document.createElement('iframe');
    this.#frame = frame;
    frame.title = this.getAttribute('aria-label') ?? 'asyncio playground';
    frame.allow = 'clipboard-write';
    const asked = new URLSearchParams({ embed: '', theme: this.#theme() });
    const view = this.getAttribute('view');
    if (view && view !== 'both') asked.set('view', view);
    if (this.hasAttribute('readonly') || this.hasAttribute('read-only')) asked.set('readonly', '');
    if (!this.hasAttribute('height')) asked.set('auto', '');
    const hear = (event) => this.#hear(event);
    window.addEventListener('message', hear);
    this.#watches.push(() => window.removeEventListener('message', hear));
    this.#watches.push(watchTheme(() => this.#tellTheme()));
    this.#size(undefined);
    try {
      frame.src = new URL(`?${asked}#${await this.#fragment()}`, SITE).href;
    } catch (error) {
      if (this.#frame !== frame) return;
      this.#frame = undefined;
      for (const stop of this.#watches.splice(0)) stop();
      this.#fail(error);
      return;
    }
    if (this.#frame !== frame) return;
    const place = document.createElement('slot');
    place.name = frame.slot = 'frame';
    this.#shadow.querySelector('.still').replaceWith(place);
    // Not in the shadow tree: frames there cannot be seen by the ones that are to share the program.
    this.append(frame);
  }

  #hear({ source, origin, data }) {
    const frame = this.#frame;
    if (!frame || source !== frame.contentWindow || origin !== SITE.origin) return;
    switch (data?.interleave) {
      case 'ready':
        this.#ready = true;
        this.#tell({ interleave: 'hello' });
        this.#tellTheme();
        if (this.#opening) this.#open();
        break;
      case 'height':
        if (typeof data.height === 'number') this.#size(data.height);
        break;
      case 'finished': {
        const { runs, output, errors, code, link } = data;
        // Only now the program of a scenario is known, and can be given what else there is for it.
        const isBare = this.#code === undefined && this.hasAttribute('scenario') && this.#given() !== NOTHING;
        this.#code = code;
        if (isBare) {
          this.#open();
          break;
        }
        this.#link = link;
        this.#opening = false;
        this.#ran = [code, this.#given()];
        const detail = { runs, output, errors };
        for (const { done } of this.#waiting.splice(0)) done(detail);
        this.dispatchEvent(new CustomEvent('interleave:finished', { bubbles: true, detail }));
        break;
      }
    }
  }

  async #open() {
    this.#opening = true;
    if (!this.#ready) return;
    try {
      const fragment = await this.#fragment();
      const [code, given] = this.#ran;
      this.#opening = code !== this.#code || given !== this.#given();
      if (this.#opening) this.#tell({ interleave: 'open', fragment });
      else if (this.#waiting.length > 0) this.#tell({ interleave: 'run' });
    } catch (error) {
      this.#opening = false;
      this.#fail(error);
    }
  }

  #tell(message) {
    if (this.#ready) this.#frame?.contentWindow?.postMessage(message, SITE.origin);
  }

  #fail(error) {
    for (const { fail } of this.#waiting.splice(0)) fail(error);
    this.dispatchEvent(new CustomEvent('interleave:failed', { bubbles: true, detail: { message: error.message } }));
  }

  #tellTheme() {
    this.#tell({ interleave: 'theme', theme: this.#theme() });
  }

  #theme() {
    const theme = this.getAttribute('theme');
    return theme === 'light' || theme === 'dark' ? theme : themeAround(this);
  }

  /** As high as the attribute says, or as the frame asks for. */
  #size(wanted) {
    const fixed = this.getAttribute('height');
    const height = Math.min(Math.max(wanted || 480, LEAST), MOST);
    this.#frame.style.height = fixed === null ? `${height}px` : /^\d+$/.test(fixed) ? `${fixed}px` : fixed;
  }

  async #fragment() {
    const name = this.getAttribute('scenario');
    if (this.#code === undefined && name !== null) return `/${name.replaceAll('_', '-')}`;
    const file = this.getAttribute('src');
    if (this.#code === undefined && file !== null) {
      const response = await fetch(new URL(file, document.baseURI));
      if (!response.ok) throw new Error(`${file} is not there (${response.status})`);
      this.#code = await response.text();
    }
    return fragment(this.code, this.#given());
  }

  /** What the program is given beside its text: clock, speed, arguments, standard input, latency; numbers in hundredths. */
  #given() {
    const number = (name, least, most) => {
      const value = Number.parseFloat(this.getAttribute(name) ?? 1);
      return Math.round(Math.min(Math.max(Number.isNaN(value) ? 1 : value, least), most) * 100);
    };
    const words = (name) => this.getAttribute(name) ?? '';
    const clock = this.getAttribute('clock') === 'real' ? 1 : 0;
    return JSON.stringify([clock, number('speed', 0.01, 1e9), words('arguments'), words('input'), number('latency', 0, MOST_LATENCY)]);
  }
}

/** The same where there is nothing to say. */
const NOTHING = JSON.stringify([0, 100, '', '', 100]);

/** What stands behind the `#` for a program: version 1 of links, and 3 where it is given what that has no place for. */
async function fragment(source, given) {
  const [clock, speed, words, input, latency] = JSON.parse(given);
  const sized = (bytes) => [...varint(bytes.length), ...bytes];
  const text = (characters) => sized(new TextEncoder().encode(characters));
  const more = input === '' ? [] : [1, ...text(input)];
  if (latency !== 100) more.push(2, ...sized(varint(latency)));
  const payload = [clock, ...varint(speed), ...text(words)];
  // Nothing is said of how it is looked at.
  if (more.length > 0) payload.push(...sized(more), 0);
  const packed = new Blob([Uint8Array.from(payload), source]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const version = more.length > 0 ? 3 : 1;
  return `${version}${btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

function varint(number) {
  const bytes = [];
  for (; number >= 0x80; number = Math.floor(number / 0x80)) bytes.push((number & 0x7f) | 0x80);
  return [...bytes, number];
}

/** Code that stands indented in a page, without the indentation that all of it has. */
function dedent(text) {
  const lines = text.trimEnd().split('\n');
  const indents = lines.filter((line) => line.trim()).map((line) => line.match(/^\s*/)[0].length);
  const indent = Math.min(...indents);
  return `${lines.map((line) => line.slice(Number.isFinite(indent) ? indent : 0)).join('\n')}\n`;
}

/** Whether an element stands on a dark ground: whichever way its page chooses its colours, this is what comes of it. */
function themeAround(element) {
  for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) {
    const [red, green, blue, alpha = 1] = getComputedStyle(at).backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
    if (alpha > 0.5) return 0.299 * red + 0.587 * green + 0.114 * blue < 128 ? 'dark' : 'light';
  }
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  return scheme.includes('dark') && (dark || !scheme.includes('light')) ? 'dark' : 'light';
}

/** Calls back when the page may have changed its colours; gives what stops it. */
function watchTheme(changed) {
  const later = () => requestAnimationFrame(changed);
  const query = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(later);
  for (const element of [document.documentElement, document.body]) observer.observe(element, { attributes: true });
  query.addEventListener('change', later);
  return () => {
    observer.disconnect();
    query.removeEventListener('change', later);
  };
}

/**
 * Makes playgrounds of the marked code below an element: the mark is on a `pre`, inside of it, or around it. What stands beside
 * a lone `pre` in something marked, such as a picture, is part of the playground.
 */
function upgrade(root) {
  for (const mark of root.querySelectorAll?.(`.${MARK}`) ?? []) {
    const around = mark.closest('pre');
    const pres = around ? [around] : [...mark.querySelectorAll(CODE)];
    for (const pre of pres) {
      if (pre.closest('interleave-playground')) continue;
      const playground = document.createElement('interleave-playground');
      // `data-interleave-view="code"` on the mark is `view="code"` of the element.
      for (const [name, value] of Object.entries(mark.dataset)) {
        if (name.startsWith('interleave')) playground.setAttribute(name.slice('interleave'.length).toLowerCase(), value);
      }
      const content = around || pres.length > 1 ? [pre] : [...mark.childNodes];
      content[0].before(playground);
      playground.append(...content);
    }
  }
}

customElements.define('interleave-playground', Playground);
upgrade(document);
// Some sites bring their pages without loading them anew.
new MutationObserver((changes) => {
  if (changes.some((change) => change.addedNodes.length > 0)) upgrade(document);
}).observe(document.documentElement, { childList: true, subtree: true });
