// The provinces as a map, and as the list that tells the same.

import type { ViewProps } from "../app";
import { go, here, href } from "../address";
import { useBothDays } from "../api";
import { differences, inTime } from "../differences";
import { useSpeech } from "../language";
import operation from "../operations/provinces.graphql";
import { Name } from "../parts/body";
import { DateBar, dayOf, type Days, daysOf } from "../parts/datebar";
import { Heading } from "../parts/heading";
import { ProvinceMap, SHADES, type Shaded, shade } from "../parts/map";
import { Answered } from "../parts/states";
import type { ProvincesQuery } from "../../../types/types";

const MEASURES = ["awards", "offices", "seats"] as const;
type Measure = (typeof MEASURES)[number];

export function Provinces({ search }: ViewProps) {
  const { t, code } = useSpeech();
  const days = daysOf(search);
  const variables = { asOf: dayOf(days), compare: days.other !== null, language: code };
  const answer = useBothDays(operation, variables, days.other);
  const measure = MEASURES.find((one) => one === search.get("by")) ?? "awards";
  const names = { awards: t.byAwards, offices: t.byOffices, seats: t.bySeats };
  return (
    <>
      <Heading title={t.views["provinces"]!} operation={operation} variables={variables} />
      <DateBar {...days} />
      <fieldset class="choice">
        <legend>{t.measure}</legend>
        {MEASURES.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="measure"
              checked={one === measure}
              onChange={() => go(here({ by: one === "awards" ? null : one }), { quietly: true })}
            />
            {names[one]}
          </label>
        ))}
      </fieldset>
      <p class="quiet">
        {t.seatNote} {t.datesHint}
      </p>
      <Answered answer={answer}>
        {(data) => (
          <MapAndList
            provinces={listedOf(data, answer.then, measure, days)}
            measure={measure}
            days={days}
            isCompared={answer.then !== null}
          />
        )}
      </Answered>
    </>
  );
}

interface Listed extends Shaded {
  readonly id: string;
  /** How many there are on the later day alone, and on the earlier. */
  readonly added: number;
  readonly removed: number;
}

function listedOf(
  data: ProvincesQuery,
  then: ProvincesQuery | null,
  measure: Measure,
  days: Days,
): Listed[] {
  const counts = countsOf(data, measure);
  const changes = then && changesOf(data, then, measure, days);
  return data.provinces.nodes.map(({ id, name, nameEn }) => {
    const added = changes?.added.get(id) ?? 0;
    const removed = changes?.removed.get(id) ?? 0;
    return {
      id,
      name,
      nameEn,
      address: href("provinces", id, { asOf: days.asOf, with: days.other }),
      value: counts.get(id) ?? 0,
      isChanged: added + removed > 0,
      added,
      removed,
    };
  });
}

type Counts = ReadonlyMap<string | undefined, number>;

function countsOf({ awards, offices, seats }: ProvincesQuery, measure: Measure): Counts {
  if (measure === "awards") {
    return new Map(awards.groups.map(({ key, count }) => [key.provinces?.id, count]));
  }
  const { groups } = measure === "offices" ? offices : seats;
  return new Map(groups.map(({ key, count }) => [key.seatedIn?.id, count]));
}

/** By province: bodies one by one, since one may take the place of another; awards by number. */
function changesOf(data: ProvincesQuery, then: ProvincesQuery, measure: Measure, days: Days) {
  const changes = { added: new Map<string, number>(), removed: new Map<string, number>() };
  const count = (kind: "added" | "removed", id: string, by: number) =>
    changes[kind].set(id, (changes[kind].get(id) ?? 0) + by);
  if (measure === "awards") {
    const [earlier, later] = inTime(
      countsOf(data, measure),
      countsOf(then, measure),
      dayOf(days),
      days.other,
    );
    for (const { id } of data.provinces.nodes) {
      const more = (later.get(id) ?? 0) - (earlier.get(id) ?? 0);
      if (more) count(more > 0 ? "added" : "removed", id, Math.abs(more));
    }
    return changes;
  }
  const rows = differences(seatsOf(data, measure), seatsOf(then, measure), dayOf(days), days.other);
  for (const { body, difference } of rows) {
    const { kind } = difference;
    if (kind === "added" || kind === "removed") count(kind, body.province, 1);
  }
  return changes;
}

/** Each body with its seat: elsewhere it is another. */
function seatsOf({ seats }: ProvincesQuery, measure: Measure) {
  return (seats.nodes ?? []).flatMap(({ id, seatedIn, awards }) =>
    seatedIn && (measure === "seats" || awards.totalCount > 0)
      ? [{ id: `${id} ${seatedIn.id}`, name: "", province: seatedIn.id }]
      : [],
  );
}

interface MapProps {
  readonly provinces: readonly Listed[];
  readonly measure: Measure;
  readonly days: Days;
  /** Whether the provinces tell what is different on the other day. */
  readonly isCompared: boolean;
}

function MapAndList({ provinces, measure, days, isCompared }: MapProps) {
  const { t, number, language } = useSpeech();
  const most = Math.max(...provinces.map(({ value }) => value), 1);
  const ordered = [...provinces].sort(
    (a, b) => b.value - a.value || a.name.localeCompare(b.name, language),
  );
  const time = { asOf: days.asOf, with: days.other };
  const rowsOf = (id: string) =>
    measure === "awards"
      ? href("awards", null, { province: id, ...time })
      : href("organizations", null, {
          province: id,
          won: measure === "offices" ? "yes" : null,
          ...time,
        });
  return (
    <div class="provinces">
      <div>
        <ProvinceMap provinces={provinces} />
        <p class="legend" aria-hidden="true">
          {Array.from({ length: Math.min(SHADES, most + 1) }, (_, index) => {
            const value = most < SHADES ? index : Math.round((index / (SHADES - 1)) * most);
            return (
              <span key={index}>
                <i class={`key shade-${shade(value, most)}`} /> {number(value)}
              </span>
            );
          })}
          {isCompared && (
            <span>
              <i class="key changed" /> {t.changed}
            </span>
          )}
        </p>
      </div>
      <div>
        {isCompared && <Sums provinces={provinces} />}
        <ol class="list" aria-label={t.views["provinces"]}>
          {ordered.map(({ id, name, address, value, added, removed }) => (
            <li key={id}>
              <a href={address}>
                <Name text={name} />
              </a>
              <Shift added={added} removed={removed} />
              {value > 0 ? (
                <a href={rowsOf(id)} aria-label={`${name}: ${value}`}>
                  {number(value)}
                </a>
              ) : (
                <span class="quiet">0</span>
              )}
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}

function Shift({ added, removed }: { added: number; removed: number }) {
  const { t, number } = useSpeech();
  if (!added && !removed) return null;
  return (
    <span class="shift">
      {added > 0 && (
        <span class="badge added">
          {t.added} {number(added)}
        </span>
      )}{" "}
      {removed > 0 && (
        <span class="badge removed">
          {t.removed} {number(removed)}
        </span>
      )}
    </span>
  );
}

/** What is marked in all provinces together, or that nothing is. */
function Sums({ provinces }: { provinces: readonly Listed[] }) {
  const { t } = useSpeech();
  const sum = (name: "added" | "removed") =>
    provinces.reduce((total, province) => total + province[name], 0);
  const [added, removed] = [sum("added"), sum("removed")];
  return (
    <p class="count" role="status">
      {added + removed > 0 ? <Shift added={added} removed={removed} /> : t.noDifference}
    </p>
  );
}
