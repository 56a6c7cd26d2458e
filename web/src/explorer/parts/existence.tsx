// A word of it where a body did not exist on the day of the page.

import { type Period, useSpeech } from "../language";
import { today } from "./datebar";

/** Without a day: today. */
export function NotThere({ of, day }: { of: Period; day: string | null }) {
  const { t, date, period } = useSpeech();
  const asked = day ?? today();
  const isTooEarly = of.validFrom && asked < of.validFrom;
  const isTooLate = of.validTo && asked > of.validTo;
  if (!isTooEarly && !isTooLate) return null;
  return (
    <p class="notice" role="status">
      {t.wasNotThere(date(asked))} {t.existed}: {period(of)}
    </p>
  );
}
