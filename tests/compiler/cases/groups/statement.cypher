CALL () {
  OPTIONAL MATCH (n:DatasetVersion) WHERE n.number IS NOT NULL
  WITH n ORDER BY n.number DESC LIMIT 1
  CALL () { MATCH (n) RETURN count(*) AS nodes }
  CALL () { MATCH ()-[r]->() RETURN count(*) AS relationships }
  RETURN CASE WHEN n IS NOT NULL THEN [n.number, nodes, relationships] END AS state
}
CALL (state) {
  WITH state WHERE state = $m0
  RETURN null AS c10
  UNION ALL
  WITH state WHERE coalesce(state <> $m0, true)
  CALL () {
    CALL () {
      MATCH (n1:Award)-[:WON_BY]->(n4)-[:PART_OF*0..16]->(g2:Ministry)
      RETURN n1, g2
      UNION ALL
      MATCH (n1:Award)
      RETURN n1, null AS g2
    }
    WITH n1, collect(DISTINCT g2) AS f3
    UNWIND CASE WHEN f3 = [] THEN [null] ELSE f3 END AS g2
    WITH g2 AS d5, n1.year AS d6, n1.level AS d7, count(n1) AS m8, count(*) AS s9
    ORDER BY d7, d5.id, d6 LIMIT $p1
    RETURN collect([CASE WHEN d5 IS NOT NULL THEN [d5.nameTh] END, d6, d7, m8]) AS c10
  }
  RETURN c10
}
RETURN c10 AS r0, state AS r1
