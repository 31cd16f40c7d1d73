// The page: starts everything and runs the conversation.

import { ApiError, ask } from "./api.js";
import { byId, make } from "./dom.js";
import { answerBubble, askedBubble, failureBubble, waitingBubble } from "./messages.js";
import { openSource, setUp as setUpSource, spanInAddress } from "./source.js";
import * as store from "./store.js";
import { preferredLanguage, setLanguage, t } from "./strings.js";

const HISTORY_TURNS = 6;
const log = byId("log");
const field = byId("question");
let running = null;

function chooseLanguage(language) {
  setLanguage(language);
  field.placeholder = t("placeholder");
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === document.documentElement.lang));
  }
  byId("suggestions").replaceChildren(
    ...t("suggestions").map((text) => make("li", {}, make("button", { type: "button", onclick: () => submit(text) }, text))),
  );
  showNetwork();
}

function chooseTheme(theme) {
  document.documentElement.dataset.theme = theme;
}

function showNetwork() {
  byId("network").hidden = navigator.onLine;
  byId("network").textContent = navigator.onLine ? "" : t("networkDown");
}

function showEmptiness() {
  const empty = !log.children.length;
  byId("welcome").hidden = !empty;
  byId("new").hidden = empty;
}

function fitField() {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 144)}px`;
}

function setRunning(controller) {
  running = controller;
  byId("send").hidden = Boolean(controller);
  byId("stop").hidden = !controller;
}

function historyOf(turns) {
  return turns.slice(-HISTORY_TURNS).flatMap(({ question, answer }) => [
    { role: "user", content: question },
    { role: "assistant", content: answer.answer },
  ]);
}

async function submit(question) {
  const text = question.trim();
  if (!text || running) return;
  const turn = make("div", { class: "turn" }, askedBubble(text));
  log.append(turn);
  showEmptiness();
  await reply(turn, text);
}

async function reply(turn, question) {
  const controller = new AbortController();
  const waiting = waitingBubble();
  turn.append(waiting);
  turn.scrollIntoView({ block: "end" });
  setRunning(controller);
  try {
    const answer = await ask({ question, history: historyOf(store.conversation.get()) }, controller.signal);
    store.conversation.add({ question, answer });
    waiting.replaceWith(answerBubble(answer));
  } catch (error) {
    waiting.replaceWith(failureBubble(failureText(error), retry));
  } finally {
    setRunning(null);
    turn.scrollIntoView({ block: "nearest" });
  }

  function retry(event) {
    event.target.closest(".replied").remove();
    reply(turn, question);
    field.focus();
  }
}

function failureText(error) {
  if (error.name === "AbortError") return t("stopped");
  if (!(error instanceof ApiError)) throw error;
  return error.kind === "invalid" ? `${t("invalid")}: ${error.message}` : t(error.kind);
}

function restore() {
  for (const { question, answer } of store.conversation.get()) {
    log.append(make("div", { class: "turn" }, askedBubble(question), answerBubble(answer)));
  }
  showEmptiness();
  log.lastElementChild?.scrollIntoView({ block: "end" });
}

function setUp() {
  byId("form").addEventListener("submit", (event) => {
    event.preventDefault();
    if (running) return;
    submit(field.value);
    field.value = "";
    fitField();
    field.focus();
  });
  field.addEventListener("input", fitField);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      byId("form").requestSubmit();
    }
  });
  byId("stop").addEventListener("click", () => running?.abort());
  byId("new").addEventListener("click", () => {
    running?.abort();
    store.conversation.clear();
    log.replaceChildren();
    showEmptiness();
    field.focus();
  });
  byId("theme").addEventListener("click", () => {
    const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    chooseTheme(next);
    store.theme.set(next);
  });
  byId("languages").addEventListener("click", (event) => {
    const language = event.target.closest("[data-language]")?.dataset.language;
    if (!language) return;
    store.language.set(language);
    chooseLanguage(language);
  });
  addEventListener("online", showNetwork);
  addEventListener("offline", showNetwork);
  setUpSource();
}

const dark = matchMedia("(prefers-color-scheme: dark)");
chooseTheme(store.theme.get() ?? (dark.matches ? "dark" : "light"));
chooseLanguage(store.language.get() ?? preferredLanguage());
setUp();
restore();
byId("unavailable").remove();
byId("form").hidden = false;
const linked = spanInAddress();
if (linked) openSource(linked);
else if (matchMedia("(hover: hover)").matches) field.focus();
