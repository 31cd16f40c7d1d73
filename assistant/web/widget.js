// A launcher button and the chat in a frame, for a portal's page:
//
//   <script src="https://assistant.example.kz/widget.js" data-language="kk" async></script>
//
// The server's setting embed_origins must name the portal's origin. Everything is in a shadow tree
// with a constructed style sheet: the portal's styles do not reach it, nor its styles the portal,
// and a strict style-src does not stop it. Nothing but this file is loaded until the button is used.
(() => {
  const { src, dataset } = document.currentScript;
  const origin = new URL(src).origin;
  const language = ["ru", "kk", "en"].includes(dataset.language) ? dataset.language : document.documentElement.lang.slice(0, 2);
  const words = {
    ru: { open: "Открыть чат с ИИ-ассистентом", close: "Закрыть чат", chat: "Чат с ИИ-ассистентом", page: "Чат не открылся здесь. Открыть его на отдельной странице" },
    kk: { open: "ЖИ-көмекшімен чатты ашу", close: "Чатты жабу", chat: "ЖИ-көмекшімен чат", page: "Чат осы жерде ашылмады. Оны бөлек бетте ашу" },
    en: { open: "Open the chat with the AI assistant", close: "Close the chat", chat: "Chat with the AI assistant", page: "The chat did not open here. Open it on a page of its own" },
  };
  const t = words[language] ?? words.ru;
  const READY_MS = 10_000;

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; position: fixed; inset: auto 0 0 auto; z-index: 2147483000; font: 16px/1.4 system-ui, sans-serif; }
    button { position: fixed; right: 1rem; bottom: 1rem; width: 3.5rem; height: 3.5rem; display: grid; place-items: center; padding: 0; border: 2px solid #fff; border-radius: 50%; background: #00687a; color: #fff; cursor: pointer; box-shadow: 0 4px 16px rgb(0 0 0 / .3); }
    button:hover { background: #00515f; }
    button:focus-visible, a:focus-visible { outline: 3px solid #00687a; outline-offset: 3px; }
    svg { width: 1.75rem; height: 1.75rem; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
    .frame { position: fixed; right: 1rem; bottom: 5.25rem; width: 25rem; height: min(42rem, calc(100dvh - 6.5rem)); display: grid; border-radius: 16px; overflow: hidden; background: #fff; box-shadow: 0 8px 40px rgb(0 0 0 / .35); }
    .frame[hidden], a[hidden] { display: none; }
    iframe { width: 100%; height: 100%; border: 0; grid-area: 1 / 1; }
    a { grid-area: 1 / 1; place-self: center; margin: 2rem; padding: 1rem; background: #fff; color: #00515f; }
    @media (max-width: 30rem) {
      .frame { inset: 0; width: 100%; height: 100dvh; border-radius: 0; }
      .frame.ready:not([hidden]) ~ button { display: none; }
    }
    @media (forced-colors: active) {
      .frame { border: 1px solid; }
    }
  `);

  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", "M4 5h16v11H10l-5 4v-4H4ZM8 9h8M8 12h5");
  icon.append(path);
  const button = make("button", { type: "button", "aria-expanded": "false", "aria-label": t.open, lang: language }, icon);
  const frame = make("div", { class: "frame", hidden: "" });
  root.append(frame, button);
  let chat = null;
  let silent = 0;

  function load() {
    const elsewhere = make("a", { href: `${origin}/?language=${language}`, target: "_blank", rel: "noopener", lang: language, hidden: "" }, t.page);
    chat = make("iframe", { src: `${origin}/embed?language=${language}`, title: t.chat, allow: "clipboard-write" });
    frame.append(chat, elsewhere);
    // A frame that was refused, or never loaded, says nothing: offer the page instead.
    silent = setTimeout(() => {
      elsewhere.hidden = false;
    }, READY_MS);
  }

  /** Forget a chat that did not get ready, so that opening it again tries again. */
  function unload() {
    clearTimeout(silent);
    frame.replaceChildren();
    chat = null;
  }

  function show(open) {
    if (open && !chat) load();
    if (!open && !frame.classList.contains("ready")) unload();
    frame.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    button.setAttribute("aria-label", open ? t.close : t.open);
    (open ? chat : button).focus();
  }

  addEventListener("message", ({ source, origin: from, data }) => {
    if (!chat || source !== chat.contentWindow || from !== origin || data?.source !== "kz-ai-assistant") return;
    if (data.action === "close") show(false);
    if (data.action === "ready") {
      clearTimeout(silent);
      frame.classList.add("ready");
      frame.lastChild.hidden = true;
    }
  });
  button.addEventListener("click", () => show(frame.hidden));
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !frame.hidden) show(false);
  });
  const attach = () => document.body.append(host);
  if (document.body) attach();
  else addEventListener("DOMContentLoaded", attach);
})();
