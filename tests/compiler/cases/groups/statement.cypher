CALL () {
  OPTIONAL MATCH (n:DatasetVersion) WHERE n.number IS NOT NULL
  WITH n ORDER BY n.number DESC LIMIT 1
  CALL () { MATCH (n) RETURN count(*) AS nodes }
  CALL () { MATCH ()-[r]->() RETURN count(*) AS relationships }
  RETURN CASE WHEN n IS NOT NULL THEN [n.number, nodes, relationships] END AS state
}
CALL (state) {
  WITH state WHERE state = $m0
  RETURN $v0 AS l2
  UNION ALL
  WITH state WHERE coalesce(state <> $m0, true)
  RETURN EXISTS { MATCH (n1:Award) WHERE NOT EXISTS { (n1)-[:WON_BY]->(n4)-[:PART_OF*0..16]->(n3:Ministry) } } AS l2
}
CALL (state, l2) {
  WITH state WHERE state = $m1
  RETURN null AS c15
  UNION ALL
  WITH state WHERE coalesce(state <> $m1, true)
  CALL (l2) {
    CALL (l2) {
      MATCH (n5:Award)-[:WON_BY]->(n12)-[:PART_OF*0..16]->(g10:Ministry)
      RETURN g10 AS d6, n5.year AS d7, n5.level AS d8, count(DISTINCT n5) AS m9
      UNION ALL
      UNWIND CASE WHEN l2 THEN [1] ELSE [] END AS s11
      MATCH (n5:Award)
      WITH n5 WHERE NOT EXISTS { (n5)-[:WON_BY]->(n14)-[:PART_OF*0..16]->(n13:Ministry) }
      RETURN null AS d6, n5.year AS d7, n5.level AS d8, count(n5) AS m9
    }
    WITH d6, d7, d8, m9
    ORDER BY d8, d6.id, d7 LIMIT $p1
    RETURN collect([CASE WHEN d6 IS NOT NULL THEN [d6.nameTh] END, d7, d8, m9]) AS c15
  }
  RETURN c15
}
RETURN l2 AS r0, c15 AS r1, state AS r2
