CALL () {
  OPTIONAL MATCH (n1:Organization {id: $p1})
  CALL (n1) {
    MATCH w3 = (n1)<-[:PART_OF*1..16]-(n2)
    WITH n2, w3 ORDER BY length(w3), [x IN nodes(w3) | x.id]
    WITH n2, head(collect(w3)) AS w3 WHERE length(w3) >= 2
    WITH n2, w3 ORDER BY n2.id LIMIT $p0
    CALL (w3) {
      UNWIND range(0, coalesce(length(w3), -1)) AS i4
      WITH i4, nodes(w3)[i4] AS n5
      WITH [n5.id] AS row, i4 ORDER BY i4
      RETURN collect(row) AS c6
    }
    RETURN collect([length(w3), c6, n2.nameTh]) AS c7
  }
  CALL (n1) {
    MATCH w9 = (n1)<-[:PART_OF*1..16]-(n8)
    WITH n8, w9 ORDER BY length(w9), [x IN nodes(w9) | x.id]
    WITH n8, head(collect(w9)) AS w9 WHERE length(w9) >= 2
    RETURN count(*) AS c10
  }
  RETURN CASE WHEN n1 IS NOT NULL THEN [c7, c10] END AS c11
}
RETURN c11 AS r0
