CALL () {
  MATCH (n1:Organization)
  WITH n1, COUNT { (n1)<-[:WON_BY]-() } AS k2
  WITH n1 ORDER BY k2 DESC, n1.nameThCollation, n1.id LIMIT $p0
  RETURN collect([COUNT { (n1)<-[:WON_BY]-() }, n1.nameThCollation, n1.id, n1.nameTh, COUNT { (n1)<-[:WON_BY]-() }]) AS c4
}
RETURN c4 AS r0
