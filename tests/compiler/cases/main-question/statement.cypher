CALL () {
  MATCH (n1:Organization) WHERE n1.unitKind = $p0 AND EXISTS { (n1)<-[:WON_BY]-(n2) } AND n1.id IS NOT NULL
  WITH n1 ORDER BY n1.unitKind, n1.id LIMIT $p1
  CALL (n1) {
    OPTIONAL MATCH w4 = (n1)-[:PART_OF*1..16]->(n3:Ministry)
    RETURN n3 ORDER BY length(w4), n3.id LIMIT 1
  }
  RETURN collect([n1.nameTh, CASE WHEN n3 IS NOT NULL THEN [n3.nameTh] END]) AS c5
}
RETURN c5 AS r0
