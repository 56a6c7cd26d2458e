CALL () {
  OPTIONAL MATCH (n:DatasetVersion) WHERE n.number IS NOT NULL
  WITH n ORDER BY n.number DESC LIMIT 1
  CALL () { MATCH (n) RETURN count(*) AS nodes }
  CALL () { MATCH ()-[r]->() RETURN count(*) AS relationships }
  RETURN CASE WHEN n IS NOT NULL THEN [n.number, nodes, relationships] END AS state
}
CALL () {
  OPTIONAL MATCH (n1:Organization {id: $p1})
  RETURN CASE WHEN n1:Organization AND NOT ((n1.validFrom IS NULL OR n1.validFrom <= date($p0)) AND (n1.validTo IS NULL OR n1.validTo >= date($p0))) THEN {id: n1.id, validFrom: toString(n1.validFrom), validTo: toString(n1.validTo), successors: COLLECT { MATCH (n1)-[:SUCCEEDED_BY*1..16]->(n2) WHERE (n2.validFrom IS NULL OR n2.validFrom <= date($p0)) AND (n2.validTo IS NULL OR n2.validTo >= date($p0)) RETURN DISTINCT n2.id ORDER BY n2.id }, predecessors: COLLECT { MATCH (n1)<-[:SUCCEEDED_BY*1..16]-(n3) WHERE (n3.validFrom IS NULL OR n3.validFrom <= date($p0)) AND (n3.validTo IS NULL OR n3.validTo >= date($p0)) RETURN DISTINCT n3.id ORDER BY n3.id }} ELSE CASE WHEN n1 IS NOT NULL THEN [n1.nameTh] END END AS c4
}
CALL (state) {
  WITH state WHERE state = $m1
  RETURN null AS c6
  UNION ALL
  WITH state WHERE coalesce(state <> $m1, true)
  CALL () {
    MATCH (n5:Organization) WHERE ((n5.validFrom IS NULL OR n5.validFrom <= date($p2)) AND (n5.validTo IS NULL OR n5.validTo >= date($p2))) AND n5.nameTh = $p3 AND n5.id IS NOT NULL
    RETURN count(*) AS c6
  }
  RETURN c6
}
CALL () {
  OPTIONAL MATCH (n7:Organization {id: $p7})
  CALL (n7) {
    OPTIONAL MATCH w9 = (n7) (()-[e10:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e10.validFrom IS NULL OR e10.validFrom <= date($p5)) AND (e10.validTo IS NULL OR e10.validTo >= date($p5))]->()){1,16} (n8:Ministry)
    RETURN n8 ORDER BY length(w9), n8.id LIMIT 1
  }
  CALL (n7) {
    MATCH (n7)<-[:RESULTING_ORGANIZATION]-(n11)
    WITH n11 ORDER BY n11.id LIMIT $p6
    RETURN collect([n11.kind, toString(n11.date), n11.dateRole, n11.legalInstrument]) AS c12
  }
  RETURN CASE WHEN n7:Organization AND NOT ((n7.validFrom IS NULL OR n7.validFrom <= date($p5)) AND (n7.validTo IS NULL OR n7.validTo >= date($p5))) THEN {id: n7.id, validFrom: toString(n7.validFrom), validTo: toString(n7.validTo), successors: COLLECT { MATCH (n7)-[:SUCCEEDED_BY*1..16]->(n13) WHERE (n13.validFrom IS NULL OR n13.validFrom <= date($p5)) AND (n13.validTo IS NULL OR n13.validTo >= date($p5)) RETURN DISTINCT n13.id ORDER BY n13.id }, predecessors: COLLECT { MATCH (n7)<-[:SUCCEEDED_BY*1..16]-(n14) WHERE (n14.validFrom IS NULL OR n14.validFrom <= date($p5)) AND (n14.validTo IS NULL OR n14.validTo >= date($p5)) RETURN DISTINCT n14.id ORDER BY n14.id }} ELSE CASE WHEN n7 IS NOT NULL THEN [n7.nameTh, toString(n7.validFrom), n7.validFromPrecision, toString(n7.validTo), CASE WHEN n8 IS NOT NULL THEN [n8.nameTh] END, c12] END END AS c15
}
CALL (state) {
  WITH state WHERE state = $m3
  RETURN null AS c17
  UNION ALL
  WITH state WHERE coalesce(state <> $m3, true)
  CALL () {
    MATCH (n16:Organization) WHERE ((n16.validFrom IS NULL OR n16.validFrom <= date($p8)) AND (n16.validTo IS NULL OR n16.validTo >= date($p8))) AND n16.nameTh = $p9 AND n16.id IS NOT NULL
    RETURN count(*) AS c17
  }
  RETURN c17
}
RETURN c4 AS r0, c6 AS r1, c15 AS r2, c17 AS r3, state AS r4
