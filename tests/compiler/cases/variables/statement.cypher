CALL () {
  OPTIONAL MATCH (n:DatasetVersion) WHERE n.number IS NOT NULL
  WITH n ORDER BY n.number DESC LIMIT 1
  CALL () { MATCH (n) RETURN count(*) AS nodes }
  CALL () { MATCH ()-[r]->() RETURN count(*) AS relationships }
  RETURN CASE WHEN n IS NOT NULL THEN [n.number, nodes, relationships] END AS state
}
CALL () {
  MATCH (n1:Award) WHERE n1.year IS NOT NULL AND n1.id IS NOT NULL
  WITH n1 ORDER BY n1.year DESC, n1.id DESC WHERE n1.level IN $p0 AND NOT coalesce((EXISTS { (n1)-[:FOR_PROJECT]->(n2) WHERE n2.nameTh CONTAINS $p1 }), false)
  WITH n1 LIMIT $p2
  RETURN collect([n1.id, n1.level]) AS c3
}
CALL (state) {
  WITH state WHERE state = $m1
  RETURN null AS c6
  UNION ALL
  WITH state WHERE coalesce(state <> $m1, true)
  CALL () {
    MATCH (n4:Award) WHERE n4.level IN $p0 AND NOT coalesce((EXISTS { (n4)-[:FOR_PROJECT]->(n5) WHERE n5.nameTh CONTAINS $p1 }), false) AND n4.id IS NOT NULL
    RETURN count(*) AS c6
  }
  RETURN c6
}
RETURN c3 AS r0, c6 AS r1, state AS r2
