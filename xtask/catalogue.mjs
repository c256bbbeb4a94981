// The catalogue of programs, and the preview cards of its pages: `www/cards/NAME-DIGEST.png`. The digest is that of what is on a card,
// so that one that has to be drawn anew is noticed.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const WWW = new URL('../www/', import.meta.url);

/** The programs: `id`, `title`, `note`. */
export const CATALOGUE = JSON.parse(readFileSync(new URL('catalogue.json', WWW), 'utf8'));

export function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** What is on the card of a program. */
export function cardPage({ id, title, note }) {
  const picture = readFileSync(new URL(`pictures/${id}.svg`, WWW), 'utf8');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><style>
    body { margin: 0; height: 630px; overflow: hidden; background: #fcfcfa; color: #1c1e21; font-family: system-ui, sans-serif; }
    header { padding: 26px 56px 0; }
    h1 { margin: 0 0 4px; font-size: 40px; }
    p { margin: 0; font-size: 22px; color: #4a5058; }
    svg { display: block; width: 1140px; height: auto; margin: 0 30px; }
  </style><header><h1>${escape(title)}</h1><p>${escape(note)}</p></header>${picture}</html>`;
}

export function cardName(scenario) {
  const digest = createHash('sha256').update(cardPage(scenario)).digest('hex').slice(0, 8);
  return `${scenario.id.replaceAll('_', '-')}-${digest}.png`;
}
