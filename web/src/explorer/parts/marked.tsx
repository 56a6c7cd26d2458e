// What became of something between two days, as a mark beside it.

import { currentAddress } from "../address";
import { type Difference, inTime } from "../differences";
import { useSpeech } from "../language";
import { dayOf, daysOf } from "./datebar";

interface Named {
  readonly id: string;
  readonly name: string;
}

interface MarkedProps {
  readonly difference: Difference | undefined;
  /** By their ids, the bodies from which and to which one may have moved. */
  readonly named?: ReadonlyMap<string, Named>;
}

export function Marked({ difference, named }: MarkedProps) {
  const { t } = useSpeech();
  if (!difference || difference.kind === "unchanged") return null;
  const { kind, before, after } = difference;
  const [from, to] = [named?.get(before ?? ""), named?.get(after ?? "")];
  return (
    <>
      <span class={`badge ${kind}`}>{t[kind]}</span>
      {kind === "renamed" && before && <small> {t.wasCalled(before)}</small>}
      {(from || to) && (
        <small>
          {" "}
          {from?.name} → {to?.name ?? t.notKnown}
        </small>
      )}
    </>
  );
}

/** Those of the bodies that are there, by their ids. */
export function byId<One extends Named>(
  bodies: readonly (One | null | undefined)[],
): ReadonlyMap<string, One> {
  return new Map(bodies.flatMap((one) => (one ? [[one.id, one] as const] : [])));
}

/** A number that is another on the other day; undefined where there is no other day. */
export function Changed({ count, then }: { count: number; then: number | undefined }) {
  const { t, number } = useSpeech();
  if (then === undefined || then === count) return null;
  const [from, to] = ordered(count, then);
  return (
    <span class={`badge ${from < to ? "added" : "removed"}`}>
      <span aria-hidden="true">
        {number(from)} → {number(to)}
      </span>
      <span class="hidden">{t.changedFrom(number(from), number(to))}</span>
    </span>
  );
}

/** A seat that is elsewhere on the other day; undefined where there is no other day. */
export function Elsewhere({ seat, then }: { seat: Named | null; then: Named | null | undefined }) {
  const { t } = useSpeech();
  if (then === undefined || then?.id === seat?.id) return null;
  const [from, to] = ordered(seat, then);
  return (
    <>
      {" "}
      <span class="badge moved">{t.seatMoved}</span> {from?.name ?? t.notKnown} →{" "}
      {to?.name ?? t.notKnown}
    </>
  );
}

/** In the order of the two days of the address. */
function ordered<One>(shown: One, then: One) {
  const days = daysOf(currentAddress().search);
  return inTime(shown, then, dayOf(days), days.other);
}
