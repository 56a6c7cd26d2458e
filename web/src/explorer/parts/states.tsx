// What stands where there is no data: loading, failed, nothing.

import type { ComponentChildren } from "preact";

import { href } from "../address";
import { type Answer, keepKey } from "../api";
import { useSpeech } from "../language";

interface Asked<Data> {
  readonly answer: Answer<Data>;
  readonly children: (data: Data) => ComponentChildren;
}

/** What is made of the data, or what stands for it until it is there. */
export function Answered<Data>({ answer, children }: Asked<Data>) {
  const { data, error, busy } = answer;
  if (error && !busy) return <Failure message={error.message} code={error.code} />;
  if (!data) return <Loading />;
  return (
    <div class={busy ? "stale" : undefined} aria-busy={busy}>
      {children(data)}
    </div>
  );
}

export function Loading() {
  const { t } = useSpeech();
  return (
    <p class="loading" role="status">
      {t.loading}
    </p>
  );
}

function Failure({ message, code }: { message: string; code: string }) {
  const { t } = useSpeech();
  if (code === "UNAUTHENTICATED") return <KeyForm />;
  return (
    <div class="notice failure" role="alert">
      <p>{t.failed}</p>
      <p lang="en">{code === "UNREACHABLE" ? t.unreachable : message}</p>
      <button type="button" onClick={() => location.reload()}>
        {t.retry}
      </button>
    </div>
  );
}

/** For a service that is not open to all. */
function KeyForm() {
  const { t } = useSpeech();
  return (
    <form
      class="notice failure"
      onSubmit={(event) => {
        event.preventDefault();
        keepKey(String(new FormData(event.currentTarget).get("key")).trim());
        location.reload();
      }}
    >
      <label>
        {t.keyNeeded}
        <input name="key" type="password" autocomplete="current-password" required />
      </label>
      <button type="submit">{t.useKey}</button>
    </form>
  );
}

export function Nothing({ hint }: { hint?: string }) {
  const { t } = useSpeech();
  return (
    <div class="notice" role="status">
      <p>{t.nothing}</p>
      {hint && <p>{hint}</p>}
    </div>
  );
}

export function NotFound() {
  const { t } = useSpeech();
  return (
    <div class="notice">
      <h1 tabIndex={-1}>{t.notFound}</h1>
      <p>
        <a href={href("")}>{t.toOverview}</a>
      </p>
    </div>
  );
}
