CALL () {
  OPTIONAL MATCH (n1:ChangeEvent {id: $p2})
  CALL (n1) {
    MATCH (n1)-[:ORIGINAL_ORGANIZATION]->(n2)
    WITH n2 ORDER BY n2.id LIMIT $p0
    RETURN collect([n2.id]) AS c3
  }
  CALL (n1) {
    MATCH (n1)-[:RESULTING_ORGANIZATION]->(n4)
    WITH n4 ORDER BY n4.id LIMIT $p1
    RETURN collect([n4.id]) AS c5
  }
  CALL (n1) {
    MATCH (n1)<-[:ABOUT]-(n6)
    WITH n6 ORDER BY n6.id
    OPTIONAL MATCH (n6)-[:STATED_IN]->(n7)
    RETURN collect([n6.predicate, n6.object, n6.basis, n6.method, n6.setAside, n6.start, n6.end, CASE WHEN n7 IS NOT NULL THEN [n7.address] END]) AS c8
  }
  RETURN CASE WHEN n1 IS NOT NULL THEN [n1.kind, n1.status, toString(n1.date), n1.dateRole, c3, c5, c8] END AS c9
}
RETURN c9 AS r0
