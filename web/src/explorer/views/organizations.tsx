// The organizations as a table: filtered, sorted and paged by the service.

import type { ViewProps } from "../app";
import { go, here, href } from "../address";
import { type Answer, bothDays, useAnswer, useBothDays } from "../api";
import { type Difference, differences } from "../differences";
import {
  NONE,
  ORGANIZATION_PARAMETERS,
  organizationFilter,
  organizationOrder,
  sortOf,
} from "../filters";
import { useSpeech } from "../language";
import facetsOperation from "../operations/organization-facets.graphql";
import list from "../operations/organizations.graphql";
import { BodyLink, Kind, ProvinceLink } from "../parts/body";
import { Chips } from "../parts/chips";
import { DateBar, dayOf, type Days, daysOf } from "../parts/datebar";
import { compared, Facet, type Value } from "../parts/facets";
import { FilterText } from "../parts/filtertext";
import { Heading } from "../parts/heading";
import { byId, Elsewhere, Marked } from "../parts/marked";
import { Answered } from "../parts/states";
import { type Column, Listing, PAGE, pageOf } from "../parts/table";
import type { Texts } from "../texts/en";
import type {
  OrganizationFacetsQuery,
  OrganizationKind,
  OrganizationOrder,
  OrganizationsQuery,
  UnitKind,
} from "../../../types/types";

type Body = OrganizationsQuery["organizations"]["nodes"][number];

interface Row extends Body {
  readonly difference?: Difference;
  /** The same on the other day, where two are compared. */
  readonly then?: Body;
}

export function Organizations({ search }: ViewProps) {
  const { t, code } = useSpeech();
  const sort = sortOf(search, search.has("won") ? "-awards" : "name");
  const page = pageOf(search);
  const days = daysOf(search);
  const asOf = dayOf(days);
  const columns = useColumns(days);
  const variables = {
    where: organizationFilter(search),
    orderBy: organizationOrder(sort),
    first: PAGE,
    offset: (page - 1) * PAGE,
    asOf,
    language: code,
  };
  const shown = useAnswer(list, variables);
  const answer = bothDays(shown, useSameRows(shown, days.other));
  const asked = {
    kind: organizationFilter(search, "kind"),
    unit: organizationFilter(search, "unit"),
    ministry: organizationFilter(search, "ministry"),
    province: organizationFilter(search, "province"),
    all: organizationFilter(search),
    asOf,
    compare: days.other !== null,
    language: code,
  };
  const { data: facets, then: facetsThen } = useBothDays(facetsOperation, asked, days.other);
  const groups = facets && facetsOf(facets, t.kinds, t.units);
  const groupsThen = facetsThen && facetsOf(facetsThen, t.kinds, t.units);
  const valuesOf = (name: keyof Groups) => compared(groups![name], groupsThen?.[name]);
  return (
    <>
      <Heading title={t.views["organizations"]!} operation={list} variables={variables} />
      <DateBar {...days} />
      <div class="filtered">
        <aside aria-label={t.filter}>
          <FilterText label={t.nameFilter} />
          <label class="only">
            <input
              type="checkbox"
              checked={search.has("won")}
              onChange={() => go(here({ won: search.has("won") ? null : "yes", page: null }))}
            />
            {t.onlyWinners}
          </label>
          {groups && (
            <>
              <Facet name="unit" title={t.unit} values={valuesOf("unit")} isOpen />
              <Facet name="kind" title={t.kind} values={valuesOf("kind")} />
              <Facet name="ministry" title={t.ministry} values={valuesOf("ministry")} />
              <Facet name="province" title={t.province} values={valuesOf("province")} />
            </>
          )}
        </aside>
        <section>
          <Chips
            parameters={ORGANIZATION_PARAMETERS}
            nameOf={(name, value) => nameOf(name, value, groups, t)}
          />
          <Answered answer={answer}>
            {({ organizations: { totalCount, nodes } }) => (
              <Listing
                title={t.organizationsTitle(totalCount)}
                caption={t.views["organizations"]!}
                columns={columns}
                rows={rowsOf(nodes, answer.then?.organizations.nodes, days)}
                sort={sort}
                page={page}
                total={totalCount}
                then={facetsThen?.all?.totalCount}
              />
            )}
          </Answered>
        </section>
      </div>
    </>
  );
}

/** The rows of a page as they are on the other day: without those that do not exist then. */
function useSameRows({ data, busy }: Answer<OrganizationsQuery>, other: string | null) {
  const { code } = useSpeech();
  const ids = data && !busy ? data.organizations.nodes.map(({ id }) => id) : [];
  const isCompared = other !== null && ids.length > 0;
  const orderBy: OrganizationOrder[] = [{ id: "ASC" }];
  const where = { id: { in: ids } };
  return useAnswer(
    list,
    isCompared ? { where, orderBy, first: PAGE, offset: 0, asOf: other, language: code } : null,
  );
}

function rowsOf(shown: readonly Body[], others: readonly Body[] | undefined, days: Days): Row[] {
  if (!others) return [...shown];
  const then = byId(others);
  const under = (body: Body) => ({ ...body, parent: body.ministry });
  return differences(shown.map(under), others.map(under), dayOf(days), days.other).map(
    ({ body, difference }) => ({ ...body, difference, then: then.get(body.id) }),
  );
}

function useColumns({ asOf, other }: Days): Column<Row>[] {
  const { t, number, period } = useSpeech();
  return [
    {
      key: "name",
      title: t.name,
      isSortable: true,
      cell: (row) => (
        <>
          <BodyLink body={row} asOf={asOf} />{" "}
          {row.validTo && <small>{period(row)} </small>}
          <Marked difference={row.difference} named={byId([row.ministry, row.then?.ministry])} />
        </>
      ),
    },
    { key: "kind", title: t.kind, isSortable: true, cell: (row) => <Kind body={row} /> },
    {
      key: "ministry",
      title: t.ministry,
      isSortable: true,
      cell: ({ id, ministry }) =>
        ministry && ministry.id !== id && <BodyLink body={ministry} asOf={asOf} />,
    },
    {
      key: "province",
      title: t.seat,
      isSortable: true,
      cell: ({ seatedIn, then }) => (
        <>
          {seatedIn && <ProvinceLink province={seatedIn} asOf={asOf} />}
          {then && <Elsewhere seat={seatedIn} then={then.seatedIn} />}
        </>
      ),
    },
    {
      key: "awards",
      title: t.wonAwards,
      isSortable: true,
      cell: ({ id, awards }) =>
        awards.totalCount > 0 && (
          <a href={href("awards", null, { winner: id, asOf, with: other })}>{number(awards.totalCount)}</a>
        ),
    },
  ];
}

type Groups = Record<"kind" | "unit" | "ministry" | "province", Value[]>;

function facetsOf(
  { kind, unit, ministry, province }: OrganizationFacetsQuery,
  kinds: Record<OrganizationKind, string>,
  units: Record<UnitKind, string>,
): Groups {
  const related = (one: { id: string; name: string } | null, count: number): Value => ({
    key: one?.id ?? null,
    name: one?.name ?? "",
    count,
  });
  return {
    kind: kind.groups.map(({ key, count }) => ({
      key: key.kind,
      name: key.kind ? kinds[key.kind] : "",
      count,
    })),
    unit: unit.groups
      .filter(({ key }) => key.unitKind)
      .map(({ key, count }) => ({ key: key.unitKind, name: units[key.unitKind!], count })),
    ministry: ministry.groups.map(({ key, count }) => related(key.ministry, count)),
    province: province.groups.map(({ key, count }) => related(key.seatedIn, count)),
  };
}

/** What a value of a facet is called; others are nodes, which have names of their own. */
function nameOf(name: string, value: string, groups: Groups | null, t: Texts): string | undefined {
  if (name === "won") return t.onlyWinners;
  if (value === NONE) return `${t[name as keyof Groups]}: ${t.none}`;
  if (name === "kind") return t.kinds[value as OrganizationKind];
  if (name === "unit") return t.units[value as UnitKind];
  return groups?.[name as keyof Groups]?.find(({ key }) => key === value)?.name;
}
