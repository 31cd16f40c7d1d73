// Reading a stream of server-sent events. EventSource cannot send a question, only GET.

/** The events of a response body, as {event, data}, with data parsed from JSON. */
export async function* events(body) {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let buffer = "";
  for (;;) {
    const { done, value } = await reader.read();
    buffer += decoder.decode(value, { stream: !done });
    const blocks = buffer.split(/\r?\n\r?\n/);
    buffer = blocks.pop();
    for (const block of blocks) {
      const read = parse(block);
      if (read) yield read;
    }
    if (done) return;
  }
}

function parse(block) {
  let event = "message";
  const data = [];
  for (const line of block.split(/\r?\n/)) {
    // Not a dot, which stops at U+2028: a line of the stream does not, and JSON holds it as it is.
    const [, name, value] = /^(\w+): ?([^]*)$/.exec(line) ?? [];
    if (name === "event") event = value;
    else if (name === "data") data.push(value);
  }
  return data.length ? { event, data: JSON.parse(data.join("\n")) } : null; // a comment keeps the line open
}
