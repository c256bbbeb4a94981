// The page in a frame of another one (`?embed`): how it is shown, and what it says to the page around it.
//
// The address says how: `view=timelines`, `view=code`; `theme=light`, `theme=dark`; `readonly`; `auto` for a frame that
// takes the height of what it shows. Messages are objects whose `interleave` says what they are. The page around begins with
// `hello`; before that it is told nothing but `ready`, and afterwards only the origin that said it hears more.

const asked = new URLSearchParams(location.search);

if (asked.has('embed')) {
  const root = document.documentElement;
  const host = window.parent;
  let origin;

  const set = (name, value, allowed) => {
    if (allowed.includes(value)) root.dataset[name] = value;
  };
  set('view', asked.get('view'), ['timelines', 'code']);
  const setTheme = (theme) => set('theme', theme, ['light', 'dark']);
  if (asked.has('readonly')) root.dataset.readonly = '';
  if (asked.has('auto')) root.dataset.height = 'auto';

  const tell = (message) => {
    // A page from a file has no origin that could be named.
    if (origin) host.postMessage(message, origin === 'null' ? '*' : origin);
  };

  /** Called by the program when a run has ended. */
  let last;
  globalThis.interleaveFinished = (names, totals, outcomes, output, errors, code, link) => {
    const runs = names.map((name, index) => ({ name, total: totals[index], outcome: outcomes[index] }));
    last = { interleave: 'finished', runs, output, errors, code, link };
    tell(last);
  };

  const tellHeight = () => tell({ interleave: 'height', height: Math.ceil(document.querySelector('.page')?.scrollHeight ?? 0) });

  if (host !== window) {
    window.addEventListener('message', ({ source, origin: sender, data }) => {
      if (source !== host || !sender || typeof data?.interleave !== 'string') return;
      if (origin !== undefined && sender !== origin) return;
      switch (data.interleave) {
        case 'hello':
          origin = sender;
          if (last) tell(last);
          if (asked.has('auto')) tellHeight();
          break;
        case 'run':
          window.dispatchEvent(new Event('interleave-run'));
          break;
        case 'open':
          if (typeof data.fragment === 'string') location.hash = data.fragment;
          break;
        case 'theme':
          setTheme(data.theme);
          break;
      }
    });
    host.postMessage({ interleave: 'ready' }, '*');
  }

  // The program gives the page its own theme when it starts, so it comes first.
  window.addEventListener('interleave-started', () => {
    setTheme(asked.get('theme'));
    if (asked.has('auto')) new ResizeObserver(tellHeight).observe(document.querySelector('.page') ?? document.body);
  });
}

/** Milliseconds between two looks at whether a frame that brings the program is still there. */
const PATIENCE = 500;

/**
 * The compiled program. Frames of one page share it: the first brings it, and the others take it from there, so that ten of
 * them fetch and compile it once. Each has a memory of its own.
 */
globalThis.interleaveProgram = async (address) => {
  for (const frame of asked.has('embed') ? siblings() : []) {
    const program = await compiledBy(frame);
    if (program) return program;
  }
  globalThis.interleaveCompiled = compile(address);
  return globalThis.interleaveCompiled;
};

async function compile(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} is not there (${response.status})`);
  // A server that does not know wasm gives it another type, which is no reason to refuse it.
  return WebAssembly.compile(await response.arrayBuffer());
}

/** The frames beside this one that are of the same site and have begun. */
function siblings() {
  const found = [];
  for (let index = 0; index < window.parent.length; index += 1) {
    try {
      const frame = window.parent[index];
      if (frame !== window && frame.interleaveCompiled) found.push(frame);
    } catch {
      // It is of another site.
    }
  }
  return found;
}

/** What another frame has compiled; nothing if it fails, or is taken away before. */
async function compiledBy(frame) {
  let timer;
  const gone = new Promise((done) => {
    timer = setInterval(() => frame.closed && done(undefined), PATIENCE);
  });
  try {
    return await Promise.race([frame.interleaveCompiled, gone]);
  } catch {
    return undefined;
  } finally {
    clearInterval(timer);
  }
}
