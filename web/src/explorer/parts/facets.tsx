// Filters with how many rows each value would leave.

import { currentAddress, go, here } from "../address";
import { useSpeech } from "../language";
import { NONE } from "../filters";
import { Name } from "./body";
import { Changed } from "./marked";

export interface Value {
  /** Null where the rows have none. */
  readonly key: string | null;
  readonly name: string;
  readonly count: number;
  /** The count on the day that it is compared with. */
  readonly then?: number;
}

/** The values with their counts on the other day, and those of that day alone. */
export function compared(values: readonly Value[], others: readonly Value[] | undefined): Value[] {
  if (!others) return [...values];
  const then = new Map(others.map(({ key, count }) => [key, count]));
  const known = new Set(values.map(({ key }) => key));
  const alone = others.filter(({ key }) => !known.has(key));
  return [
    ...values.map((value) => ({ ...value, then: then.get(value.key) ?? 0 })),
    ...alone.map((value) => ({ ...value, count: 0, then: value.count })),
  ];
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
  const box = ({ key, name: label, count, then }: Value) => {
    const value = key ?? NONE;
    return (
      <label key={value}>
        <input
          type="checkbox"
          checked={chosen.includes(value)}
          onChange={() => go(toggled(name, value))}
        />
        <span>{key === null ? <i>{label || t.none}</i> : <Name text={label} />}</span>
        <small>
          {number(count)} <Changed count={count} then={then} />
        </small>
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
