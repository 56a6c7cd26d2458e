CALL () {
  MATCH (n1:Award) WHERE n1.year < $p0 AND n1.id IS NOT NULL
  WITH n1.year AS d2, count(n1) AS m3, count(*) AS s4
  ORDER BY s4 DESC, d2 LIMIT $p2
  RETURN collect([d2, m3]) AS c5
}
CALL () {
  MATCH (n6:Award) WHERE n6.year < $p0 AND n6.id IS NOT NULL
  RETURN count(*) AS c7
}
RETURN c5 AS r0, c7 AS r1
