// Calls of the HTTP API. A failed call throws ApiError with a kind the page has words for.

export class ApiError extends Error {
  constructor(kind, detail, retryAfter = null) {
    super(detail);
    this.kind = kind; // offline | busy | invalid | failed
    this.retryAfter = retryAfter;
  }
}

async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ApiError("offline", error.message);
  }
  if (response.ok) return response.json();
  let detail = response.statusText;
  try {
    detail = (await response.json()).detail ?? detail;
  } catch {
    // Not problem details: a proxy answered. Its status is all there is to tell.
  }
  const kind = [429, 503, 504].includes(response.status) ? "busy" : response.status < 500 ? "invalid" : "failed";
  throw new ApiError(kind, detail, Number(response.headers.get("retry-after")) || null);
}

export function ask({ question, history, language }, signal) {
  return call("/v1/ask", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ question, history, ...(language ? { language } : {}) }),
    signal,
  });
}

const documents = new Map();

/** A document with its text and passages; kept, since a citation often leads to the same one. */
export async function getDocument(id) {
  if (!documents.has(id)) documents.set(id, await call(`/v1/documents/${encodeURIComponent(id)}`));
  return documents.get(id);
}
