// Gives a text to the reader as a file. A name that ends in `.png` gets a picture of points, made of the text as SVG.

/** Points of the picture for each pixel of the drawing: sharp on fine screens and in slides. */
const SCALE = 2;
/** Browsers draw nothing at all on larger ones. */
const MOST = 16_000;

const TYPES = {
  csv: 'text/csv', json: 'application/json', png: 'image/png', py: 'text/x-python', svg: 'image/svg+xml', txt: 'text/plain;charset=utf-8',
};

globalThis.interleaveSave = async (name, text) => {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  const blob = ending === 'png' ? await points(text) : new Blob([text], { type: TYPES[ending] });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

async function points(svg) {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: TYPES.svg }));
  try {
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const scale = Math.min(SCALE, MOST / width, MOST / height);
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width * scale, height * scale].map(Math.round);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => canvas.toBlob(done, TYPES.png));
  } finally {
    URL.revokeObjectURL(image.src);
  }
}
