CALL () {
  MATCH (n1:Award) WHERE n1.year IS NOT NULL AND n1.id IS NOT NULL
  WITH n1 ORDER BY n1.year, n1.id
  WITH n1 LIMIT $p0
  RETURN collect([n1.id, n1.year]) AS c2
}
RETURN c2 AS r0
