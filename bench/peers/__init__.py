"""The peers that the product is measured against, beside the hand-written service."""

LIBRARY = "@neo4j/graphql"
"""The name of the library that compiles GraphQL to Cypher in Node.js."""

STOCK = "resolvers"
"""The name of stock Strawberry with a resolver for each field and DataLoaders."""
