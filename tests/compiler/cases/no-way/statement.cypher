CALL () {
  OPTIONAL MATCH (n1:Organization {id: $p2})
  CALL (n1) {
    OPTIONAL MATCH w3 = (n1)-[:PART_OF*0..16]->(n2) WHERE n2.id = $p1
    WITH w3 ORDER BY length(w3), [x IN nodes(w3) | x.id] LIMIT 1
    CALL (w3) {
      UNWIND range(0, coalesce(length(w3), -1)) AS i4
      WITH i4, nodes(w3)[i4] AS n5
      WITH [n5.id, COUNT { (n5)<-[:PART_OF]-() }] AS row, i4 ORDER BY i4
      RETURN collect(row) AS rows
    }
    RETURN CASE WHEN w3 IS NOT NULL THEN rows END AS c7
  }
  RETURN CASE WHEN n1 IS NOT NULL THEN [c7] END AS c8
}
RETURN c8 AS r0
