CALL () {
  OPTIONAL MATCH (n1:Organization {id: $p2})
  CALL (n1) {
    OPTIONAL MATCH w3 = (n1)-[:PART_OF*0..16]->(n2) WHERE n2.id = $p0
    WITH w3 ORDER BY length(w3), [x IN nodes(w3) | x.id] LIMIT 1
    CALL (w3) {
      UNWIND range(0, coalesce(length(w3), -1)) AS i4
      WITH i4, nodes(w3)[i4] AS n5
      WITH [n5.nameTh] AS row, i4 ORDER BY i4
      RETURN collect(row) AS rows
    }
    RETURN CASE WHEN w3 IS NOT NULL THEN rows END AS c6
  }
  CALL (n1) {
    OPTIONAL MATCH w8 = (n1)-[:PART_OF*0..16]->(n7) WHERE n7.id = $p1
    WITH w8 ORDER BY length(w8), [x IN nodes(w8) | x.id] LIMIT 1
    CALL (w8) {
      UNWIND range(0, coalesce(length(w8), -1)) AS i9
      WITH i9, nodes(w8)[i9] AS n10
      WITH [n10.id] AS row, i9 ORDER BY i9
      RETURN collect(row) AS rows
    }
    RETURN CASE WHEN w8 IS NOT NULL THEN rows END AS c11
  }
  RETURN CASE WHEN n1 IS NOT NULL THEN [c6, c11] END AS c12
}
CALL () {
  UNWIND $p3 AS i13
  MATCH (n14:Organization {id: i13})
  MATCH w16 = (n14)-[:PART_OF*0..16]->(n15)
  WITH n15, i13, min(length(w16)) AS steps
  WITH n15, count(i13) AS reached, max(steps) AS most, sum(steps) AS total
  WHERE reached = size($p3)
  WITH n15 ORDER BY most, total, n15.id LIMIT 1
  RETURN head(collect([n15.nameTh])) AS c17
}
RETURN c12 AS r0, c17 AS r1
