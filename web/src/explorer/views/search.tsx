// All that a text finds.

import type { ViewProps } from "../app";
import { useAnswer } from "../api";
import { href } from "../address";
import { useSpeech } from "../language";
import search from "../operations/search.graphql";
import { Heading } from "../parts/heading";
import { Highlighted } from "../parts/highlighted";
import { hitAddress, hitKind } from "../parts/hits";
import { Answered, Nothing } from "../parts/states";

export function Search({ search: parameters }: ViewProps) {
  const { t, code } = useSpeech();
  const text = (parameters.get("q") ?? "").slice(0, 200);
  const variables = text ? { text, language: code } : null;
  const answer = useAnswer(search, variables);
  return (
    <>
      <Heading
        title={text ? t.searchAll(text) : t.searchLabel}
        operation={search}
        variables={variables}
      />
      {!text && <Nothing hint={t.searchPrompt} />}
      {text && (
        <Answered answer={answer}>
          {({ search: hits }) =>
            hits.length ? (
              <>
                <p role="status">{t.results(hits.length)}</p>
                <ol class="hits">
                  {hits.map(({ node, matched, highlights }) => (
                    <li key={node.id}>
                      <a href={hitAddress(node, matched)}>
                        <Highlighted text={matched} parts={highlights} />
                      </a>
                      <small>{hitKind(node, t)}</small>
                      {node.__typename === "Organization" && node.awardsUnder.totalCount > 0 && (
                        <a href={href("awards", null, { within: node.id })}>
                          {t.awardsTitle(node.awardsUnder.totalCount)}
                        </a>
                      )}
                    </li>
                  ))}
                </ol>
              </>
            ) : (
              <Nothing hint={t.nothingHint} />
            )
          }
        </Answered>
      )}
    </>
  );
}
