CALL () {
  OPTIONAL MATCH (n1:Organization {id: $p4})
  CALL (n1) {
    MATCH (n1)<-[:PART_OF]-(n2)
    WITH n2 ORDER BY n2.nameThCollation DESC, n2.id DESC LIMIT $p0
    CALL (n2) {
      MATCH (n2)<-[:PART_OF]-(n3) WHERE COUNT { (n3)<-[:WON_BY]-() } >= $p1
      WITH n3 ORDER BY n3.id LIMIT $p2
      RETURN collect([n3.nameTh, COUNT { (n3)<-[:WON_BY]-() }]) AS c5
    }
    RETURN collect([n2.nameTh, c5]) AS c6
  }
  RETURN CASE WHEN n1 IS NOT NULL THEN [c6] END AS c7
}
RETURN c7 AS r0
