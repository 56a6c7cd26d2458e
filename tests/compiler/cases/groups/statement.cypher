CALL () {
  MATCH (n1:Award)
  OPTIONAL MATCH (n1)-[:WON_BY]->(n3)
  WITH n3, collect(n1) AS l4
  CALL (n3) {
    OPTIONAL MATCH (n3)-[:PART_OF*0..16]->(g2:Ministry)
    RETURN collect(DISTINCT g2) AS f5
  }
  UNWIND l4 AS n1
  WITH n1, collect(f5) AS f5
  UNWIND CASE WHEN all(x6 IN f5 WHERE x6 = []) THEN [null] ELSE reduce(g2 = [], x6 IN f5 | g2 + x6) END AS g2
  WITH DISTINCT n1, g2
  WITH g2 AS d7, n1.year AS d8, n1.level AS d9, count(n1) AS m10, count(*) AS s11
  ORDER BY d9, d7.id, d8 LIMIT $p1
  RETURN collect([CASE WHEN d7 IS NOT NULL THEN [d7.nameTh] END, d8, d9, m10]) AS c12
}
RETURN c12 AS r0
