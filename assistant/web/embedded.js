// The page inside a portal's frame (/embed): what it tells the widget around it. The messages hold
// nothing but "ready" and "close", so any origin may read them; the server decides who may frame.

import { byId } from "./dom.js";
import { LANGUAGES } from "./strings.js";

export const isEmbedded = location.pathname === "/embed";

/** The language that the address asks for (?language=kk), where the page speaks it. */
export function wantedLanguage() {
  const language = new URLSearchParams(location.search).get("language");
  return LANGUAGES.includes(language) ? language : null;
}

function tell(action) {
  parent.postMessage({ source: "kz-ai-assistant", action }, "*");
}

export function setUp() {
  if (!isEmbedded) return;
  document.documentElement.dataset.embedded = "";
  for (const id of ["close-chat", "full-page"]) byId(id).hidden = false;
  byId("theme").hidden = true;
  byId("close-chat").addEventListener("click", () => tell("close"));
  document.addEventListener("keydown", (event) => {
    // An open source panel takes the first Escape for itself.
    if (event.key === "Escape" && !event.defaultPrevented && !byId("source").open) tell("close");
  });
  tell("ready");
}
