CALL () {
  OPTIONAL MATCH (n:DatasetVersion) WHERE n.number IS NOT NULL
  WITH n ORDER BY n.number DESC LIMIT 1
  CALL () { MATCH (n) RETURN count(*) AS nodes }
  CALL () { MATCH ()-[r]->() RETURN count(*) AS relationships }
  RETURN CASE WHEN n IS NOT NULL THEN [n.number, nodes, relationships] END AS state
}
CALL (state) {
  WITH state WHERE state = $m0
  RETURN null AS c4
  UNION ALL
  WITH state WHERE coalesce(state <> $m0, true)
  CALL () {
    MATCH (n1:Award) WHERE n1.year < $p0 AND n1.id IS NOT NULL
    WITH n1.year AS d2, count(n1) AS m3
    ORDER BY m3 DESC, d2 LIMIT $p2
    RETURN collect([d2, m3]) AS c4
  }
  RETURN c4
}
CALL (state) {
  WITH state WHERE state = $m1
  RETURN null AS c6
  UNION ALL
  WITH state WHERE coalesce(state <> $m1, true)
  CALL () {
    MATCH (n5:Award) WHERE n5.year < $p0 AND n5.id IS NOT NULL
    RETURN count(*) AS c6
  }
  RETURN c6
}
RETURN c4 AS r0, c6 AS r1, state AS r2
