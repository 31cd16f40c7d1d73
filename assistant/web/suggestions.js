// Questions that the sources answer, offered on the empty page and after an answer.

import { byId, make } from "./dom.js";
import { t } from "./strings.js";

const WELCOMING = 4;
const OFFERED = 2;

function list(questions, submit) {
  return questions.map((text) => make("li", {}, make("button", { type: "button", onclick: () => submit(text) }, text)));
}

/** On the welcome page: the first ones. */
export function showWelcome(submit) {
  byId("suggestions").replaceChildren(...list(t("suggestions").slice(0, WELCOMING), submit));
}

/**
 * After the last answer: those not asked yet. After a refusal they come with the promise that
 * these have an answer.
 */
export function showNext(turns, submit) {
  const last = turns.at(-1);
  const asked = new Set(turns.map(({ question }) => question));
  const left = t("suggestions").filter((text) => !asked.has(text)).slice(0, OFFERED);
  byId("next").hidden = !last || !left.length;
  if (byId("next").hidden) return;
  byId("next-title").textContent = t(last.answer.status === "answered" ? "askMore" : "tryAsking");
  byId("next-list").replaceChildren(...list(left, submit));
}
