// The shell around every view: head, navigation, language, and which view is open.

import type { ComponentType } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { type Address, followLinks, go, here, href, serviceAddress, useAddress } from "./address";
import { chosenLanguage, keepLanguage, LanguageContext, speechOf } from "./language";
import { HeadSearch } from "./parts/search";
import { NotFound } from "./parts/states";
import { AsOf } from "./views/as-of";
import { AwardView } from "./views/award";
import { Awards } from "./views/awards";
import { Documents } from "./views/documents";
import { Home } from "./views/home";
import { Integrity } from "./views/integrity";
import { OrganizationView } from "./views/organization";
import { Organizations } from "./views/organizations";
import { ProvinceView } from "./views/province";
import { Provinces } from "./views/provinces";
import { Search } from "./views/search";
import { Trace } from "./views/trace";

export interface ViewProps {
  readonly search: URLSearchParams;
}

export interface ItemProps extends ViewProps {
  readonly id: string;
}

interface View {
  readonly all: ComponentType<ViewProps>;
  readonly one?: ComponentType<ItemProps>;
}

const VIEWS: Readonly<Record<string, View>> = {
  "": { all: Home },
  search: { all: Search },
  organizations: { all: Organizations, one: OrganizationView },
  "as-of": { all: AsOf },
  awards: { all: Awards, one: AwardView },
  provinces: { all: Provinces, one: ProvinceView },
  trace: { all: Trace },
  documents: { all: Documents },
  integrity: { all: Integrity },
};

const LISTED = ["organizations", "as-of", "awards", "provinces", "trace", "integrity"];

/** They tell of the data of now. */
const WITHOUT_DAYS = new Set(["integrity"]);

followLinks(new Set(Object.keys(VIEWS)));

export function App() {
  const address = useAddress();
  const language = chosenLanguage(address.search);
  const { t } = speechOf(language);
  const other = language === "th" ? "en" : "th";
  // The days of the page go with the reader.
  const days = { asOf: address.search.get("asOf"), with: address.search.get("with") };
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const main = useFocusOnChange(address);
  const navigation = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone the views stand in a row that is wider than the page.
    const open = navigation.current?.querySelector("[aria-current]");
    open?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [address.view, language]);
  return (
    <LanguageContext.Provider value={language}>
      <a
        class="skip"
        href={here({})}
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t.skip}
      </a>
      <header class="head">
        <a class="brand" href={href("")} aria-label={`govgraph: ${t.views[""]}`}>
          govgraph
        </a>
        <HeadSearch />
        <button
          type="button"
          class="language"
          lang={other}
          onClick={() => {
            keepLanguage(other);
            go(here({ lang: other }), { quietly: true });
          }}
        >
          {t.otherLanguage}
        </button>
        <nav ref={navigation} aria-label={t.menu}>
          {LISTED.map((view) => (
            <a
              key={view}
              href={href(view, null, WITHOUT_DAYS.has(view) ? {} : days)}
              aria-current={view === address.view ? "page" : undefined}
            >
              {t.views[view]}
            </a>
          ))}
        </nav>
      </header>
      <main ref={main} tabIndex={-1}>
        <Open address={address} />
      </main>
      <footer class="foot">
        <p>{t.tagline}</p>
        <p>
          <a href={serviceAddress("graphql")}>GraphiQL</a> ·{" "}
          <a href={serviceAddress("schema.graphql")}>GraphQL schema</a> ·{" "}
          <a href={serviceAddress("static/explorer/licences.txt")}>Licences</a>
        </p>
      </footer>
    </LanguageContext.Provider>
  );
}

function Open({ address }: { address: Address }) {
  const { view, id, search } = address;
  const found = VIEWS[view];
  if (!found || (id && !found.one)) return <NotFound />;
  if (id && found.one) return <found.one key={id} id={id} search={search} />;
  return <found.all key={view} search={search} />;
}

/** The title gets the focus when another view opens, so that it is read and keys go on from it. */
function useFocusOnChange({ view, id }: Address) {
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else (main.current?.querySelector("h1") ?? main.current)?.focus({ preventScroll: true });
  }, [view, id]);
  return main;
}
