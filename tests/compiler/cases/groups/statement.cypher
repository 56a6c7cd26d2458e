CALL () {
  MATCH (n1:Award)
  OPTIONAL MATCH (n1)-[:WON_BY]->(n3)-[:PART_OF*0..16]->(g2:Ministry)
  WITH DISTINCT n1, g2
  WITH g2 AS d4, n1.year AS d5, n1.level AS d6, count(n1) AS m7, count(*) AS s8
  ORDER BY d6, d4.id, d5 LIMIT $p1
  RETURN collect([CASE WHEN d4 IS NOT NULL THEN [d4.nameTh] END, d5, d6, m7]) AS c9
}
RETURN c9 AS r0
