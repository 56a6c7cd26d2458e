import { useEffect, useState } from "preact/hooks";

import { currentAddress, go, here } from "../address";

const PAUSE = 300; // milliseconds of no key until the rows are asked for

/** A text that rows must contain, kept in the address as `q`. */
export function FilterText({ label }: { label: string }) {
  const given = currentAddress().search.get("q") ?? "";
  const [text, setText] = useState(given);
  useEffect(() => setText(given), [given]);
  useEffect(() => {
    if (text.trim() === given) return;
    const timer = setTimeout(() => go(here({ q: text.trim(), page: null }), { quietly: true }), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <label class="filtertext">
      <span>{label}</span>
      <input
        type="search"
        value={text}
        maxLength={200}
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </label>
  );
}
