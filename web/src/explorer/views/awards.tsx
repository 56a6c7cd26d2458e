// The awards as a table with facets, and drawn by year.

import type { ViewProps } from "../app";
import { here } from "../address";
import { type Answer, bothDays, useAnswer, useBothDays } from "../api";
import { AWARD_PARAMETERS, awardFilter, awardOrder, NONE, sortOf } from "../filters";
import { useSpeech } from "../language";
import facetsOperation from "../operations/award-facets.graphql";
import list from "../operations/awards.graphql";
import { awardLines, useAwardColumns } from "../parts/awardcolumns";
import { SmallBars, YearBars, yearsOf } from "../parts/chart";
import { Chips } from "../parts/chips";
import { DateBar, dayOf, daysOf } from "../parts/datebar";
import { compared, Facet, HAS_ROOM, type Value } from "../parts/facets";
import { FilterText } from "../parts/filtertext";
import { Heading } from "../parts/heading";
import { Answered } from "../parts/states";
import { Listing, PAGE, pageOf } from "../parts/table";
import { Name } from "../parts/body";
import type { Texts } from "../texts/en";
import type {
  AwardFacetsQuery,
  AwardLevel,
  AwardOrder,
  AwardsQuery,
  UnitKind,
} from "../../../types/types";

const FACETS = ["year", "level", "branch", "type", "ministry", "province"] as const;
const OPEN = new Set<string>(["year", "level", "ministry"]);
const LEVELS: AwardLevel[] = ["EXCELLENT", "OUTSTANDING", "GOOD", "ADVANCED", "SIGNIFICANT"];

export function Awards({ search }: ViewProps) {
  const { t, code } = useSpeech();
  const sort = sortOf(search, "-year");
  const page = pageOf(search);
  const columns = useAwardColumns();
  const days = daysOf(search);
  const asOf = dayOf(days);
  const variables = {
    where: awardFilter(search),
    orderBy: awardOrder(sort),
    first: PAGE,
    offset: (page - 1) * PAGE,
    asOf,
    language: code,
  };
  const shown = useAnswer(list, variables);
  const answer = bothDays(shown, useSameRows(shown, days.other));
  const asked = {
    year: awardFilter(search, "year"),
    level: awardFilter(search, "level"),
    branch: awardFilter(search, "branch"),
    type: awardFilter(search, "type"),
    ministry: awardFilter(search, "ministry"),
    province: awardFilter(search, "province"),
    all: awardFilter(search),
    asOf,
    language: code,
  };
  const { data: counted, then: countedThen } = useBothDays(facetsOperation, asked, days.other);
  const values = useValues(counted);
  const valuesThen = useValues(countedThen);
  return (
    <>
      <Heading title={t.views["awards"]!} operation={list} variables={variables} />
      <DateBar {...days} />
      <p class="quiet">{t.awardsOfDay}</p>
      <div class="filtered">
        <aside aria-label={t.filter}>
          <FilterText label={t.textFilter} />
          {values &&
            FACETS.map((name) => (
              <Facet
                key={name}
                name={name}
                title={t[name]}
                values={compared(values[name], valuesThen?.[name])}
                isOpen={HAS_ROOM && OPEN.has(name)}
              />
            ))}
        </aside>
        <section>
          <Chips
            parameters={AWARD_PARAMETERS}
            nameOf={(name, value) => nameOf(name, value, values, t)}
          />
          {counted && <Drawings counted={counted} />}
          <Answered answer={answer}>
            {({ awards: { totalCount, nodes } }) => (
              <Listing
                title={t.awardsTitle(totalCount)}
                caption={t.views["awards"]!}
                columns={columns}
                rows={awardLines(nodes, answer.then?.awards.nodes)}
                sort={sort}
                page={page}
                total={totalCount}
                then={countedThen ? sumOf(countedThen) : undefined}
              />
            )}
          </Answered>
        </section>
      </div>
    </>
  );
}

/** The awards of a page as they are on the other day. */
function useSameRows({ data, busy }: Answer<AwardsQuery>, other: string | null) {
  const { code } = useSpeech();
  const ids = data && !busy ? data.awards.nodes.map(({ id }) => id) : [];
  const isCompared = other !== null && ids.length > 0;
  const orderBy: AwardOrder[] = [{ id: "ASC" }];
  const where = { id: { in: ids } };
  return useAnswer(
    list,
    isCompared ? { where, orderBy, first: PAGE, offset: 0, asOf: other, language: code } : null,
  );
}

/** Each award has one year, and one level or none. */
const sumOf = ({ levels }: AwardFacetsQuery): number =>
  levels.groups.reduce((sum, { count }) => sum + count, 0);

/** The years in all, then each ministry on the same scale. */
function Drawings({ counted }: { counted: AwardFacetsQuery }) {
  const { t, number } = useSpeech();
  const cells = counted.levels.groups.map(({ key, count }) => ({
    year: key.year!,
    part: key.level ?? NONE,
    count,
  }));
  if (!cells.length) return null;
  const parts = new Map<string, string>([
    ...LEVELS.map((level) => [level, t.levels[level]] as const),
    [NONE, t.none],
  ]);
  for (const part of parts.keys()) if (!cells.some((cell) => cell.part === part)) parts.delete(part);
  const years = yearsOf(cells);
  const ministries = seriesOf(counted.ministries.groups);
  const most = Math.max(...ministries.flatMap(({ cells }) => cells.map(({ count }) => count)), 1);
  return (
    <details class="drawings" open>
      <summary>{t.byYearAndLevel}</summary>
      <YearBars
        cells={cells}
        parts={parts}
        label={t.byYearAndLevel}
        addressOf={(year, level) => here({ year: String(year), ...(level && { level }), page: null })}
      />
      {ministries.length > 1 && (
        <details>
          <summary>{t.byMinistryAndYear}</summary>
          <ul class="multiples">
            {ministries.map(({ id, name, sum, cells }) => (
              <li key={id}>
                <a href={here({ ministry: id, page: null })}>
                  <Name text={name || t.without} /> <small>{number(sum)}</small>
                </a>
                <SmallBars cells={cells} years={years} most={most} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </details>
  );
}

function seriesOf(groups: AwardFacetsQuery["ministries"]["groups"]) {
  const ids = [...new Set(groups.map(({ key }) => key.ministries?.id ?? NONE))];
  const series = ids.map((id) => {
    const own = groups.filter(({ key }) => (key.ministries?.id ?? NONE) === id);
    const cells = own.map(({ key, count }) => ({ year: key.year!, part: id, count }));
    const sum = cells.reduce((total, { count }) => total + count, 0);
    return { id, name: own[0]?.key.ministries?.name ?? "", cells, sum };
  });
  return series.sort((a, b) => b.sum - a.sum);
}

type Values = Record<(typeof FACETS)[number], Value[]>;

function useValues(counted: AwardFacetsQuery | null): Values | null {
  const { t, year } = useSpeech();
  if (!counted) return null;
  const related = (one: { id: string; name: string } | null, count: number): Value => ({
    key: one?.id ?? null,
    name: one?.name ?? "",
    count,
  });
  return {
    year: counted.year.groups.map(({ key, count }) => ({
      key: String(key.year),
      name: year(key.year!),
      count,
    })),
    level: counted.level.groups.map(({ key: { level }, count }) => ({
      key: level,
      name: level ? t.levels[level] : t.none,
      count,
    })),
    branch: counted.branch.groups.map(({ key, count }) => related(key.branch, count)),
    type: counted.type.groups.map(({ key, count }) => related(key.category, count)),
    ministry: counted.ministry.groups.map(({ key, count }) => related(key.ministries, count)),
    province: counted.province.groups.map(({ key, count }) => related(key.provinces, count)),
  };
}

/** What a value of a facet is called; others are nodes, which have names of their own. */
function nameOf(name: string, value: string, values: Values | null, t: Texts): string | undefined {
  if (name === "unit") return t.units[value as UnitKind];
  if (value === NONE) return `${t[name as keyof Values]}: ${t.none}`;
  return values?.[name as keyof Values]?.find(({ key }) => key === value)?.name;
}
