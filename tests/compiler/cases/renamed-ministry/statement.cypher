CALL () {
  OPTIONAL MATCH (n1:Organization {id: $p3})
  CALL (n1) {
    MATCH (n1)<-[e4:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e4.validFrom IS NULL OR e4.validFrom <= date($p0)) AND (e4.validTo IS NULL OR e4.validTo >= date($p0))]-(n3)
    WITH DISTINCT n3
    WITH n3 ORDER BY n3.id LIMIT $p1
    RETURN collect([n3.nameTh]) AS c5
  }
  CALL (n1) {
    MATCH (n1)-[:SUCCEEDED_BY*1..16]->(n6)
    WITH DISTINCT n6
    WITH n6 ORDER BY n6.id LIMIT $p2
    RETURN collect([n6.id, coalesce(head(COLLECT { MATCH (n6)-[:HAS_NAME]->(n7) WHERE n7.kind IN ['OFFICIAL', 'FORMER'] AND (n7.validFrom IS NULL OR n7.validFrom <= date($p0)) AND (n7.validTo IS NULL OR n7.validTo >= date($p0)) RETURN n7.value ORDER BY n7.language <> 'TH', n7.validFrom IS NULL, n7.validFrom DESC, n7.id LIMIT 1 }), n6.nameTh, n6.nameEn)]) AS c8
  }
  RETURN CASE WHEN n1:Organization AND NOT ((n1.validFrom IS NULL OR n1.validFrom <= date($p0)) AND (n1.validTo IS NULL OR n1.validTo >= date($p0))) THEN {id: n1.id, validFrom: toString(n1.validFrom), validTo: toString(n1.validTo), successors: COLLECT { MATCH (n1)-[:SUCCEEDED_BY*1..16]->(n9) WHERE (n9.validFrom IS NULL OR n9.validFrom <= date($p0)) AND (n9.validTo IS NULL OR n9.validTo >= date($p0)) RETURN DISTINCT n9.id ORDER BY n9.id }, predecessors: COLLECT { MATCH (n1)<-[:SUCCEEDED_BY*1..16]-(n10) WHERE (n10.validFrom IS NULL OR n10.validFrom <= date($p0)) AND (n10.validTo IS NULL OR n10.validTo >= date($p0)) RETURN DISTINCT n10.id ORDER BY n10.id }} ELSE CASE WHEN n1 IS NOT NULL THEN [coalesce(head(COLLECT { MATCH (n1)-[:HAS_NAME]->(n2) WHERE n2.kind IN ['OFFICIAL', 'FORMER'] AND (n2.validFrom IS NULL OR n2.validFrom <= date($p0)) AND (n2.validTo IS NULL OR n2.validTo >= date($p0)) RETURN n2.value ORDER BY n2.language <> 'TH', n2.validFrom IS NULL, n2.validFrom DESC, n2.id LIMIT 1 }), n1.nameTh, n1.nameEn), toString(n1.validTo), c5, c8] END END AS c11
}
CALL () {
  OPTIONAL MATCH (n12:Organization {id: $p5})
  RETURN CASE WHEN n12:Organization AND NOT ((n12.validFrom IS NULL OR n12.validFrom <= date($p4)) AND (n12.validTo IS NULL OR n12.validTo >= date($p4))) THEN {id: n12.id, validFrom: toString(n12.validFrom), validTo: toString(n12.validTo), successors: COLLECT { MATCH (n12)-[:SUCCEEDED_BY*1..16]->(n14) WHERE (n14.validFrom IS NULL OR n14.validFrom <= date($p4)) AND (n14.validTo IS NULL OR n14.validTo >= date($p4)) RETURN DISTINCT n14.id ORDER BY n14.id }, predecessors: COLLECT { MATCH (n12)<-[:SUCCEEDED_BY*1..16]-(n15) WHERE (n15.validFrom IS NULL OR n15.validFrom <= date($p4)) AND (n15.validTo IS NULL OR n15.validTo >= date($p4)) RETURN DISTINCT n15.id ORDER BY n15.id }} ELSE CASE WHEN n12 IS NOT NULL THEN [coalesce(head(COLLECT { MATCH (n12)-[:HAS_NAME]->(n13) WHERE n13.kind IN ['OFFICIAL', 'FORMER'] AND (n13.validFrom IS NULL OR n13.validFrom <= date($p4)) AND (n13.validTo IS NULL OR n13.validTo >= date($p4)) RETURN n13.value ORDER BY n13.language <> 'TH', n13.validFrom IS NULL, n13.validFrom DESC, n13.id LIMIT 1 }), n12.nameTh, n12.nameEn)] END END AS c16
}
CALL () {
  OPTIONAL MATCH (n17:Organization {id: $p7})
  RETURN CASE WHEN n17:Organization AND NOT ((n17.validFrom IS NULL OR n17.validFrom <= date($p6)) AND (n17.validTo IS NULL OR n17.validTo >= date($p6))) THEN {id: n17.id, validFrom: toString(n17.validFrom), validTo: toString(n17.validTo), successors: COLLECT { MATCH (n17)-[:SUCCEEDED_BY*1..16]->(n19) WHERE (n19.validFrom IS NULL OR n19.validFrom <= date($p6)) AND (n19.validTo IS NULL OR n19.validTo >= date($p6)) RETURN DISTINCT n19.id ORDER BY n19.id }, predecessors: COLLECT { MATCH (n17)<-[:SUCCEEDED_BY*1..16]-(n20) WHERE (n20.validFrom IS NULL OR n20.validFrom <= date($p6)) AND (n20.validTo IS NULL OR n20.validTo >= date($p6)) RETURN DISTINCT n20.id ORDER BY n20.id }} ELSE CASE WHEN n17 IS NOT NULL THEN [coalesce(head(COLLECT { MATCH (n17)-[:HAS_NAME]->(n18) WHERE n18.kind IN ['OFFICIAL', 'FORMER'] AND (n18.validFrom IS NULL OR n18.validFrom <= date($p6)) AND (n18.validTo IS NULL OR n18.validTo >= date($p6)) RETURN n18.value ORDER BY n18.language <> 'TH', n18.validFrom IS NULL, n18.validFrom DESC, n18.id LIMIT 1 }), n17.nameTh, n17.nameEn)] END END AS c21
}
CALL () {
  OPTIONAL MATCH (n22:Organization {id: $p9})
  CALL (n22) {
    MATCH (n22)-[:HAS_NAME]->(n23)
    WITH n23 ORDER BY n23.validFrom, n23.valueCollation, n23.id LIMIT $p8
    CALL (n23) {
      MATCH (n23)<-[:GIVES_NAME]-(n24)
      WITH n24 ORDER BY n24.id
      OPTIONAL MATCH (n24)-[:STATED_IN]->(n25)
      RETURN collect([n24.predicate, CASE WHEN n25 IS NOT NULL THEN [n25.id] END]) AS c26
    }
    RETURN collect([n23.kind, n23.language, n23.value, toString(n23.validFrom), toString(n23.validTo), n23.validToPrecision, c26]) AS c27
  }
  CALL (n22) {
    MATCH (n22)-[e28:PART_OF|PART_OF_AT_OTHER_TIMES|REPORTS_TO|REPORTS_TO_AT_OTHER_TIMES|SEATED_IN|SEATED_IN_AT_OTHER_TIMES|SERVES|SERVES_AT_OTHER_TIMES|HAS_NAME|HAS_NAME_AT_OTHER_TIMES]->(n29)
    WITH e28, n29 ORDER BY e28.validFrom, e28.validTo, replace(replace(type(e28), '_AT_OTHER_TIMES', ''), '_SUPERSEDED', ''), n29.id, e28.authority
    WITH *, endNode(e28) AS n30
    RETURN collect([replace(replace(type(e28), '_AT_OTHER_TIMES', ''), '_SUPERSEDED', ''), toString(e28.validFrom), toString(e28.validTo), CASE WHEN n30:Organization THEN [0, n30.id] WHEN n30:Name THEN [1, n30.id, n30.value] WHEN n30:ChangeEvent THEN [2, n30.id] WHEN n30:Province THEN [3, n30.id] WHEN n30:Region THEN [4, n30.id] WHEN n30:AwardScheme THEN [5, n30.id] WHEN n30:AwardEdition THEN [6, n30.id] WHEN n30:AwardCategory THEN [7, n30.id] WHEN n30:Award THEN [8, n30.id] WHEN n30:Project THEN [9, n30.id] WHEN n30:Ceremony THEN [10, n30.id] WHEN n30:Person THEN [11, n30.id] WHEN n30:AwardClaim THEN [12, n30.id] WHEN n30:Document THEN [13, n30.id] WHEN n30:Statement THEN [14, n30.id] WHEN n30:Finding THEN [15, n30.id] WHEN n30:DatasetVersion THEN [16, n30.id] WHEN n30:FactChange THEN [17, n30.id] END]) AS c31
  }
  RETURN CASE WHEN n22 IS NOT NULL THEN [coalesce(n22.nameEn, n22.nameTh), coalesce(n22.nameTh, n22.nameEn), c27, c31] END AS c32
}
CALL () {
  OPTIONAL MATCH (n33:Organization {id: $p11})
  CALL (n33) {
    OPTIONAL MATCH w35 = (n33)-[e36:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e36.validFrom IS NULL OR e36.validFrom <= date($p10)) AND (e36.validTo IS NULL OR e36.validTo >= date($p10))]->(n34)
    RETURN n34 ORDER BY length(w35), n34.id LIMIT 1
  }
  OPTIONAL MATCH (n33)-[:PART_OF]->(n38)
  RETURN CASE WHEN n33 IS NOT NULL THEN [CASE WHEN n34 IS NOT NULL THEN [coalesce(head(COLLECT { MATCH (n34)-[:HAS_NAME]->(n37) WHERE n37.kind IN ['OFFICIAL', 'FORMER'] AND (n37.validFrom IS NULL OR n37.validFrom <= date($p10)) AND (n37.validTo IS NULL OR n37.validTo >= date($p10)) RETURN n37.value ORDER BY n37.language <> 'TH', n37.validFrom IS NULL, n37.validFrom DESC, n37.id LIMIT 1 }), n34.nameTh, n34.nameEn)] END, CASE WHEN n38 IS NOT NULL THEN [coalesce(n38.nameTh, n38.nameEn)] END] END AS c39
}
RETURN c11 AS r0, c16 AS r1, c21 AS r2, c32 AS r3, c39 AS r4
