// What can be told from a text or a date about its language.

/**
 * The language that a text is written in, by its letters, for its lang attribute: a screen reader
 * then speaks a Russian quote in Russian, and the browser hyphenates it so.
 */
export function writtenIn(text) {
  if (/[әғқңөұүһі]/i.test(text)) return "kk";
  const cyrillic = text.match(/[а-яё]/gi)?.length ?? 0;
  const latin = text.match(/[a-z]/gi)?.length ?? 0;
  if (!cyrillic && !latin && /\p{L}/u.test(text)) return ""; // another script's, which HTML calls unknown
  return cyrillic >= latin ? "ru" : "en";
}

const KAZAKH_MONTHS = ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"];

/** An ISO date in words, in the given language. */
export function longDate(iso, language) {
  const date = new Date(iso);
  // Browsers come without Kazakh month names and write "2026 M01 17".
  if (language === "kk") return `${date.getUTCFullYear()} ж. ${date.getUTCDate()} ${KAZAKH_MONTHS[date.getUTCMonth()]}`;
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "long", timeZone: "UTC" }).format(date);
}
