CALL () {
  OPTIONAL MATCH (n:DatasetVersion) WHERE n.number IS NOT NULL
  WITH n ORDER BY n.number DESC LIMIT 1
  CALL () { MATCH (n) RETURN count(*) AS nodes }
  CALL () { MATCH ()-[r]->() RETURN count(*) AS relationships }
  RETURN CASE WHEN n IS NOT NULL THEN [n.number, nodes, relationships] END AS state
}
CALL () {
  MATCH (n1:ChangeEvent) WHERE n1.kind IN $p0 AND n1.status = $p1 AND n1.date >= date($p2) AND n1.id IS NOT NULL
  WITH n1 ORDER BY n1.date, n1.id LIMIT $p3
  CALL (n1) {
    MATCH (n1)-[:ORIGINAL_ORGANIZATION]->(n2)
    WITH n2 ORDER BY n2.id LIMIT $p4
    RETURN collect([n2.id]) AS c3
  }
  CALL (n1) {
    MATCH (n1)-[:RESULTING_ORGANIZATION]->(n4)
    WITH n4 ORDER BY n4.id LIMIT $p5
    RETURN collect([n4.id]) AS c5
  }
  OPTIONAL MATCH (n1)-[:NEW_PARENT]->(n6)
  RETURN collect([n1.id, n1.kind, toString(n1.date), n1.datePrecision, c3, c5, CASE WHEN n6 IS NOT NULL THEN [n6.id] END]) AS c7
}
CALL () {
  MATCH (n8:ChangeEvent) WHERE n8.id IS NOT NULL
  WITH n8 ORDER BY n8.id WHERE n8.kind = $p6 AND n8.status IN $p7
  WITH n8 LIMIT $p8
  CALL (n8) {
    MATCH (n8)-[:ORIGINAL_ORGANIZATION]->(n9)
    WITH n9 ORDER BY n9.id LIMIT $p9
    RETURN collect([n9.nameTh]) AS c10
  }
  RETURN collect([n8.id, c10, COUNT { (n8)-[:ORIGINAL_ORGANIZATION]->() }, COUNT { (n8)-[:RESULTING_ORGANIZATION]->() }, coalesce(n8.proposedNames, [])]) AS c13
}
CALL (state) {
  WITH state WHERE state = $m2
  RETURN null AS c15
  UNION ALL
  WITH state WHERE coalesce(state <> $m2, true)
  CALL () {
    MATCH (n14:ChangeEvent) WHERE n14.kind = $p6 AND n14.status IN $p7 AND n14.id IS NOT NULL
    RETURN count(*) AS c15
  }
  RETURN c15
}
CALL (state) {
  WITH state WHERE state = $m3
  RETURN null AS c17
  UNION ALL
  WITH state WHERE coalesce(state <> $m3, true)
  CALL () {
    MATCH (n16:Organization) WHERE n16.nameTh = $p11 AND n16.id IS NOT NULL
    RETURN count(*) AS c17
  }
  RETURN c17
}
RETURN c7 AS r0, c13 AS r1, c15 AS r2, c17 AS r3, state AS r4
