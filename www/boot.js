// Starts the program. Trunk leaves the names of its two files in the page, so no script has to stand inline; they are
// relative to the page, which may lie under any path.
const { js, wasm } = document.querySelector('#program').dataset;
const address = (name) => new URL(name, document.baseURI);

try {
  const { default: start } = await import(address(js));
  await start({ module_or_path: address(wasm) });
} catch (error) {
  const message = document.createElement('p');
  message.setAttribute('role', 'alert');
  message.textContent = `Interleave could not start: ${error.message}. Reload the page, or try a browser of the last two years.`;
  document.querySelector('#app').replaceChildren(message);
  throw error;
}
