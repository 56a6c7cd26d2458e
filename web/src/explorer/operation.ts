/** A GraphQL document of `operations/`, with what it answers and what it takes. */
export interface Operation<Data, Variables> {
  readonly name: string;
  readonly text: string;
  /** Never there: it binds the types. */
  readonly types?: (variables: Variables) => Data;
}
