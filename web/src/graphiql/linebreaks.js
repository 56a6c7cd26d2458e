// Monaco breaks a line that is too long between any two code units, which separates Thai vowel
// and tone marks from their consonants. Its "advanced" strategy leaves the break to the browser,
// which knows Thai words, at about 60 µs a line: too slow for long responses. For those, lines
// are broken before a consonant or a leading vowel, so that marks stay where they belong.

const THAI_STARTS = Array.from({ length: 0x2e + 5 }, (_, i) =>
  String.fromCharCode(i < 0x2e ? 0x0e01 + i : 0x0e40 + i - 0x2e),
).join("");
const DEFAULT_STARTS = "([{‘“〈《「『【〔（［｛｢£¥＄￡￥+＋";

const LONG = 100_000; // characters of a response, before it is laid out on lines

const strategyFor = (length) => (length > LONG ? "simple" : "advanced");

/** Sets how lines are broken in the editors of GraphiQL. */
export class LineBreaks {
  #responseEditor;

  /** Takes over the editors, by name; those not made yet are undefined. */
  attach({ responseEditor, ...others }) {
    this.#responseEditor = responseEditor;
    for (const editor of [responseEditor, ...Object.values(others)]) {
      editor?.updateOptions({
        wordWrap: "on",
        wordWrapBreakBeforeCharacters: DEFAULT_STARTS + THAI_STARTS,
        wrappingStrategy: "advanced",
      });
    }
  }

  /** Makes ready for a response of so many characters; call it before the response is shown. */
  expect(length) {
    this.#responseEditor?.updateOptions({ wrappingStrategy: strategyFor(length) });
  }
}
