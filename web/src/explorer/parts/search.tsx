// The search box with suggestions: a combobox after the ARIA Authoring Practices.

import { useEffect, useId, useState } from "preact/hooks";

import { go, href } from "../address";
import { useAnswer } from "../api";
import { useSpeech } from "../language";
import suggest from "../operations/suggest.graphql";
import type { SearchKind, SuggestQuery } from "../../../types/types";
import { Highlighted } from "./highlighted";
import { hitAddress, hitKind } from "./hits";

export type Suggestion = SuggestQuery["suggest"][number];

const PAUSE = 120; // milliseconds of no key until suggestions are asked for

interface Box {
  readonly label: string;
  readonly placeholder: string;
  readonly kinds?: SearchKind[];
  /** Shown while nothing is typed. */
  readonly initial?: string;
  readonly onChoose: (suggestion: Suggestion) => void;
  /** Enter without a suggestion chosen. */
  readonly onSearch?: (text: string) => void;
}

export function SearchBox({ label, placeholder, kinds, initial = "", onChoose, onSearch }: Box) {
  const { t, code } = useSpeech();
  const [text, setText] = useState(initial);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const list = useId();
  useEffect(() => setText(initial), [initial]);
  const wanted = useSettled(isOpen ? text.trim() : "", PAUSE);
  const { data } = useAnswer(
    suggest,
    wanted ? { text: wanted.slice(0, 200), kinds: kinds ?? null, language: code } : null,
  );
  const found = wanted && text.trim() ? (data?.suggest ?? []) : [];
  const shown = isOpen && found.length > 0;

  const choose = (suggestion: Suggestion) => {
    setOpen(false);
    setActive(-1);
    setText(onSearch ? "" : suggestion.matched);
    onChoose(suggestion);
  };
  const search = () => {
    const chosen = found[active];
    if (shown && chosen) return choose(chosen);
    if (!onSearch) return found[0] && choose(found[0]);
    if (!text.trim()) return;
    setOpen(false);
    onSearch(text.trim());
  };
  const move = (by: number) => {
    if (!found.length) return;
    setOpen(true);
    setActive((active + by + found.length + (active < 0 && by < 0 ? 1 : 0)) % found.length);
  };
  const keys: Record<string, () => void> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: search,
    Escape: () => (shown ? setOpen(false) : setText("")),
  };
  return (
    <div class="searchbox" role={onSearch ? "search" : undefined}>
      <input
        type="text"
        role="combobox"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        enterkeyhint="search"
        maxLength={200}
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={list}
        aria-activedescendant={shown && active >= 0 ? `${list}-${active}` : undefined}
        placeholder={placeholder}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setActive(-1);
          setOpen(true);
        }}
        onKeyDown={(event) => {
          const act = event.isComposing ? undefined : keys[event.key];
          if (!act) return;
          event.preventDefault();
          act();
        }}
        onBlur={() => setOpen(false)}
      />
      <ul id={list} role="listbox" aria-label={label} hidden={!shown}>
        {found.map((one, index) => (
          <li
            key={one.node.id}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === active}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(one)}
          >
            <Highlighted text={one.matched} parts={one.highlights} />
            <small>{hitKind(one.node, t)}</small>
          </li>
        ))}
      </ul>
      <span class="hidden" role="status">
        {shown ? t.suggestions(found.length) : ""}
      </span>
    </div>
  );
}

/** The value, once it has not changed for a while. */
function useSettled(value: string, milliseconds: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

/** The search box of the head of every view. */
export function HeadSearch() {
  const { t } = useSpeech();
  return (
    <SearchBox
      label={t.searchLabel}
      placeholder={t.searchPrompt}
      onChoose={({ node, matched }) => go(hitAddress(node, matched))}
      onSearch={(q) => go(href("search", null, { q }))}
    />
  );
}
