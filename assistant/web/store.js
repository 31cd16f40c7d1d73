// What the browser remembers: language, theme, and the conversation. It stays in this browser.

const PREFIX = "kz-ai-assistant.";
const TURNS_KEPT = 40;
const browser = () => localStorage; // functions, since naming a storage that is off throws
const tab = () => sessionStorage;

function read(storage, key) {
  try {
    return JSON.parse(storage().getItem(PREFIX + key));
  } catch {
    return null; // storage is off or holds another version's data
  }
}

function write(storage, key, value) {
  try {
    storage().setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // Storage is off or full: the page works without remembering.
  }
}

export const language = {
  get: () => read(browser, "language"),
  set: (value) => write(browser, "language", value),
};

export const theme = {
  get: () => read(browser, "theme"),
  set: (value) => write(browser, "theme", value),
};

/**
 * A tab's own conversation. Turns are {question, answer}, where answer is the API's answer object.
 * The browser keeps the last one that any tab changed, whole, so that turns of two never mix.
 */
export const conversation = {
  /** The tab's own; in a tab opened afresh, a copy of the browser's, the tab's own from then on. */
  open: () => {
    const kept = read(tab, "conversation") ?? read(browser, "conversation");
    const turns = Array.isArray(kept) ? kept : [];
    write(tab, "conversation", turns);
    return turns;
  },
  set: (turns) => {
    for (const storage of [tab, browser]) write(storage, "conversation", turns.slice(-TURNS_KEPT));
  },
};
