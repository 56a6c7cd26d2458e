// The boundaries of the provinces, in a file of their own.

import thailand from "@svg-maps/thailand";

export const boundaries: {
  readonly viewBox: string;
  readonly locations: readonly { readonly name: string; readonly path: string }[];
} = thailand;
