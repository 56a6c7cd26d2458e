CALL () {
  OPTIONAL MATCH (n1:Award {id: $p0})
  CALL (n1) {
    MATCH (n1)<-[:ABOUT]-(n2)
    WITH n2 ORDER BY n2.id
    OPTIONAL MATCH (n2)-[:STATED_IN]->(n3)
    RETURN collect([n2.predicate, n2.basis, n2.method, n2.start, n2.end, CASE WHEN n3 IS NOT NULL THEN [n3.title] END]) AS c4
  }
  RETURN CASE WHEN n1 IS NOT NULL THEN [c4] END AS c5
}
RETURN c5 AS r0
