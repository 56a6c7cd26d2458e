// How two organizations hang together: the way up from each, with the proof of every step.

import type { ViewProps } from "../app";
import { go, here } from "../address";
import { useBothDays } from "../api";
import { type Row, differences } from "../differences";
import { useSpeech } from "../language";
import operation from "../operations/trace.graphql";
import { BodyLink, Kind, Name } from "../parts/body";
import { DateBar, dayOf, type Days, daysOf } from "../parts/datebar";
import { NotThere } from "../parts/existence";
import { Heading } from "../parts/heading";
import { Marked } from "../parts/marked";
import { SearchBox } from "../parts/search";
import { Sources } from "../parts/source";
import { Answered, Nothing } from "../parts/states";
import type { StepFragment, TraceQuery, TrailFragment } from "../../../types/types";

const EXAMPLE = { from: "org:psdho-kanchanaburi", to: "org:tpso-7" };

export function Trace({ search }: ViewProps) {
  const { t, code } = useSpeech();
  const [from, to] = [search.get("from"), search.get("to")];
  const days = daysOf(search);
  const chosen = from ?? to;
  const variables = chosen
    ? { from: from ?? chosen, to: to ?? chosen, asOf: dayOf(days), language: code }
    : null;
  const answer = useBothDays(operation, variables, days.other);
  return (
    <>
      <Heading title={t.traceTitle} operation={operation} variables={variables} />
      <div class="pickers">
        <Picker name="from" label={t.first} of={from ? answer.data?.from : null} />
        <button type="button" onClick={() => go(here({ from: to, to: from }))}>
          ⇄ <span>{t.swap}</span>
        </button>
        <Picker name="to" label={t.second} of={to ? answer.data?.to : null} />
      </div>
      <DateBar {...days} />
      {!chosen && (
        <p>
          <a href={here(EXAMPLE)}>{t.example} →</a>
        </p>
      )}
      {chosen && (
        <Answered answer={answer}>
          {(data) => (
            <Trails data={data} then={answer.then} isPair={Boolean(from && to)} days={days} />
          )}
        </Answered>
      )}
    </>
  );
}

interface PickerProps {
  readonly name: "from" | "to";
  readonly label: string;
  readonly of: TrailFragment | null | undefined;
}

function Picker({ name, label, of }: PickerProps) {
  const { t } = useSpeech();
  return (
    <div class="picker">
      <span aria-hidden="true">{label}</span>
      <SearchBox
        label={label}
        placeholder={t.choose}
        kinds={["ORGANIZATION"]}
        initial={of?.name}
        onChoose={({ node }) => go(here({ [name]: node.id }))}
      />
    </div>
  );
}

interface TrailsProps {
  readonly data: TraceQuery;
  /** The same of the day that it is compared with. */
  readonly then: TraceQuery | null;
  readonly isPair: boolean;
  readonly days: Days;
}

function Trails({ data, then, isPair, days }: TrailsProps) {
  const { date } = useSpeech();
  const { from, to } = data;
  if (!from || !to) return <Nothing />;
  const meeting = isPair ? meetingOf(data) : null;
  const meetingThen = isPair && then ? meetingOf(then) : null;
  const trail = { meeting, meetingThen, days };
  const isElsewhere = then !== null && meetingThen !== meeting;
  return (
    <>
      {isPair && (
        <div class="notice answer" role="status">
          <p>
            {isElsewhere && <span class="badge moved">{date(dayOf(days))}</span>}{" "}
            <Meeting of={data} asOf={days.asOf} />
          </p>
          {isElsewhere && (
            <p>
              <span class="badge moved">{date(days.other)}</span>{" "}
              <Meeting of={then} asOf={days.other} />
            </p>
          )}
        </div>
      )}
      <div class="trails">
        <Trail of={from} then={then?.from ?? null} {...trail} />
        {isPair && from.id !== to.id && <Trail of={to} then={then?.to ?? null} {...trail} />}
      </div>
    </>
  );
}

function Meeting({ of, asOf }: { of: TraceQuery; asOf: string | null }) {
  const { t } = useSpeech();
  const { from, to, commonAncestor } = of;
  if (from?.id === to?.id) return <>{t.same}</>;
  if (!commonAncestor) return <>{t.meetNot}</>;
  const meeting = meetingOf(of);
  return (
    <>
      {meeting === from?.id || meeting === to?.id ? t.oneAbove : t.meet}{" "}
      <BodyLink body={commonAncestor} asOf={asOf} />
    </>
  );
}

/** Where the trails meet; one of the two itself when it stands above the other. */
function meetingOf({ from, to, commonAncestor }: TraceQuery): string | null {
  const isAbove = (high: TrailFragment, low: TrailFragment) =>
    low.ancestors.edges.some(({ node }) => node.id === high.id);
  if (from && to && isAbove(from, to)) return from.id;
  if (from && to && isAbove(to, from)) return to.id;
  return commonAncestor?.id ?? null;
}

interface TrailProps {
  readonly of: TrailFragment;
  readonly then: TrailFragment | null;
  readonly meeting: string | null;
  readonly meetingThen: string | null;
  readonly days: Days;
}

function Trail({ of, then, meeting, meetingThen, days }: TrailProps) {
  const { t, date } = useSpeech();
  const { asOf, other } = days;
  const day = dayOf(days);
  const [links, linksThen] = [linksOf(of), then && linksOf(then)];
  const rows = differences(links, linksThen, day, other).slice(0, links.length);
  const rowsThen =
    linksThen && differences(linksThen, links, other, day).slice(0, linksThen.length);
  const isSame = [...rows, ...(rowsThen ?? [])].every(
    ({ difference }) => difference.kind === "unchanged",
  );
  return (
    <section>
      <h2>
        <Name text={of.called} />
      </h2>
      <NotThere of={of} day={asOf} />
      <Line of={of} rows={rows} meeting={meeting} asOf={asOf} />
      <Besides of={of} then={then} days={days} />
      {then && rowsThen && other && (
        <div class="then">
          {isSame ? (
            <p class="quiet">{t.sameLine(date(other))}</p>
          ) : (
            <>
              <h3>{t.lineOn(date(other))}</h3>
              <NotThere of={then} day={other} />
              <Line of={then} rows={rowsThen} meeting={meetingThen} asOf={other} />
            </>
          )}
        </div>
      )}
    </section>
  );
}

interface Link {
  readonly id: string;
  readonly name: string;
  readonly step: StepFragment;
}

/** The steps to the highest body above. */
function linksOf({ ancestors }: TrailFragment): Link[] {
  const [highest] = [...ancestors.edges].sort((a, b) => b.depth - a.depth);
  return (highest?.steps ?? []).map((step) => ({
    id: `${step.kind} ${step.subject.id} ${step.object.id}`,
    name: step.object.name,
    step,
  }));
}

interface LineProps {
  readonly of: TrailFragment;
  readonly rows: readonly Row<Link>[];
  readonly meeting: string | null;
  readonly asOf: string | null;
}

function Line({ of, rows, meeting, asOf }: LineProps) {
  return (
    <ol class="trail">
      <li class={of.id === meeting ? "meeting" : undefined}>
        <BodyLink body={{ ...of, name: of.called }} asOf={asOf} />{" "}
        <small>
          <Kind body={of} />
        </small>
      </li>
      {rows.map((row) => (
        <Step
          key={row.body.id}
          row={row}
          isMeeting={row.body.step.object.id === meeting}
          asOf={asOf}
        />
      ))}
    </ol>
  );
}

interface StepProps {
  readonly row: Row<Link>;
  readonly isMeeting: boolean;
  readonly asOf: string | null;
}

function Step({ row, isMeeting, asOf }: StepProps) {
  const { t, period } = useSpeech();
  const { step } = row.body;
  return (
    <li class={isMeeting ? "meeting" : undefined}>
      <p class="hop">
        ↑ {step.kind === "PART_OF" ? t.partOf : t.reportsTo} <small>{period(step)}</small>{" "}
        <Marked difference={row.difference} />
      </p>
      <Sources of={step.sources} />
      {step.conflicts.length > 0 && (
        <>
          <small>{t.conflicts}</small>
          <Sources of={step.conflicts} />
        </>
      )}
      <BodyLink body={step.object} asOf={asOf} />{" "}
      <small>
        <Kind body={step.object} />
      </small>
    </li>
  );
}

/** Who has authority over it besides, on either day. */
function Besides({ of, then, days }: Pick<TrailProps, "of" | "then" | "days">) {
  const { t } = useSpeech();
  const above = ({ reportsTo }: TrailFragment) =>
    reportsTo.edges.map(({ node, sources }) => ({ ...node, sources }));
  const rows = differences(above(of), then && above(then), dayOf(days), days.other);
  return (
    <>
      {rows.map(({ body, difference }) => (
        <div key={body.id} class="besides dotted">
          {t.reportsTo} <BodyLink body={body} asOf={days.asOf} /> <Marked difference={difference} />
          <Sources of={body.sources} />
        </div>
      ))}
    </>
  );
}
