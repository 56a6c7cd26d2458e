// Links to what has a view of its own.

import { href } from "../address";
import { useSpeech } from "../language";
import type { BodyFragment } from "../../../types/types";

/** A name, marked as Thai where it is: so it is read aloud, and broken into lines, rightly. */
export function Name({ text }: { text: string }) {
  return <span lang={isThai(text) ? "th" : "en"}>{text}</span>;
}

export const isThai = (text: string): boolean => /[\u0e00-\u0e7f]/.test(text);

export function BodyLink({ body, asOf }: { body: BodyFragment; asOf?: string | null }) {
  return (
    <a href={href("organizations", body.id, { asOf })}>
      <Name text={body.name} />
    </a>
  );
}

interface ProvinceProps {
  readonly province: { readonly id: string; readonly name: string };
  readonly asOf?: string | null;
}

export function ProvinceLink({ province, asOf }: ProvinceProps) {
  return (
    <a href={href("provinces", province.id, { asOf })}>
      <Name text={province.name} />
    </a>
  );
}

export function Kind({ body }: { body: Pick<BodyFragment, "kind" | "unitKind"> }) {
  const { t } = useSpeech();
  return <>{body.unitKind ? t.units[body.unitKind] : t.kinds[body.kind]}</>;
}
