// Starts the program. Trunk leaves the names of its two files in the page, so no script has to stand inline; they are
// relative to the page, which may lie under any path.
const { js, wasm } = document.querySelector('#program').dataset;
const address = (name) => new URL(name, document.baseURI);

/** Says what went wrong, above whatever is on the page. */
const say = (text) => {
  const message = document.createElement('p');
  message.setAttribute('role', 'alert');
  message.textContent = text;
  document.querySelector('#app').prepend(message);
};

// A fault of the program itself stops it without a word: its build has no room for messages.
window.addEventListener('error', ({ error }) => {
  if (error instanceof WebAssembly.RuntimeError) {
    say('Interleave has stopped by a fault of its own. The address still holds your code: reload the page to go on.');
  }
}, { once: true });

try {
  const [{ default: start }, program] = await Promise.all([import(address(js)), interleaveProgram(address(wasm))]);
  await start({ module_or_path: program });
  window.dispatchEvent(new Event('interleave-started'));
} catch (error) {
  say(`Interleave could not start: ${error.message}. Reload the page, or try a browser of the last two years.`);
  throw error;
}
