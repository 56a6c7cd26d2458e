// The addresses of the views, and going from one to another.

import { useEffect, useState } from "preact/hooks";

/** The path of the service's root: `/`, or the prefix that it is served under. */
const ROOT = new URL(document.baseURI).pathname;

export type Parameters = Record<string, string | readonly string[] | null | undefined>;

export interface Address {
  /** The name of the view, empty for the first page. */
  readonly view: string;
  readonly id: string | null;
  readonly search: URLSearchParams;
}

export function currentAddress(): Address {
  const path = location.pathname.slice(ROOT.length);
  const [view = "", ...rest] = path.split("/");
  return { view, id: decoded(rest.join("/")) || null, search: new URLSearchParams(location.search) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a damaged link: what it names is not there, and the view says so
  }
}

/** The path and query of a view; parameters without a value are left out. */
export function href(view: string, id?: string | null, parameters: Parameters = {}): string {
  // Colons and slashes of an id are legible in a path, and mean nothing else there.
  const readable = id ? "/" + encodeURIComponent(id).replace(/%3A/g, ":").replace(/%2F/g, "/") : "";
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of typeof value === "string" ? [value] : (value ?? [])) {
      if (one) search.append(name, one);
    }
  }
  const query = search.toString();
  return ROOT + view + readable + (query && "?" + query);
}

/** The address that is open, with some parameters changed; null takes one out. */
export function here(changes: Parameters): string {
  const { view, id, search } = currentAddress();
  const parameters: Record<string, readonly string[]> = {};
  for (const name of search.keys()) parameters[name] = search.getAll(name);
  return href(view, id, { ...parameters, ...changes });
}

/** An address of the service that is no view, such as `graphql`. */
export const serviceAddress = (path: string): string => ROOT + path;

const CHANGED = "addresschanged";

/** Open an address; `quietly` when the reader stays where they are, as while filtering. */
export function go(address: string, { quietly = false } = {}): void {
  if (quietly) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  dispatchEvent(new Event(CHANGED));
}

/** The open address; the component is drawn again when it changes. */
export function useAddress(): Address {
  const [address, setAddress] = useState(currentAddress);
  useEffect(() => {
    const changed = () => setAddress(currentAddress());
    addEventListener("popstate", changed);
    addEventListener(CHANGED, changed);
    return () => {
      removeEventListener("popstate", changed);
      removeEventListener(CHANGED, changed);
    };
  }, []);
  return address;
}

/** Let clicks on links to views change the view without loading the page again. */
export function followLinks(views: ReadonlySet<string>): void {
  addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey) return;
    if (event.shiftKey || event.altKey || !(event.target instanceof Element)) return;
    const link = event.target.closest("a");
    if (!link || link.getAttribute("target") || link.hasAttribute("download")) return;
    const { origin, pathname, search } = new URL(linkAddress(link), document.baseURI);
    const [view = ""] = pathname.slice(ROOT.length).split("/");
    if (origin !== location.origin || !pathname.startsWith(ROOT) || !views.has(view)) return;
    event.preventDefault();
    const moved = pathname !== location.pathname;
    go(pathname + search);
    if (moved) scrollTo(0, 0);
  });
}

/** Links within drawings have an animated address. */
const linkAddress = (link: Element): string => link.getAttribute("href") ?? "";
