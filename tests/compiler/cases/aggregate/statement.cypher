CALL () {
  OPTIONAL MATCH (n1:Organization {id: $p1})
  CALL (n1) {
    MATCH (n1)<-[:PART_OF*0..16]-(n3)<-[:WON_BY]-(n2)
    WITH DISTINCT n2 WHERE n2.level IS NOT NULL
    RETURN [count(n2), min(n2.year), max(n2.year), CASE WHEN count(n2.year) > 0 THEN toFloat(sum(n2.year)) / count(n2.year) END, count(DISTINCT n2.level)] AS c4
  }
  RETURN CASE WHEN n1 IS NOT NULL THEN [c4] END AS c5
}
RETURN c5 AS r0
