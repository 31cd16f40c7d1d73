// How an answer's text relates to its citations: which part of it is the original's words, where
// the chip of each citation belongs, and which words are the answer proper. Offsets count code
// points, as everywhere in the API.

import { writtenIn } from "./language.js";

const length = (text) => Array.from(text).length;
const collapsed = (text) => text.split(/\s+/).join(" ").trim();

/** A citation's words that are the answer proper. */
function highlightsOf(citation) {
  const points = Array.from(citation.quote);
  return citation.highlights.map(([start, end]) => points.slice(start - citation.start, end - citation.start).join(""));
}

/**
 * The original's words that a translated answer ends with: {at, lead, quote}, where `lead` is
 * their introduction ("Original: "), which begins at `at`. Null where there are none.
 */
function originalOf(answer) {
  const [, quote] = /«([^]+)»\.?$/.exec(answer.answer) ?? [];
  if (!quote || writtenIn(quote) === answer.language) return null;
  const sources = answer.citations.map((citation) => collapsed(citation.quote));
  const held = quote.split("…").every((piece) => sources.some((source) => source.includes(piece.trim())));
  if (!held) return null;
  const start = answer.answer.lastIndexOf(`«${quote}»`);
  const at = answer.answer.lastIndexOf(". ", start) + 2;
  return at > 1 ? { at, lead: answer.answer.slice(at, start), quote } : { at: 0, lead: answer.answer.slice(0, start), quote };
}

function spanAt(text, at, part) {
  const start = length(text.slice(0, at));
  return [start, start + length(part)];
}

function found(text, part) {
  const at = part ? text.indexOf(part) : -1;
  return at < 0 ? [] : [spanAt(text, at, part)];
}

/** The numbers of a text, with what is joined to them: {value, at, word}. */
function numbersOf(text) {
  const words = text.matchAll(/(\d+(?:[.,]\d+)*)(?:[-‑]?\p{L}+)?/gu);
  return Array.from(words, ({ 0: word, 1: digits, index: at }) => ({ value: digits.replaceAll(",", "."), at, word }));
}

/** Where a text says a part, or, in other words, its first number («24-е место», «24-орын»). */
function told(text, part) {
  const exact = found(text, part);
  if (exact.length) return exact;
  const [number] = numbersOf(part);
  const same = numbersOf(text).find(({ value }) => value === number?.value);
  return same ? [spanAt(text, same.at, same.word)] : [];
}

/**
 * The answer's text taken apart:
 * - said: {text, marks, chips}: what it says; chips are [place, number of citation]
 * - original: {lead, quote, marks} or null
 */
export function arrange(answer) {
  const original = originalOf(answer);
  const said = (original ? answer.answer.slice(0, original.at) : answer.answer).trimEnd();
  const words = answer.citations.flatMap(highlightsOf);
  const chips = answer.citations.map((citation, i) => {
    const own = collapsed(citation.quote);
    const translated = collapsed(citation.translation?.text ?? "").replace(/\.$/, "");
    const [span] = [...found(said, own), ...found(said, translated)];
    return [span && answer.citations.length > 1 ? span[1] : length(said), i + 1];
  });
  return {
    said: { text: said, marks: words.flatMap((word) => told(said, word)), chips },
    original: original && { ...original, marks: words.flatMap((word) => found(original.quote, word)) },
  };
}

/** Whether an answer's text holds all of another text, so that it need not be shown again. */
export function holds(answer, text) {
  return answer.answer.includes(collapsed(text).replace(/\.$/, ""));
}
