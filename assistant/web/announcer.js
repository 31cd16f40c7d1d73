// What a screen reader is told. The conversation itself is no live region: it would read the
// question back, and every label of an answer. This says each thing once.

import { byId } from "./dom.js";

const SPOKEN_MS = 10_000;
let clearing = 0;

export function announce(text, language = document.documentElement.lang) {
  const announcer = byId("announcer");
  announcer.lang = language;
  announcer.textContent = text;
  clearTimeout(clearing);
  // Emptied when it has been spoken, so that reading on through the page does not meet it again.
  clearing = setTimeout(() => announcer.replaceChildren(), SPOKEN_MS);
}
