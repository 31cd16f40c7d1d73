// The source panel: a document's text, scrolled to the highlighted span.

import { getDocument } from "./api.js";
import { byId, make } from "./dom.js";
import { currentLanguage, t } from "./strings.js";

const panel = byId("source");
const narrow = matchMedia("(max-width: 63.99rem)");
let opener = null;
let shown = null;

/** Address of a span of a document: opening it shows the page with the source open there. */
export function linkTo(citation) {
  const url = new URL("/", location.href);
  url.hash = `source=${encodeURIComponent(citation.document_id)}&start=${citation.start}&end=${citation.end}`;
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

/** Open the source of a citation (document_id, start, end), with its span highlighted. */
export async function openSource(citation, from = null) {
  opener?.setAttribute("aria-expanded", "false");
  opener = from;
  opener?.setAttribute("aria-expanded", "true");
  shown = citation;
  byId("copied").textContent = "";
  byId("source-title").textContent = citation.title ?? t("loadingSource");
  byId("source-meta").textContent = "";
  byId("source-text").replaceChildren(t("loadingSource"));
  if (!panel.open) {
    if (narrow.matches) panel.showModal();
    else panel.show();
  }
  let document_;
  try {
    document_ = await getDocument(citation.document_id);
  } catch {
    byId("source-text").replaceChildren(t("sourceFailed"));
    return;
  }
  if (shown !== citation) return; // another citation was opened meanwhile
  render(document_, citation);
}

function render(source, citation) {
  byId("source-title").textContent = source.title;
  byId("source-title").lang = source.language;
  byId("source-meta").textContent = [source.publisher, source.date].filter(Boolean).join(", ");
  const points = Array.from(source.text);
  const slice = (start, end) => points.slice(start, end).join("");
  const span = make("mark", { class: "cited-span", id: "cited-span" }, slice(citation.start, citation.end));
  const passage = source.passages.find((one) => one.start <= citation.start && citation.start < one.end);
  const end = Math.max(citation.end, passage?.end ?? 0);
  const translation = passage?.translations[currentLanguage()];
  const text = byId("source-text");
  text.lang = source.language;
  text.replaceChildren(
    slice(0, citation.start),
    span,
    slice(citation.end, end),
    ...(translation
      ? [make("span", { class: "passage-translation", lang: currentLanguage() }, make("b", {}, t("translationOf")), translation)]
      : []),
    slice(end),
  );
  span.scrollIntoView({ block: "center" });
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    byId("copied").textContent = t("copied");
  } catch {
    byId("copied").textContent = text; // no clipboard (plain HTTP): show it to be copied by hand
  }
}

export function setUp() {
  byId("source-close").addEventListener("click", () => panel.close());
  panel.addEventListener("close", () => {
    opener?.setAttribute("aria-expanded", "false");
    opener?.focus();
    opener = null;
    if (spanInAddress()) history.replaceState(null, "", location.pathname + location.search);
  });
  panel.addEventListener("click", (event) => {
    if (event.target === panel && narrow.matches) panel.close(); // a tap on the backdrop
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel.open && !narrow.matches) panel.close();
  });
  byId("copy-quote").addEventListener("click", () => copy(byId("cited-span")?.textContent ?? ""));
  byId("copy-link").addEventListener("click", () => shown && copy(linkTo(shown)));
}
