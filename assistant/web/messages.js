// One turn of the conversation: what was asked, and what was answered, as elements.

import { make, marked } from "./dom.js";
import { openSource } from "./source.js";
import { t } from "./strings.js";

export function askedBubble(question) {
  return make("div", { class: "asked" }, make("span", { class: "visually-hidden" }, `${t("you")}: `), question);
}

export function waitingBubble() {
  return make(
    "div",
    { class: "replied" },
    make("div", { class: "waiting" }, make("span", { class: "visually-hidden" }, t("waiting")), make("i"), make("i"), make("i")),
  );
}

export function failureBubble(message, retry) {
  return make(
    "div",
    { class: "replied failure", role: "alert" },
    make("p", { class: "text" }, message),
    make("p", { class: "foot" }, make("button", { type: "button", onclick: retry }, t("retry"))),
  );
}

export function answerBubble(answer) {
  const answered = answer.status === "answered";
  return make(
    "article",
    { class: `replied ${answered ? "answered" : "refusal"}`, lang: answer.language, dataset: { status: answer.status } },
    make("p", { class: "text" }, answer.answer),
    answer.citations.length ? citedSection(answer.citations) : null,
    answer.related.length ? relatedSection(answer.related) : null,
  );
}

function citedSection(citations) {
  return make(
    "section",
    { class: "cited" },
    make("h3", {}, t("sources")),
    make("ol", { class: "citations" }, ...citations.map((citation, at) => make("li", {}, citationButton(citation, at + 1)))),
  );
}

function citationButton(citation, number) {
  const button = make(
    "button",
    { type: "button", class: "citation", "aria-expanded": "false", "aria-label": `${t("openSource")} ${number}: ${citation.quote}` },
    make("span", { class: "number", "aria-hidden": "true" }, String(number)),
    make("span", { class: "quote" }, ...marked(citation.quote, citation.highlights, citation.start)),
    translated(citation.translation),
    make("span", { class: "place" }, [citation.title, citation.publisher, citation.date].filter(Boolean).join(" · ")),
  );
  button.addEventListener("click", () => openSource(citation, button));
  return button;
}

function translated(translation) {
  if (!translation) return null;
  const label = translation.official ? t("officialTranslation") : t("translationOf");
  return make("span", { class: "translated", lang: translation.language }, `${label}: ${translation.text}`);
}

function relatedSection(related) {
  const items = related.map((passage) => {
    const button = make(
      "button",
      { type: "button", class: "citation", "aria-expanded": "false" },
      make("span", { class: "quote" }, passage.text),
      translated(passage.translation),
      make("span", { class: "place" }, passage.title),
    );
    button.addEventListener("click", () => openSource(passage, button));
    return make("li", {}, button);
  });
  return make(
    "details",
    { class: "related" },
    make("summary", {}, `${t("related")} (${related.length})`),
    make("ul", { class: "citations" }, ...items),
  );
}
