import { isThai } from "./body";

interface Part {
  readonly start: number;
  readonly end: number;
}

/** A text with parts of it marked; their places are in code points. */
export function Highlighted({ text, parts }: { text: string; parts: readonly Part[] }) {
  const points = Array.from(text);
  const between = (start: number, end?: number) => points.slice(start, end).join("");
  const last = parts.at(-1)?.end ?? 0;
  return (
    <span lang={isThai(text) ? "th" : "en"}>
      {parts.map(({ start, end }, index) => (
        <>
          {between(parts[index - 1]?.end ?? 0, start)}
          <mark>{between(start, end)}</mark>
        </>
      ))}
      {between(last)}
    </span>
  );
}
