CALL () {
  MATCH (n4:Organization) WHERE n4.id = $p0 AND n4.id IS NOT NULL
  MATCH (n1:Award)-[:WON_BY]->(n5)-[:PART_OF*0..16]->(n4)
  WITH DISTINCT n1
  WITH n1, head(COLLECT { MATCH (n1)-[:IN_CATEGORY]->(n2) RETURN n2.nameThCollation }) AS k3
  WITH n1 ORDER BY k3, n1.id LIMIT $p1
  OPTIONAL MATCH (n1)-[:IN_CATEGORY]->(n6)
  RETURN collect([CASE WHEN n6 IS NOT NULL THEN [n6.nameTh] END]) AS c7
}
RETURN c7 AS r0
