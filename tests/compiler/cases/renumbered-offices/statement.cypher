CALL () {
  OPTIONAL MATCH (n1:Organization {id: $p4})
  CALL (n1) {
    MATCH w3 = (n1)<-[e4:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e4.validFrom IS NULL OR e4.validFrom <= date($p0)) AND (e4.validTo IS NULL OR e4.validTo >= date($p0))]-(n2)
    WITH n2, w3 ORDER BY length(w3), [x IN nodes(w3) | x.id], [x IN relationships(w3) | [x.validFrom, x.validTo]]
    WITH n2, head(collect(w3)) AS w3 WHERE n2.officeNumber = $p1
    WITH n2, w3 ORDER BY n2.id LIMIT $p2
    CALL (n2) {
      OPTIONAL MATCH w6 = (n2)-[e7:SEATED_IN|SEATED_IN_AT_OTHER_TIMES WHERE (e7.validFrom IS NULL OR e7.validFrom <= date($p0)) AND (e7.validTo IS NULL OR e7.validTo >= date($p0))]->(n5)
      RETURN n5 ORDER BY length(w6), n5.id LIMIT 1
    }
    CALL (n2) {
      MATCH (n2)-[e9:SERVES|SERVES_AT_OTHER_TIMES WHERE (e9.validFrom IS NULL OR e9.validFrom <= date($p0)) AND (e9.validTo IS NULL OR e9.validTo >= date($p0))]->(n8)
      WITH DISTINCT n8
      RETURN count(*) AS c10
    }
    RETURN collect([toString(head(relationships(w3)).validFrom), toString(head(relationships(w3)).validTo), head(relationships(w3)).validToPrecision, n2.id, n2.nameTh, CASE WHEN n5 IS NOT NULL THEN [n5.nameTh] END, c10]) AS c11
  }
  RETURN CASE WHEN n1:Organization AND NOT ((n1.validFrom IS NULL OR n1.validFrom <= date($p0)) AND (n1.validTo IS NULL OR n1.validTo >= date($p0))) THEN {id: n1.id, validFrom: toString(n1.validFrom), validTo: toString(n1.validTo), successors: COLLECT { MATCH (n1)-[:SUCCEEDED_BY*1..16]->(n12) WHERE (n12.validFrom IS NULL OR n12.validFrom <= date($p0)) AND (n12.validTo IS NULL OR n12.validTo >= date($p0)) RETURN DISTINCT n12.id ORDER BY n12.id }, predecessors: COLLECT { MATCH (n1)<-[:SUCCEEDED_BY*1..16]-(n13) WHERE (n13.validFrom IS NULL OR n13.validFrom <= date($p0)) AND (n13.validTo IS NULL OR n13.validTo >= date($p0)) RETURN DISTINCT n13.id ORDER BY n13.id }} ELSE CASE WHEN n1 IS NOT NULL THEN [c11] END END AS c14
}
CALL () {
  OPTIONAL MATCH (n15:Organization {id: $p9})
  CALL (n15) {
    MATCH w17 = (n15)<-[e18:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e18.validFrom IS NULL OR e18.validFrom <= date($p5)) AND (e18.validTo IS NULL OR e18.validTo >= date($p5))]-(n16)
    WITH n16, w17 ORDER BY length(w17), [x IN nodes(w17) | x.id], [x IN relationships(w17) | [x.validFrom, x.validTo]]
    WITH n16, head(collect(w17)) AS w17 WHERE n16.officeNumber = $p6
    WITH n16, w17 ORDER BY n16.id LIMIT $p7
    CALL (n16) {
      OPTIONAL MATCH w20 = (n16)-[e21:SEATED_IN|SEATED_IN_AT_OTHER_TIMES WHERE (e21.validFrom IS NULL OR e21.validFrom <= date($p5)) AND (e21.validTo IS NULL OR e21.validTo >= date($p5))]->(n19)
      RETURN n19 ORDER BY length(w20), n19.id LIMIT 1
    }
    CALL (n16) {
      MATCH (n16)-[e23:SERVES|SERVES_AT_OTHER_TIMES WHERE (e23.validFrom IS NULL OR e23.validFrom <= date($p5)) AND (e23.validTo IS NULL OR e23.validTo >= date($p5))]->(n22)
      WITH DISTINCT n22
      WITH n22 ORDER BY n22.id LIMIT $p8
      RETURN collect([n22.nameTh]) AS c24
    }
    RETURN collect([toString(head(relationships(w17)).validFrom), head(relationships(w17)).validFromPrecision, toString(head(relationships(w17)).validTo), n16.id, n16.nameTh, CASE WHEN n19 IS NOT NULL THEN [n19.nameTh] END, c24]) AS c25
  }
  RETURN CASE WHEN n15:Organization AND NOT ((n15.validFrom IS NULL OR n15.validFrom <= date($p5)) AND (n15.validTo IS NULL OR n15.validTo >= date($p5))) THEN {id: n15.id, validFrom: toString(n15.validFrom), validTo: toString(n15.validTo), successors: COLLECT { MATCH (n15)-[:SUCCEEDED_BY*1..16]->(n26) WHERE (n26.validFrom IS NULL OR n26.validFrom <= date($p5)) AND (n26.validTo IS NULL OR n26.validTo >= date($p5)) RETURN DISTINCT n26.id ORDER BY n26.id }, predecessors: COLLECT { MATCH (n15)<-[:SUCCEEDED_BY*1..16]-(n27) WHERE (n27.validFrom IS NULL OR n27.validFrom <= date($p5)) AND (n27.validTo IS NULL OR n27.validTo >= date($p5)) RETURN DISTINCT n27.id ORDER BY n27.id }} ELSE CASE WHEN n15 IS NOT NULL THEN [c25] END END AS c28
}
CALL () {
  OPTIONAL MATCH (n29:ChangeEvent {id: $p10})
  CALL (n29) {
    MATCH (n29)<-[:ABOUT]-(s30) WHERE s30.predicate = 'note'
    WITH s30 ORDER BY s30.id
    OPTIONAL MATCH (s30)-[:STATED_IN]->(n31)
    RETURN collect([s30.start, s30.end, CASE WHEN n31 IS NOT NULL THEN [n31.title] END]) AS c32
  }
  RETURN CASE WHEN n29 IS NOT NULL THEN [n29.kind, n29.status, n29.note, toString(n29.date), n29.datePrecision, c32] END AS c33
}
RETURN c14 AS r0, c28 AS r1, c33 AS r2
