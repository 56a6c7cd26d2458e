CALL () {
  OPTIONAL MATCH (n1:Organization {id: $p2})
  CALL (n1) {
    OPTIONAL MATCH w2 = (n1)-[:PART_OF*0..16]->(n6) WHERE n6.id = $p1
    WITH w2 ORDER BY length(w2), [x IN nodes(w2) | x.id] LIMIT 1
    CALL (w2) {
      UNWIND range(0, coalesce(length(w2), -1)) AS i3
      WITH i3, nodes(w2)[i3] AS n4
      WITH [n4.id, COUNT { (n4)<-[:PART_OF]-() }] AS row, i3 ORDER BY i3
      RETURN collect(row) AS rows
    }
    RETURN CASE WHEN w2 IS NOT NULL THEN rows END AS c7
  }
  RETURN CASE WHEN n1 IS NOT NULL THEN [c7] END AS c8
}
RETURN c8 AS r0
