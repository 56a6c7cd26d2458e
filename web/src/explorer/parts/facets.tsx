// Filters with how many rows each value would leave.

import { currentAddress, go, here } from "../address";
import { useSpeech } from "../language";
import { NONE } from "../filters";
import { Name } from "./body";

export interface Value {
  /** Null where the rows have none. */
  readonly key: string | null;
  readonly name: string;
  readonly count: number;
}

interface FacetProps {
  readonly name: string;
  readonly title: string;
  readonly values: readonly Value[];
  readonly isOpen?: boolean;
}

const FEW = 8;

/** Beside the rows there is room for open facets; above them, on a phone, there is none. */
export const HAS_ROOM = matchMedia("(min-width: 52rem)").matches;

export function Facet({ name, title, values, isOpen }: FacetProps) {
  const { t, number } = useSpeech();
  const chosen = currentAddress().search.getAll(name);
  const shown = values.slice(0, FEW);
  const rest = values.slice(FEW);
  const isHidden = rest.some(({ key }) => chosen.includes(key ?? NONE));
  const box = ({ key, name: label, count }: Value) => {
    const value = key ?? NONE;
    return (
      <label key={value}>
        <input
          type="checkbox"
          checked={chosen.includes(value)}
          onChange={() => go(toggled(name, value))}
        />
        <span>{key === null ? <i>{label || t.none}</i> : <Name text={label} />}</span>
        <small>{number(count)}</small>
      </label>
    );
  };
  return (
    <details class="facet" open={isOpen || chosen.length > 0}>
      <summary>{title}</summary>
      <div role="group" aria-label={title}>
        {shown.map(box)}
        {rest.length > 0 && (
          <details open={isHidden}>
            <summary>{t.showAll(values.length)}</summary>
            {rest.map(box)}
          </details>
        )}
      </div>
    </details>
  );
}

/** The address with a value chosen, or not any longer. */
export function toggled(name: string, value: string): string {
  const chosen = currentAddress().search.getAll(name);
  const without = chosen.filter((one) => one !== value);
  const isChosen = without.length < chosen.length;
  return here({ [name]: isChosen ? without : [...chosen, value], page: null });
}
