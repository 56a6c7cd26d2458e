// What a search finds: what it is called, and where it is shown.

import { href } from "../address";
import type { Texts } from "../texts/en";
import type { SearchQuery, SuggestQuery } from "../../../types/types";

type Hit = SuggestQuery["suggest"][number]["node"] | SearchQuery["search"][number]["node"];

export function hitKind(hit: Hit, t: Texts): string {
  switch (hit.__typename) {
    case "Organization": {
      const kind = hit.unitKind ? t.units[hit.unitKind] : t.kinds[hit.kind];
      return hit.ministry && hit.kind !== "MINISTRY" ? `${kind} · ${hit.ministry.name}` : kind;
    }
    case "Province":
      return t.found.PROVINCE;
    case "Region":
      return t.found.REGION;
    case "AwardCategory":
      return t.found.AWARD_CATEGORY;
    case "AwardScheme":
      return t.found.AWARD_SCHEME;
    case "Project":
      return t.found.PROJECT;
    case "Ceremony":
      return t.found.CEREMONY;
    case "Person":
      return t.found.PERSON;
    default:
      return t.found.DOCUMENT;
  }
}

/** The view of what was found; its awards where it has no view of its own. */
export function hitAddress(hit: Hit, name: string): string {
  switch (hit.__typename) {
    case "Organization":
      return href("organizations", hit.id);
    case "Province":
      return href("provinces", hit.id);
    case "Region":
      return href("awards", null, { region: hit.id });
    case "AwardCategory":
      return href("awards", null, { category: hit.id });
    case "Project":
      return href("awards", null, { project: hit.id });
    case "Person":
      return href("awards", null, { person: hit.id });
    case "Ceremony":
      return href("awards", null, { ceremony: hit.id });
    case "AwardScheme":
      return href("awards");
    default:
      return href("documents", null, { q: name });
  }
}
