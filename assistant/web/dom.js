// Building elements. Text always goes in as text nodes: nothing from a source, a question or an
// answer is ever parsed as HTML.

export const byId = (id) => document.getElementById(id);

/** An element with properties, attributes and children (elements or strings). */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name === "dataset") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/**
 * The pieces of a text between marks. Offsets count code points, as everywhere in the API, while
 * JavaScript strings count UTF-16 units, so the text is taken apart by code point.
 * Returns [{text, marked}], in order.
 */
function pieces(text, spans, origin = 0) {
  const points = Array.from(text);
  const found = [];
  let at = 0;
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    const from = Math.max(at, start - origin);
    const to = Math.min(points.length, end - origin);
    if (to <= from) continue;
    if (from > at) found.push({ text: points.slice(at, from).join(""), marked: false });
    found.push({ text: points.slice(from, to).join(""), marked: true });
    at = to;
  }
  if (at < points.length) found.push({ text: points.slice(at).join(""), marked: false });
  return found;
}

/** Text with its spans in elements of their own, as nodes. */
export function marked(text, spans, origin = 0, tag = "mark") {
  return pieces(text, spans, origin).map((piece) =>
    piece.marked ? make(tag, {}, piece.text) : document.createTextNode(piece.text),
  );
}
