// From the parameters of an address to the filters of the schema, and back to names.

import type {
  AwardFilter,
  AwardLevel,
  AwardOrder,
  DocumentFilter,
  DocumentOrder,
  OrganizationFilter,
  OrganizationKind,
  OrganizationOrder,
  UnitKind,
} from "../../types/types";

/** The value of a parameter that asks for rows that have none. */
export const NONE = "none";

const LONGEST_TEXT = 200; // in characters, as of a search

type Conditions<Filter> = Record<string, (values: string[]) => Filter>;

/** Those that have one of the values, or none where that is asked for. */
function choice<Filter>(some: (values: string[]) => Filter, none: Filter) {
  return (values: string[]): { or: Filter[] } => {
    const given = values.filter((value) => value !== NONE);
    const wanted = given.length ? [some(given)] : [];
    return { or: values.includes(NONE) ? [...wanted, none] : wanted };
  };
}

const AWARDS: Conditions<AwardFilter> = {
  year: (years) => ({ year: { in: years.map(Number).filter(Number.isInteger) } }),
  level: choice<AwardFilter>((levels) => ({ level: { in: levels as AwardLevel[] } }), {
    level: { isNull: true },
  }),
  branch: choice<AwardFilter>((ids) => ({ branch: { id: { in: ids } } }), {
    branch: { isNull: true },
  }),
  type: choice<AwardFilter>((ids) => ({ category: { id: { in: ids } } }), {
    category: { isNull: true },
  }),
  ministry: choice<AwardFilter>((ids) => ({ ministries: { some: { id: { in: ids } } } }), {
    ministries: { count: { eq: 0 } },
  }),
  province: choice<AwardFilter>((ids) => ({ provinces: { some: { id: { in: ids } } } }), {
    provinces: { count: { eq: 0 } },
  }),
  region: (ids) => ({ regions: { some: { id: { in: ids } } } }),
  unit: (kinds) => ({ winners: { some: { unitKind: { in: kinds as UnitKind[] } } } }),
  winner: (ids) => ({ winners: { some: { id: { in: ids } } } }),
  within: (ids) => ({ within: { id: { in: ids } } }),
  category: (ids) => ({
    or: [{ category: { id: { in: ids } } }, { branch: { id: { in: ids } } }],
  }),
  project: (ids) => ({ project: { id: { in: ids } } }),
  person: (ids) => ({
    or: [{ wonByPerson: { id: { in: ids } } }, { receivedBy: { id: { in: ids } } }],
  }),
  ceremony: (ids) => ({ ceremony: { id: { in: ids } } }),
  q: ([given = ""]) => ({ or: withText(given.slice(0, LONGEST_TEXT)) }),
};

const withText = (text: string): AwardFilter[] => [
  { project: { nameTh: { containsNormalized: text } } },
  { category: { nameTh: { containsNormalized: text } } },
  { winners: { some: { nameTh: { containsNormalized: text } } } },
  { winners: { some: { nameEn: { containsNormalized: text } } } },
];

const ORGANIZATIONS: Conditions<OrganizationFilter> = {
  kind: (kinds) => ({ kind: { in: kinds as OrganizationKind[] } }),
  unit: choice<OrganizationFilter>((kinds) => ({ unitKind: { in: kinds as UnitKind[] } }), {
    unitKind: { isNull: true },
  }),
  ministry: choice<OrganizationFilter>((ids) => ({ ministry: { id: { in: ids } } }), {
    ministry: { isNull: true },
  }),
  province: choice<OrganizationFilter>((ids) => ({ seatedIn: { id: { in: ids } } }), {
    seatedIn: { isNull: true },
  }),
  parent: (ids) => ({ parent: { id: { in: ids } } }),
  won: () => ({ awards: { some: {} } }),
  q: ([text = ""]) => ({
    names: { some: { value: { containsNormalized: text.slice(0, LONGEST_TEXT) } } },
  }),
};

const DOCUMENTS: Conditions<DocumentFilter> = {
  q: ([text = ""]) => ({ title: { containsNormalized: text.slice(0, LONGEST_TEXT) } }),
};

function filterOf<Filter>(
  conditions: Conditions<Filter>,
  search: URLSearchParams,
  except?: string,
): { and?: Filter[] } {
  const names = Object.keys(conditions).filter((name) => name !== except && search.get(name));
  const all = names.map((name) => conditions[name]!(search.getAll(name)));
  return all.length ? { and: all } : {};
}

/** What the address asks of awards; without one facet, to count what it could be. */
export const awardFilter = (search: URLSearchParams, except?: string): AwardFilter =>
  filterOf(AWARDS, search, except);

export const organizationFilter = (search: URLSearchParams, except?: string): OrganizationFilter =>
  filterOf(ORGANIZATIONS, search, except);

export const documentFilter = (search: URLSearchParams): DocumentFilter =>
  filterOf(DOCUMENTS, search);

export const AWARD_PARAMETERS = Object.keys(AWARDS);
export const ORGANIZATION_PARAMETERS = Object.keys(ORGANIZATIONS);

type Direction = "ASC" | "DESC";
type Orders<Order> = Record<string, (direction: Direction) => Order>;

const AWARD_ORDERS: Orders<AwardOrder> = {
  year: (year) => ({ year }),
  level: (level) => ({ level }),
  type: (nameTh) => ({ category: { nameTh } }),
  project: (nameTh) => ({ project: { nameTh } }),
};

const ORGANIZATION_ORDERS: Orders<OrganizationOrder> = {
  name: (nameTh) => ({ nameTh }),
  kind: (kind) => ({ kind }),
  ministry: (nameTh) => ({ ministry: { nameTh } }),
  province: (nameTh) => ({ seatedIn: { nameTh } }),
  awards: (count) => ({ awards: { count } }),
};

const DOCUMENT_ORDERS: Orders<DocumentOrder> = {
  title: (title) => ({ title }),
  publisher: (publisher) => ({ publisher }),
  date: (publishedOn) => ({ publishedOn }),
  statements: (count) => ({ statements: { count } }),
};

export interface Sort {
  readonly column: string;
  readonly direction: Direction;
}

/** The order in the address, such as `-year` for the latest first. */
export function sortOf(search: URLSearchParams, usual: string): Sort {
  const text = search.get("sort") ?? usual;
  const isDown = text.startsWith("-");
  return { column: isDown ? text.slice(1) : text, direction: isDown ? "DESC" : "ASC" };
}

export const awardOrder = ({ column, direction }: Sort): AwardOrder[] => [
  (AWARD_ORDERS[column] ?? AWARD_ORDERS["year"]!)(direction),
  { id: "ASC" },
];

export const organizationOrder = ({ column, direction }: Sort): OrganizationOrder[] => [
  (ORGANIZATION_ORDERS[column] ?? ORGANIZATION_ORDERS["name"]!)(direction),
  { id: "ASC" },
];

export const documentOrder = ({ column, direction }: Sort): DocumentOrder[] => [
  (DOCUMENT_ORDERS[column] ?? DOCUMENT_ORDERS["date"]!)(direction),
  { id: "ASC" },
];
