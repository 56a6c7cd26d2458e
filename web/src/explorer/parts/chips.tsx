// The filters in force, each with a way to take it out.

import { currentAddress, here } from "../address";
import { useAnswer } from "../api";
import { NONE } from "../filters";
import { useSpeech } from "../language";
import operation from "../operations/names.graphql";
import { Name } from "./body";
import { toggled } from "./facets";

interface ChipsProps {
  /** The parameters of the address that filter. */
  readonly parameters: readonly string[];
  /** What a value is called, where that is known without asking. */
  readonly nameOf: (parameter: string, value: string) => string | undefined;
}

export function Chips({ parameters, nameOf }: ChipsProps) {
  const { t } = useSpeech();
  const { search } = currentAddress();
  const chosen = parameters.flatMap((name) =>
    search.getAll(name).map((value) => ({ name, value, known: nameOf(name, value) })),
  );
  const asked = chosen.filter(({ name, known }) => !known && name !== "q");
  const names = useNames(asked.map(({ value }) => value));
  if (!chosen.length) return null;
  const nothing = Object.fromEntries(parameters.map((name) => [name, null]));
  return (
    <ul class="chips">
      {chosen.map(({ name, value, known }) => {
        const label = name === "q" ? `“${value}”` : (known ?? names.get(value) ?? value);
        return (
          <li key={name + value}>
            <a href={toggled(name, value)} aria-label={t.removeFilter(label)}>
              <Name text={label} /> <span aria-hidden="true">×</span>
            </a>
          </li>
        );
      })}
      <li>
        <a href={here({ ...nothing, page: null })}>{t.clear}</a>
      </li>
    </ul>
  );
}

const MOST = 50; // names asked at once

/** What the nodes with these ids are called. */
function useNames(values: readonly string[]): ReadonlyMap<string, string> {
  const { code } = useSpeech();
  const ids = values.filter((value) => value && value !== NONE).slice(0, MOST);
  const { data } = useAnswer(operation, ids.length ? { ids, language: code } : null);
  const names = new Map<string, string>();
  for (const node of data?.nodes ?? []) {
    if (node && "name" in node) names.set(node.id, node.name);
    if (node && "title" in node) names.set(node.id, node.title);
  }
  return names;
}
