CALL () {
  MATCH (n1:Award) WHERE n1.year IS NOT NULL AND n1.id IS NOT NULL
  WITH n1 ORDER BY n1.year DESC, n1.id DESC WHERE n1.level IN $p0 AND NOT coalesce((EXISTS { (n1)-[:FOR_PROJECT]->(n2) WHERE n2.nameTh CONTAINS $p1 }), false)
  WITH n1 LIMIT $p2
  RETURN collect([n1.id, n1.level]) AS c3
}
CALL () {
  MATCH (n4:Award) WHERE n4.level IN $p0 AND NOT coalesce((EXISTS { (n4)-[:FOR_PROJECT]->(n5) WHERE n5.nameTh CONTAINS $p1 }), false) AND n4.id IS NOT NULL
  RETURN count(*) AS c6
}
RETURN c3 AS r0, c6 AS r1
