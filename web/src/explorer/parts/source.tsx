// Where a claim is from: document, passage, stated or inferred.

import { useSpeech } from "../language";
import type { SourceFragment } from "../../../types/types";
import { Name, isThai } from "./body";

/** The sources of one claim, folded away until they are asked for. */
export function Sources({ of, open }: { of: readonly SourceFragment[]; open?: boolean }) {
  const { t } = useSpeech();
  if (!of.length) return <span class="sources none">{t.noSource}</span>;
  const isStated = of.some(({ basis }) => basis === "STATED");
  return (
    <details class="sources" open={open}>
      <summary>
        {t.sources(of.length)} <Basis basis={isStated ? "STATED" : "INFERRED"} />
      </summary>
      <ul>
        {of.map((one) => (
          <li key={one.id}>
            <Source of={one} />
          </li>
        ))}
      </ul>
    </details>
  );
}

export function Source({ of }: { of: SourceFragment }) {
  const { t, date } = useSpeech();
  const { basis, document, setAside, why } = of;
  return (
    <article class="source">
      <p class="source-head">
        <Basis basis={basis} />
        {setAside && <span class="badge">{t.setAside}</span>}{" "}
        <span lang="en">{why ?? setAside ?? (basis === "STATED" ? "" : of.method)}</span>
      </p>
      <Passage of={of} />
      <p class="source-document">
        <DocumentLink to={document} />
        {document.publishedOn && <> · {date(document.publishedOn)}</>}
        {of.start !== null && of.end !== null && <> · {t.passage(of.start!, of.end!)}</>}
      </p>
      {document.sha256 && (
        <p class="hash">
          {t.documentHash} <code>{document.sha256}</code>
        </p>
      )}
    </article>
  );
}

/** A document where it was published, as far as that is known. */
export function DocumentLink({ to }: { to: { title: string; address: string | null } }) {
  const name = <Name text={to.title} />;
  if (!to.address || !/^https?:/.test(to.address)) return name;
  return (
    <a href={to.address} rel="noopener noreferrer external">
      {name}
    </a>
  );
}

/** The words of the passage, with the ones that are the claim marked. */
function Passage({ of }: { of: SourceFragment }) {
  const { t } = useSpeech();
  const { words, object, start } = of;
  if (start === null) return <p class="quiet">{t.noPassage}</p>;
  if (!words) return <p class="quiet">{t.noWords}</p>;
  const at = words.indexOf(object);
  const [from, to] = at < 0 ? [0, words.length] : [at, at + object.length];
  return (
    <blockquote lang={isThai(words) ? "th" : "en"}>
      {words.slice(0, from)}
      <mark>{words.slice(from, to)}</mark>
      {words.slice(to)}
    </blockquote>
  );
}

function Basis({ basis }: { basis: SourceFragment["basis"] }) {
  const { t } = useSpeech();
  const isStated = basis === "STATED";
  return (
    <span class={isStated ? "badge stated" : "badge inferred"}>
      {isStated ? t.stated : t.inferred}
    </span>
  );
}
