CALL () {
  OPTIONAL MATCH (n1:Organization {id: $p5})
  CALL (n1) {
    OPTIONAL MATCH w3 = (n1)-[e4:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e4.validFrom IS NULL OR e4.validFrom <= date($p0)) AND (e4.validTo IS NULL OR e4.validTo >= date($p0))]->(n2)
    RETURN n2 ORDER BY length(w3), n2.id LIMIT 1
  }
  CALL (n1) {
    OPTIONAL MATCH w6 = (n1) (()-[e7:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e7.validFrom IS NULL OR e7.validFrom <= date($p0)) AND (e7.validTo IS NULL OR e7.validTo >= date($p0))]->()){1,16} (n5:Ministry)
    RETURN n5 ORDER BY length(w6), n5.id LIMIT 1
  }
  CALL (n1) {
    MATCH (n1) (()-[e9:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e9.validFrom IS NULL OR e9.validFrom <= date($p0)) AND (e9.validTo IS NULL OR e9.validTo >= date($p0))]->()){1,16} (n8)
    WITH DISTINCT n8
    WITH n8 ORDER BY n8.id LIMIT $p1
    RETURN collect([n8.nameTh]) AS c10
  }
  CALL (n1) {
    MATCH w12 = (n1) (()-[e13:REPORTS_TO|REPORTS_TO_AT_OTHER_TIMES WHERE (e13.validFrom IS NULL OR e13.validFrom <= date($p0)) AND (e13.validTo IS NULL OR e13.validTo >= date($p0)) AND e13.authority = $p2]->()){1,16} (n11)
    WITH n11, w12 ORDER BY length(w12), [x IN nodes(w12) | x.id], [x IN relationships(w12) | [x.validFrom, x.validTo, x.authority]]
    WITH n11, head(collect(w12)) AS w12
    WITH n11, w12 ORDER BY n11.id LIMIT $p3
    RETURN collect([length(w12), n11.nameTh]) AS c14
  }
  CALL (n1) {
    MATCH w16 = (n1)-[e17:REPORTS_TO|REPORTS_TO_AT_OTHER_TIMES WHERE (e17.validFrom IS NULL OR e17.validFrom <= date($p0)) AND (e17.validTo IS NULL OR e17.validTo >= date($p0))]->(n15)
    WITH n15, w16 ORDER BY length(w16), [x IN nodes(w16) | x.id], [x IN relationships(w16) | [x.validFrom, x.validTo, x.authority]]
    WITH n15, head(collect(w16)) AS w16
    WITH n15, w16 ORDER BY n15.id LIMIT $p4
    RETURN collect([head(relationships(w16)).authority, toString(head(relationships(w16)).validFrom), n15.id, n15.kind]) AS c18
  }
  CALL (n1) {
    MATCH (n1)-[e19:PART_OF|PART_OF_AT_OTHER_TIMES|REPORTS_TO|REPORTS_TO_AT_OTHER_TIMES|SEATED_IN|SEATED_IN_AT_OTHER_TIMES|SERVES|SERVES_AT_OTHER_TIMES|HAS_NAME|HAS_NAME_AT_OTHER_TIMES]->(n20)
    WITH e19, n20 ORDER BY e19.validFrom, e19.validTo, replace(replace(type(e19), '_AT_OTHER_TIMES', ''), '_SUPERSEDED', ''), n20.id, e19.authority
    WITH *, endNode(e19) AS n21
    RETURN collect([replace(replace(type(e19), '_AT_OTHER_TIMES', ''), '_SUPERSEDED', ''), e19.authority, toString(e19.validFrom), CASE WHEN n21:Organization THEN [0, n21.id] WHEN n21:Name THEN [1, n21.id] WHEN n21:ChangeEvent THEN [2, n21.id] WHEN n21:Province THEN [3, n21.id] WHEN n21:Region THEN [4, n21.id] WHEN n21:AwardScheme THEN [5, n21.id] WHEN n21:AwardEdition THEN [6, n21.id] WHEN n21:AwardCategory THEN [7, n21.id] WHEN n21:Award THEN [8, n21.id] WHEN n21:Project THEN [9, n21.id] WHEN n21:Ceremony THEN [10, n21.id] WHEN n21:Person THEN [11, n21.id] WHEN n21:AwardClaim THEN [12, n21.id] WHEN n21:Document THEN [13, n21.id] WHEN n21:Statement THEN [14, n21.id] WHEN n21:Finding THEN [15, n21.id] WHEN n21:DatasetVersion THEN [16, n21.id] WHEN n21:FactChange THEN [17, n21.id] END]) AS c22
  }
  CALL (n1) {
    MATCH (n1)<-[:ABOUT]-(n23)
    WITH n23 ORDER BY n23.id
    OPTIONAL MATCH (n23)-[:STATED_IN]->(n24)
    RETURN collect([n23.predicate, n23.object, n23.basis, n23.method, CASE WHEN n24 IS NOT NULL THEN [n24.title] END]) AS c25
  }
  RETURN CASE WHEN n1:Organization AND NOT ((n1.validFrom IS NULL OR n1.validFrom <= date($p0)) AND (n1.validTo IS NULL OR n1.validTo >= date($p0))) THEN {id: n1.id, validFrom: toString(n1.validFrom), validTo: toString(n1.validTo), successors: COLLECT { MATCH (n1)-[:SUCCEEDED_BY*1..16]->(n26) WHERE (n26.validFrom IS NULL OR n26.validFrom <= date($p0)) AND (n26.validTo IS NULL OR n26.validTo >= date($p0)) RETURN DISTINCT n26.id ORDER BY n26.id }, predecessors: COLLECT { MATCH (n1)<-[:SUCCEEDED_BY*1..16]-(n27) WHERE (n27.validFrom IS NULL OR n27.validFrom <= date($p0)) AND (n27.validTo IS NULL OR n27.validTo >= date($p0)) RETURN DISTINCT n27.id ORDER BY n27.id }} ELSE CASE WHEN n1 IS NOT NULL THEN [n1.administration, CASE WHEN n2 IS NOT NULL THEN [n2.nameTh] END, CASE WHEN n5 IS NOT NULL THEN [n5.nameTh] END, c10, c14, c18, c22, c25] END END AS c28
}
CALL () {
  OPTIONAL MATCH (n29:Organization {id: $p11})
  CALL (n29) {
    OPTIONAL MATCH w31 = (n29)-[e32:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e32.validFrom IS NULL OR e32.validFrom <= date($p6)) AND (e32.validTo IS NULL OR e32.validTo >= date($p6))]->(n30)
    RETURN n30 ORDER BY length(w31), n30.id LIMIT 1
  }
  CALL (n29) {
    OPTIONAL MATCH w34 = (n29) (()-[e35:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e35.validFrom IS NULL OR e35.validFrom <= date($p6)) AND (e35.validTo IS NULL OR e35.validTo >= date($p6))]->()){1,16} (n33:Ministry)
    RETURN n33 ORDER BY length(w34), n33.id LIMIT 1
  }
  CALL (n29) {
    MATCH (n29) (()-[e37:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e37.validFrom IS NULL OR e37.validFrom <= date($p6)) AND (e37.validTo IS NULL OR e37.validTo >= date($p6))]->()){1,16} (n36)
    WITH DISTINCT n36
    WITH n36 ORDER BY n36.id LIMIT $p7
    RETURN collect([n36.nameTh]) AS c38
  }
  CALL (n29) {
    MATCH w40 = (n29) (()-[e41:REPORTS_TO|REPORTS_TO_AT_OTHER_TIMES WHERE (e41.validFrom IS NULL OR e41.validFrom <= date($p6)) AND (e41.validTo IS NULL OR e41.validTo >= date($p6)) AND e41.authority = $p8]->()){1,16} (n39)
    WITH n39, w40 ORDER BY length(w40), [x IN nodes(w40) | x.id], [x IN relationships(w40) | [x.validFrom, x.validTo, x.authority]]
    WITH n39, head(collect(w40)) AS w40
    WITH n39, w40 ORDER BY n39.id LIMIT $p9
    RETURN collect([length(w40), n39.nameTh]) AS c42
  }
  CALL (n29) {
    MATCH w44 = (n29)-[e45:REPORTS_TO|REPORTS_TO_AT_OTHER_TIMES WHERE (e45.validFrom IS NULL OR e45.validFrom <= date($p6)) AND (e45.validTo IS NULL OR e45.validTo >= date($p6))]->(n43)
    WITH n43, w44 ORDER BY length(w44), [x IN nodes(w44) | x.id], [x IN relationships(w44) | [x.validFrom, x.validTo, x.authority]]
    WITH n43, head(collect(w44)) AS w44
    WITH n43, w44 ORDER BY n43.id LIMIT $p10
    RETURN collect([head(relationships(w44)).authority, toString(head(relationships(w44)).validFrom), n43.id, n43.kind]) AS c46
  }
  CALL (n29) {
    MATCH (n29)-[e47:PART_OF|PART_OF_AT_OTHER_TIMES|REPORTS_TO|REPORTS_TO_AT_OTHER_TIMES|SEATED_IN|SEATED_IN_AT_OTHER_TIMES|SERVES|SERVES_AT_OTHER_TIMES|HAS_NAME|HAS_NAME_AT_OTHER_TIMES]->(n48)
    WITH e47, n48 ORDER BY e47.validFrom, e47.validTo, replace(replace(type(e47), '_AT_OTHER_TIMES', ''), '_SUPERSEDED', ''), n48.id, e47.authority
    WITH *, endNode(e47) AS n49
    RETURN collect([replace(replace(type(e47), '_AT_OTHER_TIMES', ''), '_SUPERSEDED', ''), e47.authority, toString(e47.validFrom), CASE WHEN n49:Organization THEN [0, n49.id] WHEN n49:Name THEN [1, n49.id] WHEN n49:ChangeEvent THEN [2, n49.id] WHEN n49:Province THEN [3, n49.id] WHEN n49:Region THEN [4, n49.id] WHEN n49:AwardScheme THEN [5, n49.id] WHEN n49:AwardEdition THEN [6, n49.id] WHEN n49:AwardCategory THEN [7, n49.id] WHEN n49:Award THEN [8, n49.id] WHEN n49:Project THEN [9, n49.id] WHEN n49:Ceremony THEN [10, n49.id] WHEN n49:Person THEN [11, n49.id] WHEN n49:AwardClaim THEN [12, n49.id] WHEN n49:Document THEN [13, n49.id] WHEN n49:Statement THEN [14, n49.id] WHEN n49:Finding THEN [15, n49.id] WHEN n49:DatasetVersion THEN [16, n49.id] WHEN n49:FactChange THEN [17, n49.id] END]) AS c50
  }
  CALL (n29) {
    MATCH (n29)<-[:ABOUT]-(n51)
    WITH n51 ORDER BY n51.id
    OPTIONAL MATCH (n51)-[:STATED_IN]->(n52)
    RETURN collect([n51.predicate, n51.object, n51.basis, n51.method, CASE WHEN n52 IS NOT NULL THEN [n52.title] END]) AS c53
  }
  RETURN CASE WHEN n29:Organization AND NOT ((n29.validFrom IS NULL OR n29.validFrom <= date($p6)) AND (n29.validTo IS NULL OR n29.validTo >= date($p6))) THEN {id: n29.id, validFrom: toString(n29.validFrom), validTo: toString(n29.validTo), successors: COLLECT { MATCH (n29)-[:SUCCEEDED_BY*1..16]->(n54) WHERE (n54.validFrom IS NULL OR n54.validFrom <= date($p6)) AND (n54.validTo IS NULL OR n54.validTo >= date($p6)) RETURN DISTINCT n54.id ORDER BY n54.id }, predecessors: COLLECT { MATCH (n29)<-[:SUCCEEDED_BY*1..16]-(n55) WHERE (n55.validFrom IS NULL OR n55.validFrom <= date($p6)) AND (n55.validTo IS NULL OR n55.validTo >= date($p6)) RETURN DISTINCT n55.id ORDER BY n55.id }} ELSE CASE WHEN n29 IS NOT NULL THEN [n29.administration, CASE WHEN n30 IS NOT NULL THEN [n30.nameTh] END, CASE WHEN n33 IS NOT NULL THEN [n33.nameTh] END, c38, c42, c46, c50, c53] END END AS c56
}
CALL () {
  OPTIONAL MATCH (n57:Organization {id: $p17})
  OPTIONAL MATCH (n57)-[:PART_OF]->(n58)
  CALL (n57) {
    MATCH (n57)<-[:PART_OF*1..16]-(n59)
    WITH DISTINCT n59
    RETURN count(*) AS c60
  }
  CALL (n57) {
    MATCH w62 = (n57) (()<-[e63:REPORTS_TO WHERE e63.authority = $p13]-()){1,16} (n61)
    WITH n61, w62 ORDER BY length(w62), [x IN nodes(w62) | x.id]
    WITH n61, head(collect(w62)) AS w62
    WITH n61, w62 ORDER BY n61.id LIMIT $p14
    CALL (n61) {
      OPTIONAL MATCH w65 = (n61)-[:PART_OF*1..16]->(n64:Ministry)
      RETURN n64 ORDER BY length(w65), n64.id LIMIT 1
    }
    RETURN collect([length(w62), n61.nameTh, CASE WHEN n64 IS NOT NULL THEN [n64.nameTh] END]) AS c66
  }
  CALL (n57) {
    MATCH (n57) (()<-[e68:REPORTS_TO WHERE e68.authority = $p15]-()){1,16} (n67)
    WITH DISTINCT n67
    RETURN count(*) AS c69
  }
  RETURN CASE WHEN n57 IS NOT NULL THEN [n57.kind, n57.administration, CASE WHEN n58 IS NOT NULL THEN [n58.id] END, c60, c66, c69] END AS c70
}
CALL () {
  MATCH (n71:Organization) WHERE n71.administration = $p18 AND n71.id IS NOT NULL
  WITH n71 ORDER BY n71.administration, n71.id LIMIT $p19
  OPTIONAL MATCH (n71)-[:SEATED_IN]->(n72)
  CALL (n71) {
    MATCH (n71)-[e74:REPORTS_TO WHERE e74.authority = $p20]->(n73)
    WITH DISTINCT n73
    RETURN count(*) AS c75
  }
  RETURN collect([n71.nameTh, n71.unitKind, CASE WHEN n72 IS NOT NULL THEN [n72.nameTh] END, c75]) AS c76
}
RETURN c28 AS r0, c56 AS r1, c70 AS r2, c76 AS r3
