// The organizations as a table: filtered, sorted and paged by the service.

import type { ViewProps } from "../app";
import { go, here, href } from "../address";
import { useAnswer } from "../api";
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
import { Facet, type Value } from "../parts/facets";
import { FilterText } from "../parts/filtertext";
import { Heading } from "../parts/heading";
import { Answered } from "../parts/states";
import { type Column, Listing, PAGE, pageOf } from "../parts/table";
import type { Texts } from "../texts/en";
import type {
  OrganizationFacetsQuery,
  OrganizationKind,
  OrganizationsQuery,
  UnitKind,
} from "../../../types/types";

type Row = OrganizationsQuery["organizations"]["nodes"][number];

export function Organizations({ search }: ViewProps) {
  const { t, code } = useSpeech();
  const sort = sortOf(search, search.has("won") ? "-awards" : "name");
  const page = pageOf(search);
  const columns = useColumns();
  const variables = {
    where: organizationFilter(search),
    orderBy: organizationOrder(sort),
    first: PAGE,
    offset: (page - 1) * PAGE,
    language: code,
  };
  const answer = useAnswer(list, variables);
  const { data: facets } = useAnswer(facetsOperation, {
    kind: organizationFilter(search, "kind"),
    unit: organizationFilter(search, "unit"),
    ministry: organizationFilter(search, "ministry"),
    province: organizationFilter(search, "province"),
    language: code,
  });
  const groups = facets && facetsOf(facets, t.kinds, t.units);
  return (
    <>
      <Heading title={t.views["organizations"]!} operation={list} variables={variables} />
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
              <Facet name="unit" title={t.unit} values={groups.unit} isOpen />
              <Facet name="kind" title={t.kind} values={groups.kind} />
              <Facet name="ministry" title={t.ministry} values={groups.ministry} />
              <Facet name="province" title={t.province} values={groups.province} />
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
                rows={nodes}
                sort={sort}
                page={page}
                total={totalCount}
              />
            )}
          </Answered>
        </section>
      </div>
    </>
  );
}

function useColumns(): Column<Row>[] {
  const { t, number, period } = useSpeech();
  return [
    {
      key: "name",
      title: t.name,
      isSortable: true,
      cell: (row) => (
        <>
          <BodyLink body={row} /> {row.validTo && <small>{period(row)}</small>}
        </>
      ),
    },
    { key: "kind", title: t.kind, isSortable: true, cell: (row) => <Kind body={row} /> },
    {
      key: "ministry",
      title: t.ministry,
      isSortable: true,
      cell: ({ id, ministry }) => ministry && ministry.id !== id && <BodyLink body={ministry} />,
    },
    {
      key: "province",
      title: t.seat,
      isSortable: true,
      cell: ({ seatedIn }) => seatedIn && <ProvinceLink province={seatedIn} />,
    },
    {
      key: "awards",
      title: t.wonAwards,
      isSortable: true,
      cell: ({ id, awards }) =>
        awards.totalCount > 0 && (
          <a href={href("awards", null, { winner: id })}>{number(awards.totalCount)}</a>
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
