CALL () {
  MATCH (n1:Award)
  OPTIONAL MATCH (n1)-[:WON_BY]->(n3)
  WITH n3, collect(n1) AS l4
  CALL (n3) {
    OPTIONAL MATCH (n3)-[:PART_OF*0..16]->(g2:Ministry)
    RETURN g2
  }
  UNWIND l4 AS n1
  WITH DISTINCT n1, g2
  WITH g2 AS d5, n1.year AS d6, n1.level AS d7, count(n1) AS m8, count(*) AS s9
  ORDER BY d7, d5.id, d6 LIMIT $p1
  RETURN collect([CASE WHEN d5 IS NOT NULL THEN [d5.nameTh] END, d6, d7, m8]) AS c10
}
RETURN c10 AS r0
