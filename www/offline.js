// Opened once, the page works without a network; a new version is announced and never forced. Only a published site has a
// manifest, and a frame in another page keeps nothing.

const { serviceWorker } = navigator;

if (document.querySelector('link[rel=manifest]') && window.parent === window && serviceWorker) {
  // What is on the screen comes first.
  const start = () => keep().catch((error) => console.info(`Interleave is not kept for later: ${error.message}`));
  if (document.readyState === 'complete') start();
  else window.addEventListener('load', start, { once: true });
}

async function keep() {
  const registration = await serviceWorker.register(new URL('worker.js', document.baseURI));
  offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => installing.state === 'installed' && offer(installing));
  });
}

/** Offers the version that waits. The first one of all has nothing to take the place of. */
function offer(worker) {
  if (!worker || !serviceWorker.controller) return;
  const button = document.createElement('button');
  button.textContent = 'Load it';
  button.addEventListener('click', () => worker.postMessage('replace'));
  const notice = document.createElement('p');
  notice.className = 'update';
  notice.setAttribute('role', 'status');
  notice.append('There is a new version of Interleave. ', button);
  document.body.append(notice);
  serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
}
