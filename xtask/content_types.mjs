// The kinds of files that a built site consists of, by their endings, and what a server calls them.

export const CONTENT_TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ts': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** Whether files of this ending become smaller by compression; a PNG is compressed already. */
export const isCompressible = (ending) => ending in CONTENT_TYPES && ending !== '.png';
