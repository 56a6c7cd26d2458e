// The provinces as a map, and as the list that tells the same.

import type { ViewProps } from "../app";
import { go, here, href } from "../address";
import { useAnswer } from "../api";
import { useSpeech } from "../language";
import operation from "../operations/provinces.graphql";
import { Name } from "../parts/body";
import { Heading } from "../parts/heading";
import { ProvinceMap, SHADES, type Shaded, shade } from "../parts/map";
import { Answered } from "../parts/states";
import type { ProvincesQuery } from "../../../types/types";

const MEASURES = ["awards", "offices"] as const;
type Measure = (typeof MEASURES)[number];

export function Provinces({ search }: ViewProps) {
  const { t, code } = useSpeech();
  const variables = { language: code };
  const answer = useAnswer(operation, variables);
  const measure: Measure = search.get("by") === "offices" ? "offices" : "awards";
  const names = { awards: t.byAwards, offices: t.byOffices };
  return (
    <>
      <Heading title={t.views["provinces"]!} operation={operation} variables={variables} />
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
      <p class="quiet">{t.seatNote}</p>
      <Answered answer={answer}>
        {(data) => <MapAndList provinces={shadedOf(data, measure)} measure={measure} />}
      </Answered>
    </>
  );
}

interface Listed extends Shaded {
  readonly id: string;
}

function shadedOf({ provinces, awards }: ProvincesQuery, measure: Measure): Listed[] {
  const counts = new Map(awards.groups.map(({ key, count }) => [key.provinces?.id, count]));
  return provinces.nodes.map(({ id, name, nameEn, seats }) => ({
    id,
    name,
    nameEn,
    address: href("provinces", id),
    value: measure === "awards" ? (counts.get(id) ?? 0) : seats.totalCount,
  }));
}

function MapAndList({ provinces, measure }: { provinces: Listed[]; measure: Measure }) {
  const { t, number, language } = useSpeech();
  const most = Math.max(...provinces.map(({ value }) => value), 1);
  const ordered = [...provinces].sort(
    (a, b) => b.value - a.value || a.name.localeCompare(b.name, language),
  );
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
        </p>
      </div>
      <ol class="list" aria-label={t.views["provinces"]}>
        {ordered.map(({ id, name, address, value }) => (
          <li key={id}>
            <a href={address}>
              <Name text={name} />
            </a>
            {value > 0 && measure === "awards" ? (
              <a href={href("awards", null, { province: id })} aria-label={`${name}: ${value}`}>
                {number(value)}
              </a>
            ) : value > 0 ? (
              <a
                href={href("organizations", null, { province: id, won: "yes" })}
                aria-label={`${name}: ${value}`}
              >
                {number(value)}
              </a>
            ) : (
              <span class="quiet">0</span>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
