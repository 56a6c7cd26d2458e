// What is different between two days.

export type DifferenceKind =
  | "added"
  | "removed"
  | "renamed"
  /** From one body to another. */
  | "moved"
  /** Under a body, where none was known before. */
  | "joined"
  | "unchanged";

export interface Difference {
  readonly kind: DifferenceKind;
  /** The name, or the id of the parent, on the earlier day. */
  readonly before?: string;
  /** The id of the parent on the later day. */
  readonly after?: string;
}

export interface Compared {
  readonly id: string;
  readonly name: string;
  readonly parent?: { readonly id: string } | null;
}

export interface Row<One> {
  readonly body: One;
  readonly difference: Difference;
}

/** The bodies of a day, and those of another day alone, each with what became of it in time. */
export function differences<One extends Compared>(
  shown: readonly One[],
  others: readonly One[] | null | undefined,
  day: string | null,
  other: string | null,
): Row<One>[] {
  if (!others) return shown.map((body) => ({ body, difference: { kind: "unchanged" } }));
  const [earlier, later] = inTime(shown, others, day, other);
  const before = new Map(earlier.map((one) => [one.id, one]));
  const after = new Map(later.map((one) => [one.id, one]));
  const ids = new Set([...shown, ...others].map(({ id }) => id));
  const kept = new Map([...others, ...shown].map((one) => [one.id, one]));
  return [...ids].map((id) => ({
    body: kept.get(id)!,
    difference: difference(before.get(id), after.get(id)),
  }));
}

/** What is of a day, and what is of the other, the earlier first; no day is today. */
export function inTime<One>(shown: One, then: One, day: string | null, other: string | null) {
  const isLater = other !== null && (day === null || other <= day);
  return isLater ? ([then, shown] as const) : ([shown, then] as const);
}

function difference(before: Compared | undefined, after: Compared | undefined): Difference {
  if (!before) return { kind: "added" };
  if (!after) return { kind: "removed" };
  const [from, to] = [before.parent?.id, after.parent?.id];
  if (from !== to) return { kind: from ? "moved" : "joined", before: from, after: to };
  if (before.name !== after.name) return { kind: "renamed", before: before.name };
  return { kind: "unchanged" };
}
