// The one control of time: a day, and another to compare it with.

import { useEffect, useState } from "preact/hooks";

import { go, here } from "../address";
import { useAnswer } from "../api";
import { useSpeech } from "../language";
import changeDates from "../operations/change-dates.graphql";

/** Today where the reader is. */
export const today = (): string => new Date().toLocaleDateString("en-CA");

const isDay = (text: string | null): text is string =>
  /^\d{4}-\d\d-\d\d$/.test(text ?? "") && !Number.isNaN(Date.parse(text!));

export interface Days {
  /** The day of the page; null for today. */
  readonly asOf: string | null;
  /** The day that it is compared with. */
  readonly other: string | null;
}

export function daysOf(search: URLSearchParams): Days {
  const [asOf, other] = [search.get("asOf"), search.get("with")];
  return { asOf: isDay(asOf) ? asOf : null, other: isDay(other) ? other : null };
}

/**
 * The day to ask of. Without one the service answers what holds today, and former bodies too: these
 * would be there on both days of a comparison, which therefore names today.
 */
export const dayOf = ({ asOf, other }: Days): string | null => asOf ?? (other && today());

export function DateBar({ asOf, other }: Days) {
  const { t } = useSpeech();
  const { data } = useAnswer(changeDates, {});
  const known = (data?.changeEvents.nodes ?? []).map(({ date }) => date).filter(isDay);
  const days = [...new Set(known)].sort();
  return (
    <section class="datebar" aria-label={t.asOfHint}>
      <DayInput
        label={t.asOf}
        value={asOf ?? today()}
        onChange={(day) => go(here({ asOf: day, page: null }))}
      />
      <DayInput
        label={t.compareWith}
        value={other ?? ""}
        onChange={(day) => go(here({ with: day, page: null }))}
      />
      {other && (
        <a href={here({ asOf: other, with: asOf ?? today(), page: null })}>
          <span aria-hidden="true">⇄</span> {t.swapDays}
        </a>
      )}
      {(asOf ?? other) && (
        <a href={here({ asOf: null, with: null, page: null })}>{t.clearDate}</a>
      )}
      {days.length > 0 && <DaySlider days={days} value={asOf ?? today()} />}
    </section>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string | null) => void;
}

function DayInput({ label, value, onChange }: DayProps) {
  const { date } = useSpeech();
  return (
    <label>
      <span>{label}</span>
      <input
        type="date"
        value={value}
        min="1900-01-01"
        max="2100-12-31"
        onChange={(event) => {
          const day = event.currentTarget.value;
          if (!day || (isDay(day) && day >= "1900")) onChange(day || null);
        }}
      />
      <small>{date(value)}</small>
    </label>
  );
}

/** Steps through the days on which something changed, and today. */
function DaySlider({ days, value }: { days: readonly string[]; value: string }) {
  const { t, date } = useSpeech();
  const stops = [...days.filter((day) => day < today()), today()];
  const stop = stops.filter((day) => day <= value).length - 1;
  const [place, setPlace] = useState(Math.max(0, stop));
  useEffect(() => setPlace(Math.max(0, stop)), [stop]);
  const shown = stops[place] ?? value;
  return (
    <label class="slider">
      <span>{t.timeline}</span>
      <input
        type="range"
        min={0}
        max={stops.length - 1}
        step={1}
        value={place}
        aria-valuetext={date(shown)}
        onInput={(event) => setPlace(Number(event.currentTarget.value))}
        onChange={(event) => {
          const day = stops[Number(event.currentTarget.value)];
          const asOf = day === today() ? null : (day ?? null);
          go(here({ asOf, page: null }), { quietly: true });
        }}
      />
      <small>{date(shown)}</small>
    </label>
  );
}
