const PREFIX = "govgraph:";

const ownKeys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

/**
 * Local storage under a prefix of our own: another GraphiQL that was once served from the
 * same address (localhost and a port) would otherwise leave its tabs here.
 */
export const storage = {
  getItem: (key) => localStorage.getItem(PREFIX + key),
  setItem: (key, value) => localStorage.setItem(PREFIX + key, value),
  removeItem: (key) => localStorage.removeItem(PREFIX + key),
  clear: () => ownKeys().forEach((key) => localStorage.removeItem(key)),
  get length() {
    return ownKeys().length;
  },
};

/** Whether the reader has not been here before (or has cleared the storage). */
export const isFirstVisit = () => storage.getItem("graphiql:tabState") === null;
