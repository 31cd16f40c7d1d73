// The field a question is written in: it grows with its text, sends on Enter, and says when a
// question is too long instead of cutting it.

import { announce } from "./announcer.js";
import { byId } from "./dom.js";
import { t } from "./strings.js";

const MAX_LENGTH = 2_000; // the server's own default limit, in code points
const COUNTED_FROM = 1_600;
const field = byId("question");

const length = () => Array.from(field.value).length;

function fit() {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`; // as far as the style sheet lets it
  showLength();
}

/** The count of characters, once it matters. Called again when the language changes. */
export function showLength() {
  const long = length() > MAX_LENGTH;
  if (long && field.getAttribute("aria-invalid") !== "true") announce(t("tooLong"));
  field.setAttribute("aria-invalid", String(long));
  byId("length").hidden = length() < COUNTED_FROM;
  byId("length").classList.toggle("over", long);
  byId("length").textContent = `${long ? `${t("tooLong")}: ` : ""}${length()} / ${MAX_LENGTH}`;
}

export function focus() {
  field.focus();
}

/** Give a question back to be changed, unless another is being written. */
export function giveBack(question) {
  if (field.value) return;
  field.value = question;
  fit();
}

/** `submit` is called with a question; it returns whether it took it. */
export function setUp(submit) {
  byId("form").addEventListener("submit", (event) => {
    event.preventDefault();
    if (length() > MAX_LENGTH || !submit(field.value)) return;
    field.value = "";
    fit();
    field.focus();
  });
  field.addEventListener("input", fit);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      byId("form").requestSubmit();
    }
  });
}
