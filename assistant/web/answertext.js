// How an answer's text relates to its citations: which part of it is the original's words, where
// the chip of each citation belongs, and which words are the answer proper. Offsets count code
// points, as everywhere in the API.

import { writtenIn } from "./language.js";

const length = (text) => Array.from(text).length;
const oneLine = (text) => text.replace(/\s+/g, " ");
const collapsed = (text) => oneLine(text).trim();

/** A citation's words that are the answer proper: {word, at}, its place in the collapsed quote. */
function highlightsOf(citation) {
  const points = Array.from(citation.quote);
  const before = (offset) => oneLine(points.slice(0, offset - citation.start).join("")).trimStart().length;
  const quote = collapsed(citation.quote);
  const found = citation.highlights.map(([start, end]) => ({ word: quote.slice(before(start), before(end)), at: before(start) }));
  return found.filter(({ word }) => word);
}

/** The citations' words that a text ends with, in «»; between two quotes it says «one» … «two». */
function lastQuote(text, citations) {
  const [quoting] = /«[^]+»(?=\.?$)/.exec(text) ?? [""];
  const sources = citations.map((citation) => collapsed(citation.quote));
  const isHeld = (piece) => sources.some((source) => source.includes(piece.trim()));
  for (let at = quoting.indexOf("«"); at >= 0; at = quoting.indexOf("«", at + 1)) {
    const quote = quoting.slice(at + 1, -1);
    if (quote.split(/»? … «?|…/).every(isHeld)) return quote;
  }
  return null;
}

/**
 * The original's words that a translated answer ends with: {at, lead, quote}, where `lead` is
 * their introduction ("Original: "), which begins at `at`. Null where there are none.
 */
function originalOf(answer) {
  const quote = lastQuote(answer.answer, answer.citations);
  if (!quote || writtenIn(quote) === answer.language) return null;
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

/** Whether a text's words from `at` to `end` are whole: «25» is not in «2025», nor «5 млн» in «51,5 млн». */
function isWhole(text, at, end) {
  const joined = /[\p{L}\p{M}\p{N}]$|\d[.,]$/u.test(text.slice(Math.max(0, at - 2), at));
  return !joined && !/^[\p{L}\p{M}\p{N}]|^[.,]\d/u.test(text.slice(end, end + 2));
}

/** Where a text says a part in whole words. */
function wholly(text, part) {
  for (let at = part ? text.indexOf(part) : -1; at >= 0; at = text.indexOf(part, at + 1)) {
    if (isWhole(text, at, at + part.length)) return [spanAt(text, at, part)];
  }
  return [];
}

/** The numbers of a text, with what is joined to them: {value, at, word}. */
function numbersOf(text) {
  const words = text.matchAll(/(\d+(?:[.,]\d+)*)(?:[-‑]?[\p{L}\p{M}]+)?/gu);
  const numbers = Array.from(words, ({ 0: word, 1: digits, index: at }) => ({ value: digits.replaceAll(",", "."), at, word }));
  return numbers.filter(({ at, word }) => isWhole(text, at, at + word.length));
}

/** Where a text says a part, or, in other words, its first number («24-е место», «24-орын»). */
function told(text, part) {
  const exact = wholly(text, part);
  if (exact.length) return exact;
  const [number] = numbersOf(part);
  const same = numbersOf(text).find(({ value }) => value === number?.value);
  return same ? [spanAt(text, same.at, same.word)] : [];
}

/** Where a text has a quote's words from `at` to `end`: it holds the quote, or parts of it between ellipses. */
function placeIn(text, quote, at, end) {
  const whole = text.indexOf(quote);
  if (whole >= 0) return whole + at;
  let start = 0;
  for (const between of text.split("…")) {
    const part = between.trim().replace(/^«|»$/g, "");
    const from = part ? quote.indexOf(part) : -1;
    if (from >= 0 && from <= at && end <= from + part.length) return start + between.indexOf(part) + at - from;
    start += between.length + 1;
  }
  return -1;
}

/** The spans of a text that say the citations' highlights: at their places in the quotes, or as `otherwise` finds them. */
function marksIn(text, citations, otherwise) {
  return citations.flatMap((citation) =>
    highlightsOf(citation).flatMap(({ word, at }) => {
      const place = placeIn(text, collapsed(citation.quote), at, at + word.length);
      return place < 0 ? otherwise(text, word) : [spanAt(text, place, word)];
    }),
  );
}

/**
 * The answer's text taken apart:
 * - said: {text, marks, chips}: what it says; chips are [place, number of citation]
 * - original: {lead, quote, marks} or null
 */
export function arrange(answer) {
  const original = originalOf(answer);
  const said = (original ? answer.answer.slice(0, original.at) : answer.answer).trimEnd();
  const chips = answer.citations.map((citation, i) => {
    const own = collapsed(citation.quote);
    const translated = collapsed(citation.translation?.text ?? "").replace(/\.$/, "");
    const [span] = [...found(said, own), ...found(said, translated)];
    return [span && answer.citations.length > 1 ? span[1] : length(said), i + 1];
  });
  return {
    said: { text: said, marks: marksIn(said, answer.citations, told), chips },
    original: original && { ...original, marks: marksIn(original.quote, answer.citations, wholly) },
  };
}

/** Whether an answer's text holds all of another text, so that it need not be shown again. */
export function holds(answer, text) {
  return answer.answer.includes(collapsed(text).replace(/\.$/, ""));
}
