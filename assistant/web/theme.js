// Before the first paint, hence not a module: the theme that was chosen, or else the system's.
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;
  try {
    chosen = JSON.parse(localStorage.getItem("kz-ai-assistant.theme"));
  } catch {
    // Storage is off.
  }
  const show = (theme) => {
    document.documentElement.dataset.theme = theme;
  };
  show(chosen ?? (dark.matches ? "dark" : "light"));
  if (!chosen) dark.addEventListener("change", () => show(dark.matches ? "dark" : "light"));
})();
