// What the browser remembers: language, theme, and the conversation. It stays in this browser.

const PREFIX = "kz-ai-assistant.";
const TURNS_KEPT = 40;

function read(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key)) ?? otherwise;
  } catch {
    return otherwise; // storage is off, full or holds another version's data
  }
}

function write(key, value) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // Storage is off or full: the page works without remembering.
  }
}

export const language = {
  get: () => read("language", null),
  set: (value) => write("language", value),
};

export const theme = {
  get: () => read("theme", null),
  set: (value) => write("theme", value),
};

/** Turns are {question, answer}, where answer is the API's answer object. */
export const conversation = {
  get: () => {
    const turns = read("conversation", []);
    return Array.isArray(turns) ? turns.filter((turn) => turn?.question && turn?.answer?.status) : [];
  },
  add: (turn) => write("conversation", [...conversation.get(), turn].slice(-TURNS_KEPT)),
  clear: () => write("conversation", []),
};
