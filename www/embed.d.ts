/** One run of the program: an `asyncio.run()`, a top-level `await`, or a stretch of synchronous waiting. */
export interface Run {
  name: string;
  /** Seconds. */
  total: number;
  /** `returned 3`, `raised ValueError('no')`, `cancelled`, `did not end`; empty where it returned `None`. */
  outcome: string;
}

/** What came of a program. */
export interface Finished {
  runs: Run[];
  output: string;
  /** What stands on standard error, or why the program could not be run or was stopped; empty if nothing went wrong. */
  errors: string;
}

/**
 * A playground in a page. Attributes: `scenario` or `src`, else the code inside; `view` (`timelines`, `code`, `both`),
 * `height`, `theme` (`light`, `dark`; else the page's), `clock` (`virtual`, `real`), `speed`, `arguments`, `input`, `latency`,
 * `autorun`, `readonly`. They may be changed at any time.
 */
export interface InterleavePlayground extends HTMLElement {
  /** The program. For `scenario` and `src` it is known once it has run. */
  code: string;
  /** Starts the playground if it has not been, and runs the program. */
  run(): Promise<Finished>;
  /** The address that opens the program in Interleave. */
  link(): Promise<string>;
}

declare global {
  interface HTMLElementTagNameMap {
    'interleave-playground': InterleavePlayground;
  }
  interface HTMLElementEventMap {
    'interleave:finished': CustomEvent<Finished>;
    'interleave:failed': CustomEvent<{ message: string }>;
  }
}
