CALL () {
  CALL () {
    MATCH (n1:Award) WHERE n1.year = $p0 AND n1.id > $p1 AND n1.year IS NOT NULL AND n1.id IS NOT NULL
    WITH n1 ORDER BY n1.year, n1.id
    WITH n1 LIMIT $p2
    RETURN collect(n1) AS l2
  }
  CALL (l2) {
    UNWIND CASE WHEN size(l2) < $p2 THEN [1] ELSE [] END AS s3
    CALL () {
      MATCH (n1:Award) WHERE n1.year > $p0 AND n1.year IS NOT NULL AND n1.id IS NOT NULL
      WITH n1 ORDER BY n1.year, n1.id
      WITH n1 LIMIT $p2
      RETURN n1
    }
    RETURN collect(n1) AS l4
  }
  UNWIND l2 + l4 AS n1
  WITH n1 ORDER BY n1.year, n1.id LIMIT $p2
  RETURN collect([n1.id, n1.year]) AS c5
}
CALL () {
  MATCH (n6:Award) WHERE ((n6.year < $p0) OR (n6.year = $p0 AND n6.id < $p1) OR (n6.year = $p0 AND n6.id = $p1)) AND n6.id IS NOT NULL
  WITH n6 LIMIT 1
  RETURN count(*) > 0 AS c7
}
RETURN c5 AS r0, c7 AS r1
