// Drawings of numbers by year. Each number is a link to its rows; for those who cannot see them,
// the years are links with their sums, and the lists beside them tell the rest.

import { scaleBand, scaleLinear } from "d3-scale";
import { stack } from "d3-shape";
import { useEffect, useRef, useState } from "preact/hooks";

import { useSpeech } from "../language";

export interface Cell {
  readonly year: number;
  /** What the bar is divided by. */
  readonly part: string;
  readonly count: number;
}

interface Bars {
  readonly cells: readonly Cell[];
  /** The parts in their order, from the bottom up, with their names. */
  readonly parts: ReadonlyMap<string, string>;
  readonly label: string;
  readonly addressOf: (year: number, part?: string) => string;
}

const HEIGHT = 190;
const WIDEST = 84; // of one year, in CSS pixels
const MARGIN = { top: 18, bottom: 24 };

export function YearBars({ cells, parts, label, addressOf }: Bars) {
  const { year: yearName } = useSpeech();
  const [frame, width] = useWidth();
  const years = yearsOf(cells);
  const names = [...parts.keys()];
  const table = years.map((year) => countsOf(cells, year));
  const sums = table.map((counts) => [...counts.values()].reduce((a, b) => a + b, 0));
  const x = scaleBand(years, [0, Math.min(width, years.length * WIDEST)]).padding(0.28);
  const y = scaleLinear([0, Math.max(1, ...sums)], [HEIGHT - MARGIN.bottom, MARGIN.top]);
  const layers = stack<Map<string, number>>()
    .keys(names)
    .value((counts, part) => counts.get(part) ?? 0)(table);
  return (
    <figure class="chart" ref={frame}>
      <svg width={width} height={HEIGHT} role="group" aria-label={label}>
        <g aria-hidden="true">
          {layers.map((layer) =>
            layer.map(([low, high], index) => {
              const year = years[index]!;
              if (high === low) return null;
              return (
                <a key={year} href={addressOf(year, layer.key)} tabindex={-1}>
                  <rect
                    class={`part part-${names.indexOf(layer.key)}`}
                    x={x(year)}
                    y={y(high)}
                    width={x.bandwidth()}
                    height={y(low) - y(high)}
                  />
                  <title>{`${yearName(year)} · ${parts.get(layer.key)}: ${high - low}`}</title>
                </a>
              );
            }),
          )}
        </g>
        {years.map((year, index) => (
          <a key={year} href={addressOf(year)}>
            <text class="tick" x={x(year)! + x.bandwidth() / 2} y={HEIGHT - 7}>
              {yearName(year)}
            </text>
            <text class="value" x={x(year)! + x.bandwidth() / 2} y={y(sums[index]!) - 5}>
              {sums[index]}
            </text>
          </a>
        ))}
      </svg>
      {parts.size > 1 && (
        <figcaption class="legend">
          {names.map((part, index) => (
            <span key={part}>
              <i class={`key part-${index}`} /> {parts.get(part)}
            </span>
          ))}
        </figcaption>
      )}
    </figure>
  );
}

const SMALL = { width: 132, height: 40 };

/** One small drawing, on the scale of all that it stands among. */
export function SmallBars(props: {
  readonly cells: readonly Cell[];
  readonly years: readonly number[];
  readonly most: number;
}) {
  const { cells, years, most } = props;
  const { year: yearName } = useSpeech();
  const x = scaleBand([...years], [0, SMALL.width]).padding(0.2);
  const y = scaleLinear([0, most], [SMALL.height - 1, 2]);
  return (
    <svg width={SMALL.width} height={SMALL.height} aria-hidden="true">
      <path class="axis" d={`M0 ${SMALL.height - 0.5}H${SMALL.width}`} />
      {cells.map(({ year, count }) => (
        <rect
          key={year}
          class="part part-0"
          x={x(year)}
          y={y(count)}
          width={x.bandwidth()}
          height={y(0) - y(count)}
        >
          <title>{`${yearName(year)}: ${count}`}</title>
        </rect>
      ))}
    </svg>
  );
}

/** All years from the first to the last: one without any is a gap, not left out. */
export function yearsOf(cells: readonly Cell[]): number[] {
  if (!cells.length) return [];
  const years = cells.map(({ year }) => year);
  const first = Math.min(...years);
  return Array.from({ length: Math.max(...years) - first + 1 }, (_, index) => first + index);
}

function countsOf(cells: readonly Cell[], year: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { part, count } of cells.filter((cell) => cell.year === year)) {
    counts.set(part, (counts.get(part) ?? 0) + count);
  }
  return counts;
}

/** The width of an element, in CSS pixels, as it changes. */
function useWidth() {
  const frame = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(320);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(Math.max(240, element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [frame, width] as const;
}
