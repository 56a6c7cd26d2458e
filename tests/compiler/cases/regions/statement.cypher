CALL () {
  OPTIONAL MATCH (n:DatasetVersion) WHERE n.number IS NOT NULL
  WITH n ORDER BY n.number DESC LIMIT 1
  CALL () { MATCH (n) RETURN count(*) AS nodes }
  CALL () { MATCH ()-[r]->() RETURN count(*) AS relationships }
  RETURN CASE WHEN n IS NOT NULL THEN [n.number, nodes, relationships] END AS state
}
CALL (state) {
  WITH state WHERE state = $m0
  RETURN null AS c9
  UNION ALL
  WITH state WHERE coalesce(state <> $m0, true)
  CALL () {
    MATCH (n1:Award)
    OPTIONAL MATCH (n1)-[:WON_BY]->(n3)-[:SEATED_IN]->(n4)-[:IN_REGION]->(g2)
    WITH DISTINCT n1, g2
    WITH g2 AS d5, count(n1) AS m6, count(*) AS s7
    ORDER BY s7 DESC, d5.id LIMIT $p2
    RETURN collect([CASE WHEN d5 IS NOT NULL THEN [d5.id, coalesce(d5.nameEn, d5.nameTh), COUNT { (d5)<-[:IN_REGION]-() }] END, m6]) AS c9
  }
  RETURN c9
}
CALL (state) {
  WITH state WHERE state = $m1
  RETURN null AS c15
  UNION ALL
  WITH state WHERE coalesce(state <> $m1, true)
  CALL () {
    MATCH (n10:Province)
    OPTIONAL MATCH (n10)-[:IN_REGION]->(g11)
    WITH g11 AS d12, count(n10) AS m13, count(*) AS s14
    ORDER BY d12.id LIMIT $p4
    RETURN collect([CASE WHEN d12 IS NOT NULL THEN [d12.nameTh] END, m13]) AS c15
  }
  RETURN c15
}
CALL () {
  MATCH (n16:Organization) WHERE n16.unitKind = $p5 AND EXISTS { (n16)-[:SEATED_IN]->(n22)-[:IN_REGION]->(n21) WHERE n21.nameEn = $p6 } AND n16.id IS NOT NULL
  WITH n16, head(COLLECT { MATCH w19 = (n16)-[:SEATED_IN]->(n18)-[:IN_REGION]->(n17) WITH n17 ORDER BY length(w19), n17.id LIMIT 1 RETURN n17.nameThCollation }) AS k20
  WITH n16 ORDER BY k20, n16.nameThCollation, n16.id LIMIT $p7
  CALL (n16) {
    OPTIONAL MATCH w24 = (n16)-[:SEATED_IN]->(n25)-[:IN_REGION]->(n23)
    RETURN n23 ORDER BY length(w24), n23.id LIMIT 1
  }
  RETURN collect([n16.id, CASE WHEN n23 IS NOT NULL THEN [n23.id] END]) AS c26
}
CALL () {
  MATCH (n27:Region) WHERE n27.nameThCollation IS NOT NULL AND n27.id IS NOT NULL
  WITH n27 ORDER BY n27.nameThCollation, n27.id
  WITH n27 LIMIT $p8
  CALL (n27) {
    MATCH (n27)<-[:IN_REGION]-(n28) WHERE EXISTS { (n28)<-[:SEATED_IN]-(n29) WHERE EXISTS { (n29)<-[:WON_BY]-(n30) } }
    WITH n28 ORDER BY n28.id LIMIT $p9
    OPTIONAL MATCH (n28)-[:IN_REGION]->(n31)
    RETURN collect([n28.nameEn, CASE WHEN n31 IS NOT NULL THEN [n31.id] END]) AS c32
  }
  RETURN collect([n27.nameTh, c32]) AS c33
}
CALL () {
  OPTIONAL MATCH (n34:Region {id: $p10})
  CALL (n34) {
    MATCH (n34)<-[:ABOUT]-(s35) WHERE s35.predicate = 'nameTh'
    WITH s35 ORDER BY s35.id
    OPTIONAL MATCH (s35)-[:STATED_IN]->(n36)
    RETURN collect([s35.method, CASE WHEN n36 IS NOT NULL THEN [n36.id] END]) AS c37
  }
  RETURN CASE WHEN n34 IS NOT NULL THEN [c37] END AS c38
}
RETURN c9 AS r0, c15 AS r1, c26 AS r2, c33 AS r3, c38 AS r4, state AS r5
