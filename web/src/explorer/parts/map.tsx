// The map of the provinces. It is drawn for the eye alone: a list beside it tells the same.

import { useEffect, useState } from "preact/hooks";

import { useSpeech } from "../language";

interface Shape {
  readonly name: string;
  readonly path: string;
}

interface Boundaries {
  readonly viewBox: string;
  readonly locations: readonly Shape[];
}

export interface Shaded {
  readonly name: string;
  readonly nameEn: string | null;
  readonly address: string;
  readonly value: number;
  /** Whether it is marked as another on the day that is compared. */
  readonly isChanged?: boolean;
}

export const SHADES = 5;

/** From 0 for nothing to SHADES - 1 for the most. */
export const shade = (value: number, most: number): number =>
  value === 0 ? 0 : Math.max(1, Math.ceil((value / Math.max(1, most)) * (SHADES - 1)));

/** Names of provinces are written in several ways in English: letters alone tell them apart. */
const key = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, "");

export function ProvinceMap({ provinces }: { provinces: readonly Shaded[] }) {
  const { t } = useSpeech();
  const boundaries = useBoundaries();
  const most = Math.max(...provinces.map(({ value }) => value));
  const known = new Map(provinces.map((one) => [key(one.nameEn ?? ""), one]));
  const isMarked = ({ name }: Shape) => Number(known.get(key(name))?.isChanged ?? false);
  // What is marked comes last, so that no neighbour is drawn over its outline.
  const shapes = [...(boundaries?.locations ?? [])].sort((a, b) => isMarked(a) - isMarked(b));
  return (
    <figure class="map">
      {boundaries ? (
        <svg viewBox={boundaries.viewBox} aria-hidden="true">
          {shapes.map(({ name, path }) => {
            const province = known.get(key(name));
            if (!province) return <path key={name} class="land" d={path} />;
            const mark = province.isChanged ? "changed" : "";
            return (
              <a key={name} href={province.address} tabindex={-1}>
                <path class={`province shade-${shade(province.value, most)} ${mark}`} d={path} />
                <title>{`${province.name}: ${province.value}`}</title>
              </a>
            );
          })}
        </svg>
      ) : (
        <div class="map-room" />
      )}
      <figcaption>{t.mapCredit}</figcaption>
    </figure>
  );
}

/** The boundaries, fetched when a map is first drawn: they are larger than all the rest. */
function useBoundaries(): Boundaries | null {
  const [boundaries, setBoundaries] = useState<Boundaries | null>(null);
  useEffect(() => {
    let isThere = true;
    import("../boundaries").then((found) => isThere && setBoundaries(found.boundaries));
    return () => {
      isThere = false;
    };
  }, []);
  return boundaries;
}
