CALL () {
  OPTIONAL MATCH (n1:Organization {id: $p2})
  CALL (n1) {
    OPTIONAL MATCH w2 = (n1)-[:PART_OF*0..16]->(n5) WHERE n5.id = $p0
    WITH w2 ORDER BY length(w2), [x IN nodes(w2) | x.id] LIMIT 1
    CALL (w2) {
      UNWIND range(0, coalesce(length(w2), -1)) AS i3
      WITH i3, nodes(w2)[i3] AS n4
      WITH [n4.nameTh] AS row, i3 ORDER BY i3
      RETURN collect(row) AS rows
    }
    RETURN CASE WHEN w2 IS NOT NULL THEN rows END AS c6
  }
  CALL (n1) {
    OPTIONAL MATCH w7 = (n1)-[:PART_OF*0..16]->(n10) WHERE n10.id = $p1
    WITH w7 ORDER BY length(w7), [x IN nodes(w7) | x.id] LIMIT 1
    CALL (w7) {
      UNWIND range(0, coalesce(length(w7), -1)) AS i8
      WITH i8, nodes(w7)[i8] AS n9
      WITH [n9.id] AS row, i8 ORDER BY i8
      RETURN collect(row) AS rows
    }
    RETURN CASE WHEN w7 IS NOT NULL THEN rows END AS c11
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
