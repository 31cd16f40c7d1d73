// One turn of the conversation: what was asked, and what was answered, as elements. The page's own
// words in them carry data-text, so that they follow a change of language.

import { ApiError } from "./api.js";
import { arrange, holds } from "./answertext.js";
import { make, marked } from "./dom.js";
import { thumbs } from "./feedback.js";
import { longDate, writtenIn } from "./language.js";
import { openSource } from "./source.js";
import { currentLanguage, t, word } from "./strings.js";

export function askedBubble(question) {
  return make(
    "div",
    { class: "asked" },
    word("you", { class: "visually-hidden" }),
    make("h2", { lang: writtenIn(question), dir: "auto" }, question),
  );
}

export function waitingBubble() {
  return make("div", { class: "replied" }, make("p", { class: "waiting" }, make("i"), make("i"), make("i"), word("waiting")));
}

/** The words of a waiting bubble, changed to those of `key`. */
export function sayWaiting(bubble, key) {
  bubble.querySelector("[data-text]").replaceWith(word(key));
}

function failureOf(error) {
  if (error.name === "AbortError") return "stopped";
  if (error instanceof ApiError) return error.kind;
  console.error(error);
  return "failed";
}

/** A question without an answer, because it was stopped or because it failed. */
export function failureBubble(error, retry) {
  const kind = failureOf(error);
  const text = kind === "busy" && error.retryAfter ? word("busyFor", { "data-value": error.retryAfter }) : word(kind);
  const button = make("button", { type: "button", dataset: { text: "retry" }, onclick: retry }, t("retry"));
  return make(
    "div",
    { class: `replied failure ${kind}` },
    make("p", { class: "text" }, text),
    make("p", { class: "foot" }, button),
  );
}

export function answerBubble(question, answer) {
  const answered = answer.status === "answered";
  return make(
    "article",
    { class: `replied ${answered ? "answered" : "refusal"}`, dataset: { status: answer.status } },
    ...said(answer),
    answer.citations.length ? citedSection(answer) : null,
    answer.related.length ? relatedSection(answer) : null,
    thumbs(question, answer),
  );
}

function said(answer) {
  const { said, original } = arrange(answer);
  const text = make("p", { class: "text", lang: answer.language });
  const points = Array.from(said.text);
  const cuts = [...new Set([0, points.length, ...said.marks.flat(), ...said.chips.map(([place]) => place)])];
  cuts.sort((a, b) => a - b);
  cuts.forEach((cut, i) => {
    const from = cuts[i - 1] ?? 0;
    const inside = said.marks.some(([start, end]) => start <= from && cut <= end);
    const piece = points.slice(from, cut).join("");
    const chips = said.chips.filter(([place]) => place === cut).map(([, number]) => chip(answer.citations[number - 1], number));
    const shown = (part) => (inside && part ? make("mark", {}, part) : part);
    text.append(...(chips.length ? withChips(piece, chips, shown) : [shown(piece)]));
  });
  if (!original) return [text];
  const quote = make("q", { lang: writtenIn(original.quote) }, ...marked(original.quote, original.marks));
  return [text, make("p", { class: "original", lang: answer.language }, original.lead, quote)];
}

/** A piece of text and the chips behind it, of which the first stays on the line of its last word. */
function withChips(piece, [first, ...others], shown) {
  const [, before, last] = /^([^]*?)(\S{0,24})$/.exec(piece);
  return [shown(before), make("span", { class: "tail" }, shown(last), " ", first), ...others.flatMap((one) => [" ", one])];
}

function opening(button, span) {
  button.addEventListener("click", () => openSource(span, button));
  return button;
}

function chip(citation, number) {
  const attributes = { type: "button", class: "chip", "aria-haspopup": "dialog", "aria-expanded": "false" };
  const name = make("span", { class: "visually-hidden" }, word("source", { lang: currentLanguage() }), " ");
  return opening(make("button", attributes, name, String(number)), citation);
}

function citedSection(answer) {
  const items = answer.citations.map((citation, i) => make("li", {}, citationButton(answer, citation, i + 1)));
  return make(
    "section",
    { class: "cited" },
    make("h3", {}, word("sources")),
    make("ol", { class: "citations" }, ...items),
  );
}

function citationButton(answer, citation, number) {
  // What the answer says word for word just above is not shown a second time.
  const quote = holds(answer, citation.quote)
    ? null
    : make("span", { class: "quote", lang: writtenIn(citation.quote) }, ...marked(citation.quote, citation.highlights, citation.start));
  const translation = citation.translation && !holds(answer, citation.translation.text) ? translated(citation.translation) : null;
  const button = make(
    "button",
    { type: "button", class: "citation", "aria-haspopup": "dialog", "aria-expanded": "false" },
    make("span", { class: "number" }, String(number)),
    make("span", { class: "about" }, quote, translation, place(citation), word("openSource", { class: "open" })),
  );
  return opening(button, citation);
}

function place({ title, publisher, date }) {
  const parts = [
    make("span", { lang: writtenIn(title) }, title),
    publisher ? make("span", {}, publisher) : null,
    date ? make("time", { datetime: date }, longDate(date, currentLanguage())) : null,
  ].filter(Boolean);
  return make("span", { class: "place" }, ...parts.flatMap((part, i) => (i ? [" · ", part] : [part])));
}

function translated({ language, official, text }) {
  const label = word(official ? "officialTranslation" : "translationOf", { class: "label" });
  return make("span", { class: "translated" }, label, " ", make("span", { lang: language }, text));
}

function relatedSection(answer) {
  const items = answer.related.map((passage) => {
    const text = passage.translation ? translated(passage.translation) : make("span", { class: "quote", lang: writtenIn(passage.text) }, passage.text);
    const attributes = { type: "button", class: "citation", "aria-haspopup": "dialog", "aria-expanded": "false" };
    return make("li", {}, opening(make("button", attributes, make("span", { class: "clamped" }, text), place(passage)), passage));
  });
  return make(
    "details",
    { class: "related", open: answer.status === "not_in_sources" },
    make("summary", {}, word("related"), ` (${answer.related.length})`),
    make("ul", { class: "citations" }, ...items),
  );
}
