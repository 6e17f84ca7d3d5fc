const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What no markup may hold: control characters (XML), and those that turn the direction of all text behind them. */
const NOT_SHOWN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;

/** Foreign text as it may stand anywhere in HTML and SVG, in text and in quoted attributes. */
export const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(NOT_SHOWN, '')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
