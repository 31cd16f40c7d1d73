// The page: starts everything and runs the conversation.

import { announce } from "./announcer.js";
import { ApiError, ask } from "./api.js";
import * as composer from "./composer.js";
import { byId, make } from "./dom.js";
import { setUp as setUpEmbedded, isEmbedded, wantedLanguage } from "./embedded.js";
import { answerBubble, askedBubble, failureBubble, sayWaiting, waitingBubble } from "./messages.js";
import { closeSource, openSource, setUp as setUpSource, spanInAddress } from "./source.js";
import * as store from "./store.js";
import { preferredLanguage, setLanguage, t } from "./strings.js";
import { showNext, showWelcome } from "./suggestions.js";

const HISTORY_TURNS = 6;
const LONG_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 90_000;
const log = byId("log");
const turns = []; // the conversation on screen
let running = null;

function chooseLanguage(language) {
  setLanguage(language);
  byId("question").placeholder = t("placeholder");
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === document.documentElement.lang));
  }
  showWelcome(take);
  offerNext();
  composer.showLength();
  showNetwork();
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

function setRunning(controller) {
  running = controller;
  if (document.activeElement === byId("stop")) composer.focus(); // a hidden button keeps no focus
  byId("send").hidden = Boolean(controller);
  byId("stop").hidden = !controller;
  if (controller) byId("next").hidden = true;
}

function offerNext() {
  if (!running) showNext(turns, take);
}

function historyOf() {
  return turns.slice(-HISTORY_TURNS).flatMap(({ question, answer }) => [
    { role: "user", content: question },
    { role: "assistant", content: answer.answer },
  ]);
}

/** Ask a question, unless there is none or one is being answered. Returns whether it is asked. */
function submit(text) {
  const question = text.trim();
  if (!question || running) return false;
  const turn = make("div", { class: "turn" }, askedBubble(question));
  log.append(turn);
  showEmptiness();
  reply(turn, question);
  return true;
}

/** Ask a suggested question; its button goes, and the field takes the focus. */
function take(question) {
  if (submit(question)) composer.focus();
}

async function reply(turn, question) {
  const controller = new AbortController();
  const waiting = waitingBubble();
  turn.append(waiting);
  turn.scrollIntoView({ block: "end" });
  announce(t("waiting"));
  setRunning(controller);
  const long = setTimeout(() => {
    sayWaiting(waiting, "waitingLong");
    announce(t("waitingLong"));
  }, LONG_WAIT_MS);
  const longest = setTimeout(() => controller.abort(new ApiError("slow", "no answer")), LONGEST_WAIT_MS);
  try {
    const answer = await ask({ question, history: historyOf() }, controller.signal, (event) => {
      if (event === "citation") sayWaiting(waiting, "composing");
    });
    waiting.replaceWith(answerBubble(question, answer));
    turns.push({ question, answer });
    store.conversation.set(turns);
    announce(answer.answer, answer.language);
  } catch (error) {
    const failure = failureBubble(error, () => retry(failure));
    waiting.replaceWith(failure);
    announce(failure.querySelector(".text").textContent);
    if (error.kind === "invalid") composer.giveBack(question);
  } finally {
    clearTimeout(long);
    clearTimeout(longest);
    if (running === controller) setRunning(null);
    offerNext();
    turn.scrollIntoView({ block: "nearest" });
  }

  function retry(failure) {
    if (running) return;
    failure.remove();
    log.append(turn); // the conversation goes on with this question, also where others came after it
    reply(turn, question);
    composer.focus();
  }
}

function startAnew() {
  running?.abort();
  setRunning(null);
  turns.length = 0;
  store.conversation.set(turns);
  closeSource();
  log.replaceChildren();
  byId("next").hidden = true;
  showEmptiness();
  composer.focus();
}

function restore() {
  for (const turn of store.conversation.open()) {
    try {
      const { question, answer } = turn;
      log.append(make("div", { class: "turn" }, askedBubble(question), answerBubble(question, answer)));
      turns.push(turn);
    } catch {
      // Another version of the page kept it, in a form that this one cannot show.
    }
  }
  showEmptiness();
  offerNext();
  log.lastElementChild?.scrollIntoView({ block: "end", behavior: "instant" });
}

/** Open the source at the span that the page's address names. Returns whether it names one. */
function openLinked() {
  const span = spanInAddress();
  if (span) openSource(span);
  return Boolean(span);
}

function setUp() {
  composer.setUp(submit);
  byId("stop").addEventListener("click", () => {
    running?.abort();
    composer.focus();
  });
  byId("new").addEventListener("click", startAnew);
  byId("theme").addEventListener("click", () => {
    const root = document.documentElement;
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    store.theme.set(root.dataset.theme);
  });
  byId("languages").addEventListener("click", (event) => {
    const language = event.target.closest("[data-language]")?.dataset.language;
    if (!language) return;
    store.language.set(language);
    chooseLanguage(language);
  });
  addEventListener("online", showNetwork);
  addEventListener("offline", showNetwork);
  addEventListener("hashchange", openLinked); // a link pasted where the page is open loads nothing
  setUpSource();
  setUpEmbedded();
}

chooseLanguage(store.language.get() ?? wantedLanguage() ?? preferredLanguage());
setUp();
restore();
byId("unavailable").remove();
byId("form").hidden = false;
if (!openLinked() && (isEmbedded || matchMedia("(hover: hover)").matches)) composer.focus();
