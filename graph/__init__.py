"""Compiles GraphQL operations to Cypher and talks to Neo4j. Imports nothing else of govgraph."""
