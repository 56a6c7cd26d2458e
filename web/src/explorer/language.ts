// Thai and English: which is chosen, and how dates and numbers are written in it.

import { createContext } from "preact";
import { useContext } from "preact/hooks";

import { type Texts, en } from "./texts/en";
import { th } from "./texts/th";

export type Language = "th" | "en";

const TEXTS = { en, th };
const KEPT = "govgraph-language";

/** Of the address first, so that a link shows what its sender saw; then as chosen before. */
export function chosenLanguage(search: URLSearchParams): Language {
  const wanted = [search.get("lang"), kept(), navigator.language.slice(0, 2)];
  return wanted.find((one): one is Language => one === "th" || one === "en") ?? "en";
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null; // storage is forbidden: the choice lasts as long as the address has it
  }
}

export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // it lasts as long as the address has it
  }
}

export const LanguageContext = createContext<Language>("en");

export type Precision = "DAY" | "MONTH" | "YEAR" | "UNKNOWN";

export interface Speech {
  readonly language: Language;
  /** The language as the schema names it. */
  readonly code: "TH" | "EN";
  readonly t: Texts;
  readonly number: (value: number) => string;
  /** A year of the Common Era, in the era of the language. */
  readonly year: (value: number) => string;
  readonly date: (value: string | null | undefined, precision?: Precision | null) => string;
  /** From and to, as far as they are known; empty where nothing is. */
  readonly period: (period: Period) => string;
}

export interface Period {
  readonly validFrom?: string | null;
  readonly validFromPrecision?: Precision | null;
  readonly validTo?: string | null;
  readonly validToPrecision?: Precision | null;
}

const BUDDHIST_ERA = 543;
const LOCALES = { th: "th-TH-u-ca-buddhist", en: "en-GB" };
const PARTS: Record<Precision, Intl.DateTimeFormatOptions> = {
  DAY: { day: "numeric", month: "short", year: "numeric" },
  MONTH: { month: "short", year: "numeric" },
  YEAR: { year: "numeric" },
  UNKNOWN: { day: "numeric", month: "short", year: "numeric" },
};

function speech(language: Language): Speech {
  const t = TEXTS[language];
  const year = (value: number) => String(language === "th" ? value + BUDDHIST_ERA : value);
  const date = (value: string | null | undefined, precision?: Precision | null) => {
    if (!value) return "";
    if (precision === "YEAR") return year(Number(value.slice(0, 4)));
    const options = { ...PARTS[precision ?? "DAY"], timeZone: "UTC" };
    const parts = new Intl.DateTimeFormat(LOCALES[language], options)
      .formatToParts(new Date(value.slice(0, 10)))
      .filter(({ type }) => type !== "era"); // the Thai locale spells out which era it is
    return parts.map(({ value }) => value).join("").trim();
  };
  const period = (one: Period) => {
    const from = date(one.validFrom, one.validFromPrecision);
    const to = date(one.validTo, one.validToPrecision);
    if (from && to) return `${from} – ${to}`;
    if (from) return t.since(from);
    return to ? t.until(to) : "";
  };
  const number = (value: number) => value.toLocaleString(LOCALES[language]);
  return { language, code: language === "th" ? "TH" : "EN", t, number, year, date, period };
}

const SPEECHES = { th: speech("th"), en: speech("en") };

export const speechOf = (language: Language): Speech => SPEECHES[language];
export const useSpeech = (): Speech => SPEECHES[useContext(LanguageContext)];
