// Calls of the HTTP API. A failed call throws ApiError with a kind the page has words for.

import { events } from "./events.js";
import { isOf } from "./place.js";

export class ApiError extends Error {
  constructor(kind, detail, retryAfter = null) {
    super(detail);
    this.kind = kind; // offline | slow | busy | invalid | failed
    this.retryAfter = retryAfter;
  }
}

function kindOf(status) {
  if (status === 504) return "slow";
  if (status === 429 || status === 503) return "busy";
  return [400, 413, 422].includes(status) ? "invalid" : "failed"; // only these are about the question
}

async function send(path, options = {}) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    throw whyBroken(error, options.signal);
  }
  if (response.ok) return response;
  let detail = response.statusText;
  try {
    detail = (await response.json()).detail ?? detail;
  } catch {
    // Not problem details: a proxy answered. Its status is all there is to tell.
  }
  throw new ApiError(kindOf(response.status), detail, Number(response.headers.get("retry-after")) || null);
}

/** What an error of a call means: stopped (by its reason), no connection (a TypeError), or what it says. */
function whyBroken(error, signal) {
  if (signal?.aborted) return signal.reason;
  return error instanceof TypeError ? new ApiError("offline", error.message) : error;
}

/**
 * Ask a question. The answer comes as events where the server offers them, as JSON where it (or a
 * proxy before it) does not. `heard` is called with the name of each event. The answer is that of
 * the API, with the id of its request.
 */
export async function ask({ question, history }, signal, heard) {
  const response = await send("/v1/ask", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream, application/json;q=0.9" },
    body: JSON.stringify({ question, history }),
    signal,
  });
  const requestId = response.headers.get("x-request-id");
  let answer = null;
  try {
    if (!response.headers.get("content-type")?.startsWith("text/event-stream")) return { ...(await response.json()), requestId };
    for await (const { event, data } of events(response.body)) {
      if (event === "error") throw new ApiError(kindOf(data.status), data.detail);
      if (event === "answer") answer = data;
      heard(event);
    }
  } catch (error) {
    throw whyBroken(error, signal);
  }
  if (!answer) throw new ApiError("offline", "the stream ended before the answer");
  return { ...answer, requestId };
}

/** Send a rating of an answer. */
export async function rate(rating) {
  const headers = { "content-type": "application/json" };
  await send("/v1/feedback", { method: "POST", headers, body: JSON.stringify(rating) });
}

const documents = new Map();

/** The document of a span, with its text and passages; kept, since a citation often leads to the same one. */
export async function getDocument(span) {
  const id = span.document_id;
  const kept = documents.get(id);
  if (kept && isOf(kept, span)) return kept;
  const source = await (await send(`/v1/documents/${encodeURIComponent(id)}`)).json();
  documents.set(id, source);
  return source;
}
