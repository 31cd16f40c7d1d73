// The source panel: a document's text, scrolled to the highlighted span.

import { getDocument } from "./api.js";
import { byId, make, marked } from "./dom.js";
import { longDate } from "./language.js";
import { placed } from "./place.js";
import { currentLanguage, t, word } from "./strings.js";

const panel = byId("source");
const narrow = matchMedia("(max-width: 63.99rem)");
let opener = null;
let shown = null;
let cited = null; // `shown` where its words are in the text that is rendered

/** Address of a span of a document: opening it shows the page with the source open there. */
export function linkTo(span) {
  const url = new URL("/", location.href);
  url.hash = `source=${encodeURIComponent(span.document_id)}&start=${span.start}&end=${span.end}`;
  return url.href;
}

/** The span that the page's address names, or null. */
export function spanInAddress() {
  const values = new URLSearchParams(location.hash.slice(1));
  const start = Number(values.get("start"));
  const end = Number(values.get("end"));
  if (!values.get("source") || !Number.isInteger(start) || !Number.isInteger(end) || end <= start) return null;
  return { document_id: values.get("source"), start, end };
}

function setOpener(button) {
  opener?.setAttribute("aria-expanded", "false");
  opener = button;
  opener?.setAttribute("aria-expanded", "true");
}

/** A sheet over the page where it is narrow, a column beside the conversation where it is wide. */
function show() {
  if (narrow.matches) panel.showModal();
  else panel.show();
}

/** What can be copied is what is highlighted. */
function setCited(span) {
  cited = span;
  for (const id of ["copy-quote", "copy-link"]) byId(id).disabled = !span;
}

/** Nothing is left of the source that was shown before. */
function empty(title) {
  setCited(null);
  byId("copied").textContent = "";
  byId("source-link").hidden = true;
  byId("source-changed").hidden = true;
  byId("source-title").replaceChildren(title);
  byId("source-meta").replaceChildren();
  byId("source-text").replaceChildren(word("loadingSource"));
  for (const id of ["source-title", "source-text"]) byId(id).removeAttribute("lang");
}

/** Open the source of a span (document_id, start, end), with the span highlighted. */
export async function openSource(span, from = null) {
  setOpener(from);
  shown = span;
  empty(span.title ?? word("loadingSource"));
  if (!panel.open) show();
  let source;
  try {
    source = await getDocument(span);
  } catch {
    if (shown !== span) return;
    byId("source-title").replaceChildren(span.title ?? word("source"));
    byId("source-text").replaceChildren(word("sourceFailed"));
    return;
  }
  if (shown === span) render(source, span); // unless another span was opened meanwhile
}

function render(source, span) {
  byId("source-title").textContent = source.title;
  byId("source-title").lang = source.language;
  renderMeta(source);
  const points = Array.from(source.text);
  const headings = source.passages.filter(({ kind }) => kind === "heading").map(({ start, end }) => [start, end]);
  const slice = (start, end) => marked(points.slice(start, end).join(""), headings, start, "strong");
  const text = byId("source-text");
  text.lang = source.language;
  setCited(placed(source, span));
  byId("source-changed").hidden = Boolean(cited);
  if (!cited) {
    text.replaceChildren(...slice(0, points.length));
    text.scrollTop = 0;
    return;
  }
  const { start, highlights = [] } = cited;
  const quote = points.slice(start, cited.end).join("");
  const mark = make("mark", { class: "cited-span", id: "cited-span" }, ...marked(quote, highlights, start, "b"));
  const passage = source.passages.find((one) => one.start <= start && start < one.end);
  const end = Math.max(cited.end, passage?.end ?? 0);
  text.replaceChildren(
    ...slice(0, start),
    mark,
    ...slice(cited.end, end),
    ...translationOf(passage, span.translation),
    ...slice(end, points.length),
  );
  mark.scrollIntoView({ block: "start" });
}

function renderMeta({ publisher, date, url }) {
  const parts = [publisher, date ? make("time", { datetime: date }, longDate(date, currentLanguage())) : null].filter(Boolean);
  byId("source-meta").replaceChildren(...parts.flatMap((part, i) => (i ? [" · ", part] : [part])));
  // Only the web's schemes: an address comes from whoever added the document.
  const link = byId("source-link");
  link.hidden = !/^https?:\/\//i.test(url ?? "");
  if (!link.hidden) link.href = url;
}

/** The translation of a passage that the answer told, or else one into the page's language, official or not. */
function translationOf(passage, told) {
  const language = told?.language ?? currentLanguage();
  const text = passage?.translations[language];
  if (!text) return [];
  const key = told?.official ? "officialTranslation" : "translationOf";
  const label = make("b", { lang: currentLanguage(), dataset: { text: key } }, t(key));
  return [make("span", { class: "passage-translation", lang: language }, label, text)];
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    byId("copied").replaceChildren(word("copied"));
  } catch {
    byId("copied").textContent = text; // no clipboard (plain HTTP): show it to be copied by hand
  }
}

export function closeSource() {
  panel.close();
}

export function setUp() {
  byId("source-close").addEventListener("click", closeSource);
  panel.addEventListener("close", () => {
    if (panel.open) return; // reopened in its other form
    shown = null;
    const button = opener;
    setOpener(null);
    if (document.activeElement !== byId("question")) button?.focus(); // a question being written keeps it
    if (spanInAddress()) history.replaceState(null, "", location.pathname + location.search);
  });
  panel.addEventListener("click", (event) => {
    if (event.target === panel && narrow.matches) panel.close(); // a tap on the backdrop
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !panel.open || narrow.matches) return;
    event.preventDefault(); // it is spent: a widget around the page stays open
    panel.close();
  });
  narrow.addEventListener("change", () => {
    if (!panel.open) return;
    panel.close();
    show();
  });
  byId("copy-quote").addEventListener("click", () => copy(byId("cited-span")?.textContent ?? ""));
  byId("copy-link").addEventListener("click", () => cited && copy(linkTo(cited)));
}
