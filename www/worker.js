// Keeps the site for when there is no network. `cargo xtask build` puts the site's version and its files into the next two
// lines. A new version waits until the reader asks for it, or until no page of the old one is open.
const VERSION = '';
const FILES = [];

const NAME = `interleave ${self.registration.scope} ${VERSION}`;
const OURS = `interleave ${self.registration.scope} `;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(FILES)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== NAME);
    await Promise.all(old.map((name) => caches.delete(name)));
  })());
});

self.addEventListener('message', (event) => {
  if (event.data === 'replace') self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || !url.href.startsWith(self.registration.scope)) return;
  event.respondWith((async () => {
    const cache = await caches.open(NAME);
    // What follows the path says what to show, and all of it is in the same page.
    const kept = await cache.match(url.origin + url.pathname);
    return kept ?? fetch(request);
  })());
});
