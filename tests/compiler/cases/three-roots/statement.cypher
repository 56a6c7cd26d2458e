CALL () {
  OPTIONAL MATCH (n1:DatasetVersion) WHERE n1.number IS NOT NULL
  WITH n1 ORDER BY n1.number DESC LIMIT 1
  RETURN CASE WHEN n1 IS NOT NULL THEN [n1.name, n1.statements] END AS c2
}
CALL () {
  MATCH (n3:Province) WHERE n3.id IS NOT NULL
  WITH n3 ORDER BY n3.id WHERE n3.nameEn STARTS WITH $p0
  WITH n3 LIMIT $p1
  RETURN collect([n3.nameEn]) AS c4
}
CALL () {
  OPTIONAL MATCH (n5:Document {id: $p2})
  RETURN CASE WHEN n5 IS NOT NULL THEN [n5.title] END AS c6
}
RETURN c2 AS r0, c4 AS r1, c6 AS r2
