CALL () {
  OPTIONAL MATCH (n:DatasetVersion) WHERE n.number IS NOT NULL
  WITH n ORDER BY n.number DESC LIMIT 1
  CALL () { MATCH (n) RETURN count(*) AS nodes }
  CALL () { MATCH ()-[r]->() RETURN count(*) AS relationships }
  RETURN CASE WHEN n IS NOT NULL THEN [n.number, nodes, relationships] END AS state
}
CALL (state) {
  WITH state WHERE state = $m0
  RETURN null AS c5
  UNION ALL
  WITH state WHERE coalesce(state <> $m0, true)
  CALL () {
    MATCH (n1:Award) WHERE n1.year < $p0 AND n1.id IS NOT NULL
    WITH n1.year AS d2, count(n1) AS m3, count(*) AS s4
    ORDER BY s4 DESC, d2 LIMIT $p2
    RETURN collect([d2, m3]) AS c5
  }
  RETURN c5
}
CALL (state) {
  WITH state WHERE state = $m1
  RETURN null AS c7
  UNION ALL
  WITH state WHERE coalesce(state <> $m1, true)
  CALL () {
    MATCH (n6:Award) WHERE n6.year < $p0 AND n6.id IS NOT NULL
    RETURN count(*) AS c7
  }
  RETURN c7
}
RETURN c5 AS r0, c7 AS r1, state AS r2
