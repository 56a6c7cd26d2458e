CALL () {
  OPTIONAL MATCH (n:DatasetVersion) WHERE n.number IS NOT NULL
  WITH n ORDER BY n.number DESC LIMIT 1
  CALL () { MATCH (n) RETURN count(*) AS nodes }
  CALL () { MATCH ()-[r]->() RETURN count(*) AS relationships }
  RETURN CASE WHEN n IS NOT NULL THEN [n.number, nodes, relationships] END AS state
}
CALL (state) {
  WITH state WHERE state = $m0
  RETURN null AS c8
  UNION ALL
  WITH state WHERE coalesce(state <> $m0, true)
  CALL () {
    MATCH (n1:Award)
    OPTIONAL MATCH (n1)-[:WON_BY]->(n5)-[:SEATED_IN]->(n6)-[:IN_REGION]->(g4)
    WITH DISTINCT n1, g4
    WITH g4 AS d2, count(n1) AS m3
    ORDER BY m3 DESC, d2.id LIMIT $p2
    RETURN collect([CASE WHEN d2 IS NOT NULL THEN [d2.id, coalesce(d2.nameEn, d2.nameTh), COUNT { (d2)<-[:IN_REGION]-() }] END, m3]) AS c8
  }
  RETURN c8
}
CALL (state) {
  WITH state WHERE state = $m1
  RETURN null AS c13
  UNION ALL
  WITH state WHERE coalesce(state <> $m1, true)
  CALL () {
    MATCH (n9:Province)
    OPTIONAL MATCH (n9)-[:IN_REGION]->(g12)
    WITH g12 AS d10, count(n9) AS m11
    ORDER BY d10.id LIMIT $p4
    RETURN collect([CASE WHEN d10 IS NOT NULL THEN [d10.nameTh] END, m11]) AS c13
  }
  RETURN c13
}
CALL () {
  MATCH (n14:Organization) WHERE n14.unitKind = $p5 AND EXISTS { (n14)-[:SEATED_IN]->(n20)-[:IN_REGION]->(n19) WHERE n19.nameEn = $p6 } AND n14.id IS NOT NULL
  WITH n14, head(COLLECT { MATCH w17 = (n14)-[:SEATED_IN]->(n16)-[:IN_REGION]->(n15) WITH n15 ORDER BY length(w17), n15.id LIMIT 1 RETURN n15.nameThCollation }) AS k18
  WITH n14 ORDER BY k18, n14.nameThCollation, n14.id LIMIT $p7
  CALL (n14) {
    OPTIONAL MATCH w22 = (n14)-[:SEATED_IN]->(n23)-[:IN_REGION]->(n21)
    RETURN n21 ORDER BY length(w22), n21.id LIMIT 1
  }
  RETURN collect([n14.id, CASE WHEN n21 IS NOT NULL THEN [n21.id] END]) AS c24
}
CALL () {
  MATCH (n25:Region) WHERE n25.nameThCollation IS NOT NULL AND n25.id IS NOT NULL
  WITH n25 ORDER BY n25.nameThCollation, n25.id
  WITH n25 LIMIT $p8
  CALL (n25) {
    MATCH (n25)<-[:IN_REGION]-(n26) WHERE EXISTS { (n26)<-[:SEATED_IN]-(n27) WHERE EXISTS { (n27)<-[:WON_BY]-(n28) } }
    WITH n26 ORDER BY n26.id LIMIT $p9
    OPTIONAL MATCH (n26)-[:IN_REGION]->(n29)
    RETURN collect([n26.nameEn, CASE WHEN n29 IS NOT NULL THEN [n29.id] END]) AS c30
  }
  RETURN collect([n25.nameTh, c30]) AS c31
}
CALL () {
  OPTIONAL MATCH (n32:Region {id: $p10})
  CALL (n32) {
    MATCH (n32)<-[:ABOUT]-(s33) WHERE s33.predicate = 'nameTh'
    WITH s33 ORDER BY s33.id
    OPTIONAL MATCH (s33)-[:STATED_IN]->(n34)
    RETURN collect([s33.method, CASE WHEN n34 IS NOT NULL THEN [n34.id] END]) AS c35
  }
  RETURN CASE WHEN n32 IS NOT NULL THEN [c35] END AS c36
}
RETURN c8 AS r0, c13 AS r1, c24 AS r2, c31 AS r3, c36 AS r4, state AS r5
