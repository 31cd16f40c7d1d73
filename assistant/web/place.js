// Where a document says what was quoted from it: it may have been replaced since.

const length = (text) => Array.from(text).length;

/**
 * Whether a span is of this version of a document: a citation has its hash, a related passage its
 * words. A span of an address has neither, and is taken at its word.
 */
export function isOf(source, span) {
  if (span.sha256) return span.sha256 === source.sha256;
  return !span.text || Array.from(source.text).slice(span.start, span.end).join("") === span.text;
}

/** Where a text has a quote, nearest to where it was, in code points; null where it has it no more. */
function nearest(text, quote, was) {
  let best = null;
  let counted = 0;
  let start = 0;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    start += length(text.slice(counted, at));
    counted = at;
    if (best === null || Math.abs(start - was) < Math.abs(best - was)) best = start;
  }
  return best;
}

/** A span where a document has its words now; null where it has them no more. */
export function placed(source, span) {
  if (isOf(source, span)) return span;
  const quote = span.quote ?? span.text;
  const start = quote ? nearest(source.text, quote, span.start) : null;
  if (start === null) return null;
  const highlights = (span.highlights ?? []).map((one) => one.map((offset) => offset - span.start + start));
  return { ...span, start, end: start + length(quote), highlights };
}
