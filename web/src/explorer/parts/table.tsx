// A table that the service sorts and pages.

import type { ComponentChildren } from "preact";

import { here } from "../address";
import type { Sort } from "../filters";
import { useSpeech } from "../language";
import { Changed } from "./marked";
import { Nothing } from "./states";

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly isSortable?: boolean;
  readonly cell: (row: Row) => ComponentChildren;
}

interface TableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly sort?: Sort;
}

export function Table<Row extends { id: string }>(props: TableProps<Row>) {
  const { caption, columns, rows, sort } = props;
  return (
    <div class="table">
      <table>
        <caption class="hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map(({ key, title, cell }, index) => {
                const content = cell(row);
                return index ? (
                  <td key={key} data-title={title}>
                    {content}
                  </td>
                ) : (
                  <th key={key} scope="row">
                    {content}
                  </th>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ListingProps<Row> extends TableProps<Row> {
  readonly title: string;
  readonly page: number;
  readonly total: number;
  /** How many there are on the day that it is compared with. */
  readonly then?: number;
}

/** A page of a list as a table, with how many rows there are in all. */
export function Listing<Row extends { id: string }>(props: ListingProps<Row>) {
  const { title, page, total, then, ...table } = props;
  const { t } = useSpeech();
  return (
    <>
      <p class="count" role="status">
        {title} <Changed count={total} then={then} />
      </p>
      {table.rows.length ? <Table {...table} /> : <Nothing hint={t.nothingHint} />}
      <Pages page={page} total={total} />
    </>
  );
}

function Head<Row>({ column, sort }: { column: Column<Row>; sort?: Sort }) {
  const { t } = useSpeech();
  const { key, title, isSortable } = column;
  if (!sort || !isSortable) return <th scope="col">{title}</th>;
  const isSorted = sort.column === key;
  const isUp = isSorted && sort.direction === "ASC";
  const order = isSorted ? (isUp ? "ascending" : "descending") : undefined;
  return (
    <th scope="col" aria-sort={order}>
      <a href={here({ sort: isUp ? `-${key}` : key, page: null })} title={t.sortBy(title)}>
        {title}
        <span aria-hidden="true">{isSorted ? (isUp ? " ↑" : " ↓") : ""}</span>
      </a>
    </th>
  );
}

export const PAGE = 20;

/** As far as the service pages by number: it leaves out at most 10,000 rows. */
const LAST = 10_000 / PAGE + 1;

export const pageOf = (search: URLSearchParams): number =>
  Math.min(LAST, Math.max(1, Number.parseInt(search.get("page") ?? "1", 10) || 1));

export function Pages({ page, total }: { page: number; total: number }) {
  const { t } = useSpeech();
  const last = Math.min(LAST, Math.max(page, Math.ceil(total / PAGE)));
  if (last === 1) return null;
  return (
    <nav class="pages" aria-label={t.page(page, last)}>
      {page > 1 && <a href={here({ page: page > 2 ? String(page - 1) : null })}>← {t.previous}</a>}
      <span>{t.page(page, last)}</span>
      {page < last && <a href={here({ page: String(page + 1) })}>{t.next} →</a>}
    </nav>
  );
}
