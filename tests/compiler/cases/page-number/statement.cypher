CALL () {
  MATCH (n1:Province)
  WITH n1 ORDER BY n1.isoCode, n1.id SKIP $p0 LIMIT $p1
  RETURN collect([n1.isoCode]) AS c2
}
CALL () {
  MATCH (n3:Province)
  RETURN count(*) AS c4
}
CALL () {
  MATCH (n5:Province)
  WITH n5 LIMIT 1
  RETURN count(*) > 0 AS c6
}
RETURN c2 AS r0, c4 AS r1, c6 AS r2
