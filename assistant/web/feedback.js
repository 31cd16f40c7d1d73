// Thumbs under an answer. A thumb is sent at once; a thumb down then asks why, in a tap or in words.
// The question goes along only with a thumb, and the server removes personal data from it.

import { ApiError, rate } from "./api.js";
import { make } from "./dom.js";
import { t } from "./strings.js";

const REASONS = {
  answered: ["wrong", "incomplete", "off_question", "unclear"],
  refused: ["not_answered", "unclear"],
};

function icon(down) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", "M7 11v9H4v-9h3Zm0 0 4-8a2 2 0 0 1 2 2v4h6a2 2 0 0 1 2 2l-1.5 7.5A2 2 0 0 1 17.5 20H7");
  if (down) path.setAttribute("transform", "rotate(180 12 12)");
  svg.append(path);
  return svg;
}

/** What the server keeps of an answer that is rated. */
function ratingOf(question, answer) {
  return {
    request_id: answer.requestId,
    question,
    language: answer.language,
    answered: answer.status === "answered",
    citations: answer.citations.map(({ document_id, start, end }) => ({ document_id, start, end })),
  };
}

/** The thumbs of an answer; none for one whose request is not known. */
export function thumbs(question, answer) {
  if (!answer.requestId) return null;
  const said = make("span", { class: "thanks", role: "status" });
  const buttons = ["up", "down"].map((rating) =>
    make(
      "button",
      {
        type: "button",
        class: "thumb",
        "aria-pressed": "false",
        "aria-label": t(rating),
        title: t(rating),
        dataset: { label: rating, rating },
        onclick: () => give({ rating }),
      },
      icon(rating === "down"),
    ),
  );
  const why = whyForm(answer, (reason, comment) => give({ rating: "down", reason, comment }));
  const root = make("div", { class: "feedback" }, make("div", { class: "thumbs" }, ...buttons, said), why);
  return root;

  async function give({ rating, reason, comment }) {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.rating === rating));
    if (rating === "up" || reason) closeWhy(rating);
    else why.hidden = false;
    try {
      await rate({ ...ratingOf(question, answer), rating, ...(reason ? { reason } : {}), ...(comment ? { comment } : {}) });
      say("thanks");
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      for (const button of buttons) button.setAttribute("aria-pressed", "false");
      closeWhy(rating);
      say("notSent");
    }
  }

  /** Close the form, its focus to the thumb that opened it. */
  function closeWhy(rating) {
    const focused = why.contains(document.activeElement);
    why.hidden = true;
    if (focused) buttons.find((button) => button.dataset.rating === rating).focus();
  }

  function say(key) {
    said.replaceChildren(make("span", { dataset: { text: key } }, t(key)));
  }
}

function whyForm(answer, send) {
  const comment = make("input", { type: "text", maxlength: "500", "aria-label": t("comment"), placeholder: t("comment"), dataset: { label: "comment" } });
  const reasons = REASONS[answer.status === "answered" ? "answered" : "refused"].map((reason) =>
    make("button", { type: "button", dataset: { text: `why_${reason}`, reason }, onclick: () => send(reason, comment.value) }, t(`why_${reason}`)),
  );
  const form = make(
    "form",
    { class: "why", hidden: true },
    make("p", { dataset: { text: "why" } }, t("why")),
    make("div", { class: "foot" }, ...reasons),
    make("div", { class: "foot" }, comment, make("button", { type: "submit", dataset: { text: "sendComment" } }, t("sendComment"))),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (comment.value.trim()) send("other", comment.value);
  });
  return form;
}
