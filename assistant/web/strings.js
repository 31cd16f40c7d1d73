// The page's own words in three languages.

const STRINGS = {
  ru: {
    title: "Ассистент по программе ИИ",
    pageTitle: "Ассистент по программе ИИ Казахстана",
    skip: "К вопросу",
    language: "Язык",
    theme: "Светлая или тёмная тема",
    newConversation: "Новый разговор",
    conversation: "Разговор",
    welcomeTitle: "Спросите о национальной программе ИИ",
    welcomeText: "Ответы — только из источников, с дословной цитатой и её местом в тексте. Если в источниках ответа нет, ассистент так и скажет.",
    suggestions: [
      "Какое место занимает Alem.Cloud в TOP-500?",
      "Что запрещает закон об искусственном интеллекте?",
      "Сколько человек прошли обучение в сфере ИИ?",
      "Какие проекты с ИИ есть в Узбекистане?",
    ],
    questionLabel: "Ваш вопрос",
    placeholder: "Ваш вопрос…",
    send: "Отправить",
    stop: "Остановить",
    retry: "Повторить",
    stopped: "Остановлено.",
    note: "Ответы взяты из источников дословно. Не вводите личные данные.",
    waiting: "Ищу ответ…",
    sources: "Подтверждение в источнике",
    related: "Близкое по теме",
    openSource: "Открыть источник, цитата",
    translationOf: "Неофициальный перевод",
    officialTranslation: "Перевод",
    copyAnswer: "Копировать ответ",
    copyQuote: "Копировать цитату",
    copyLink: "Копировать ссылку",
    copied: "Скопировано",
    close: "Закрыть источник",
    sourceText: "Текст источника",
    loadingSource: "Загружаю текст…",
    offline: "Нет связи с сервером. Проверьте соединение и повторите.",
    networkDown: "Вы не в сети. Вопрос можно будет отправить, когда связь вернётся.",
    busy: "Сервис сейчас загружен или ещё запускается. Повторите через несколько секунд.",
    invalid: "Вопрос не принят",
    failed: "Не получилось ответить. Повторите вопрос.",
    sourceFailed: "Текст источника не удалось загрузить.",
    you: "Вы спросили",
  },
  kk: {
    title: "ЖИ бағдарламасы бойынша көмекші",
    pageTitle: "Қазақстанның ЖИ бағдарламасы бойынша көмекші",
    skip: "Сұраққа өту",
    language: "Тіл",
    theme: "Ашық немесе қараңғы көрініс",
    newConversation: "Жаңа әңгіме",
    conversation: "Әңгіме",
    welcomeTitle: "Ұлттық ЖИ бағдарламасы туралы сұраңыз",
    welcomeText: "Жауаптар тек дереккөздерден алынады: сөзбе-сөз дәйексөзі және мәтіндегі орны көрсетіледі. Дереккөзде жауап болмаса, көмекші соны айтады.",
    suggestions: [
      "Alem.Cloud TOP-500 тізімінде нешінші орында?",
      "Жасанды интеллект туралы заң неге тыйым салады?",
      "ЖИ саласында қанша адам оқыды?",
      "Өзбекстанда қандай ЖИ жобалары бар?",
    ],
    questionLabel: "Сұрағыңыз",
    placeholder: "Сұрағыңыз…",
    send: "Жіберу",
    stop: "Тоқтату",
    retry: "Қайталау",
    stopped: "Тоқтатылды.",
    note: "Жауаптар дереккөзден сөзбе-сөз алынады. Жеке деректерді енгізбеңіз.",
    waiting: "Жауап іздеп жатырмын…",
    sources: "Дереккөздегі дәлел",
    related: "Тақырыпқа жақын",
    openSource: "Дереккөзді ашу, дәйексөз",
    translationOf: "Бейресми аударма",
    officialTranslation: "Аударма",
    copyAnswer: "Жауапты көшіру",
    copyQuote: "Дәйексөзді көшіру",
    copyLink: "Сілтемені көшіру",
    copied: "Көшірілді",
    close: "Дереккөзді жабу",
    sourceText: "Дереккөз мәтіні",
    loadingSource: "Мәтін жүктелуде…",
    offline: "Сервермен байланыс жоқ. Қосылымды тексеріп, қайталаңыз.",
    networkDown: "Сіз желіде емессіз. Байланыс қалпына келгенде сұрақты жібере аласыз.",
    busy: "Қызмет қазір бос емес немесе әлі іске қосылуда. Бірнеше секундтан кейін қайталаңыз.",
    invalid: "Сұрақ қабылданбады",
    failed: "Жауап беру мүмкін болмады. Сұрақты қайталаңыз.",
    sourceFailed: "Дереккөз мәтінін жүктеу мүмкін болмады.",
    you: "Сіз сұрадыңыз",
  },
  en: {
    title: "AI programme assistant",
    pageTitle: "Assistant on Kazakhstan's AI programme",
    skip: "Skip to the question",
    language: "Language",
    theme: "Light or dark theme",
    newConversation: "New conversation",
    conversation: "Conversation",
    welcomeTitle: "Ask about the national AI programme",
    welcomeText: "Answers come only from the sources, with the exact quote and its place in the text. Where the sources hold no answer, the assistant says so.",
    suggestions: [
      "What place does Alem.Cloud hold in the TOP-500?",
      "What does the law on artificial intelligence prohibit?",
      "How many people have been trained in AI?",
      "Which AI projects does Uzbekistan have?",
    ],
    questionLabel: "Your question",
    placeholder: "Your question…",
    send: "Send",
    stop: "Stop",
    retry: "Try again",
    stopped: "Stopped.",
    note: "Answers are quoted from the sources word for word. Do not enter personal data.",
    waiting: "Looking for the answer…",
    sources: "Proof in the source",
    related: "Near in topic",
    openSource: "Open the source, quote",
    translationOf: "Unofficial translation",
    officialTranslation: "Translation",
    copyAnswer: "Copy answer",
    copyQuote: "Copy quote",
    copyLink: "Copy link",
    copied: "Copied",
    close: "Close the source",
    sourceText: "Source text",
    loadingSource: "Loading the text…",
    offline: "The server cannot be reached. Check the connection and try again.",
    networkDown: "You are offline. The question can be sent when the connection is back.",
    busy: "The service is busy or still starting. Try again in a few seconds.",
    invalid: "The question was not accepted",
    failed: "The question could not be answered. Try again.",
    sourceFailed: "The source text could not be loaded.",
    you: "You asked",
  },
};

export const LANGUAGES = Object.keys(STRINGS);
let current = "ru";

export const t = (key) => STRINGS[current][key];
export const currentLanguage = () => current;

/** Set the interface language and put its words into every element that names a string. */
export function setLanguage(language) {
  current = LANGUAGES.includes(language) ? language : "ru";
  document.documentElement.lang = current;
  document.title = t("pageTitle");
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = t(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", t(element.dataset.label));
    if (element.tagName === "BUTTON") element.title = t(element.dataset.label);
  }
}

/** The first of the browser's languages that the page speaks. */
export function preferredLanguage() {
  const wanted = (navigator.languages ?? [navigator.language]).map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.find((tag) => LANGUAGES.includes(tag)) ?? "ru";
}
