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
    WITH n11, w12 ORDER BY length(w12), [x IN nodes(w12) | x.id]
    WITH n11, head(collect(w12)) AS w12
    WITH n11, w12 ORDER BY n11.id LIMIT $p3
    RETURN collect([length(w12), n11.nameTh]) AS c14
  }
  CALL (n1) {
    MATCH w16 = (n1)-[e17:REPORTS_TO|REPORTS_TO_AT_OTHER_TIMES WHERE (e17.validFrom IS NULL OR e17.validFrom <= date($p0)) AND (e17.validTo IS NULL OR e17.validTo >= date($p0))]->(n15)
    WITH n15, w16 ORDER BY length(w16), [x IN nodes(w16) | x.id], head(relationships(w16)).validFrom, head(relationships(w16)).validTo, head(relationships(w16)).authority
    WITH n15, head(collect(w16)) AS w16
    WITH n15, w16 ORDER BY n15.id LIMIT $p4
    RETURN collect([head(relationships(w16)).authority, toString(head(relationships(w16)).validFrom), n15.id, n15.kind]) AS c18
  }
  CALL (n1) {
    MATCH (n1)-[e19:PART_OF|PART_OF_AT_OTHER_TIMES|REPORTS_TO|REPORTS_TO_AT_OTHER_TIMES|SEATED_IN|SEATED_IN_AT_OTHER_TIMES|SERVES|SERVES_AT_OTHER_TIMES|HAS_NAME|HAS_NAME_AT_OTHER_TIMES]->(n20)
    WITH e19, n20 ORDER BY e19.validFrom, e19.validTo, CASE WHEN e19:PART_OF|PART_OF_AT_OTHER_TIMES THEN 'PART_OF' WHEN e19:REPORTS_TO|REPORTS_TO_AT_OTHER_TIMES THEN 'REPORTS_TO' WHEN e19:SEATED_IN|SEATED_IN_AT_OTHER_TIMES THEN 'SEATED_IN' WHEN e19:SERVES|SERVES_AT_OTHER_TIMES THEN 'SERVES' WHEN e19:HAS_NAME|HAS_NAME_AT_OTHER_TIMES THEN 'HAS_NAME' END, n20.id, e19.authority
    RETURN collect([CASE WHEN e19:PART_OF|PART_OF_AT_OTHER_TIMES THEN 'PART_OF' WHEN e19:REPORTS_TO|REPORTS_TO_AT_OTHER_TIMES THEN 'REPORTS_TO' WHEN e19:SEATED_IN|SEATED_IN_AT_OTHER_TIMES THEN 'SEATED_IN' WHEN e19:SERVES|SERVES_AT_OTHER_TIMES THEN 'SERVES' WHEN e19:HAS_NAME|HAS_NAME_AT_OTHER_TIMES THEN 'HAS_NAME' END, toString(e19.validFrom), e19.validFromPrecision, toString(e19.validTo), e19.validToPrecision, e19.authority, CASE WHEN n20:Organization THEN [0, n20.id] WHEN n20:Name THEN [1, n20.id] WHEN n20:ChangeEvent THEN [2, n20.id] WHEN n20:Province THEN [3, n20.id] WHEN n20:AwardScheme THEN [4, n20.id] WHEN n20:AwardEdition THEN [5, n20.id] WHEN n20:AwardCategory THEN [6, n20.id] WHEN n20:Award THEN [7, n20.id] WHEN n20:Project THEN [8, n20.id] WHEN n20:Ceremony THEN [9, n20.id] WHEN n20:Person THEN [10, n20.id] WHEN n20:AwardClaim THEN [11, n20.id] WHEN n20:Document THEN [12, n20.id] WHEN n20:Statement THEN [13, n20.id] WHEN n20:Finding THEN [14, n20.id] WHEN n20:DatasetVersion THEN [15, n20.id] WHEN n20:FactChange THEN [16, n20.id] END]) AS c21
  }
  CALL (n1) {
    MATCH (n1)<-[:ABOUT]-(n22)
    WITH n22 ORDER BY n22.id
    OPTIONAL MATCH (n22)-[:STATED_IN]->(n23)
    RETURN collect([n22.predicate, n22.object, n22.basis, n22.method, CASE WHEN n23 IS NOT NULL THEN [n23.title] END]) AS c24
  }
  RETURN CASE WHEN n1:Organization AND NOT ((n1.validFrom IS NULL OR n1.validFrom <= date($p0)) AND (n1.validTo IS NULL OR n1.validTo >= date($p0))) THEN {id: n1.id, validFrom: toString(n1.validFrom), validTo: toString(n1.validTo), successors: COLLECT { MATCH (n1)-[:SUCCEEDED_BY*1..16]->(n25) WHERE (n25.validFrom IS NULL OR n25.validFrom <= date($p0)) AND (n25.validTo IS NULL OR n25.validTo >= date($p0)) RETURN DISTINCT n25.id ORDER BY n25.id }, predecessors: COLLECT { MATCH (n1)<-[:SUCCEEDED_BY*1..16]-(n26) WHERE (n26.validFrom IS NULL OR n26.validFrom <= date($p0)) AND (n26.validTo IS NULL OR n26.validTo >= date($p0)) RETURN DISTINCT n26.id ORDER BY n26.id }} ELSE CASE WHEN n1 IS NOT NULL THEN [n1.administration, CASE WHEN n2 IS NOT NULL THEN [n2.nameTh] END, CASE WHEN n5 IS NOT NULL THEN [n5.nameTh] END, c10, c14, c18, c21, c24] END END AS c27
}
CALL () {
  OPTIONAL MATCH (n28:Organization {id: $p11})
  CALL (n28) {
    OPTIONAL MATCH w30 = (n28)-[e31:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e31.validFrom IS NULL OR e31.validFrom <= date($p6)) AND (e31.validTo IS NULL OR e31.validTo >= date($p6))]->(n29)
    RETURN n29 ORDER BY length(w30), n29.id LIMIT 1
  }
  CALL (n28) {
    OPTIONAL MATCH w33 = (n28) (()-[e34:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e34.validFrom IS NULL OR e34.validFrom <= date($p6)) AND (e34.validTo IS NULL OR e34.validTo >= date($p6))]->()){1,16} (n32:Ministry)
    RETURN n32 ORDER BY length(w33), n32.id LIMIT 1
  }
  CALL (n28) {
    MATCH (n28) (()-[e36:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e36.validFrom IS NULL OR e36.validFrom <= date($p6)) AND (e36.validTo IS NULL OR e36.validTo >= date($p6))]->()){1,16} (n35)
    WITH DISTINCT n35
    WITH n35 ORDER BY n35.id LIMIT $p7
    RETURN collect([n35.nameTh]) AS c37
  }
  CALL (n28) {
    MATCH w39 = (n28) (()-[e40:REPORTS_TO|REPORTS_TO_AT_OTHER_TIMES WHERE (e40.validFrom IS NULL OR e40.validFrom <= date($p6)) AND (e40.validTo IS NULL OR e40.validTo >= date($p6)) AND e40.authority = $p8]->()){1,16} (n38)
    WITH n38, w39 ORDER BY length(w39), [x IN nodes(w39) | x.id]
    WITH n38, head(collect(w39)) AS w39
    WITH n38, w39 ORDER BY n38.id LIMIT $p9
    RETURN collect([length(w39), n38.nameTh]) AS c41
  }
  CALL (n28) {
    MATCH w43 = (n28)-[e44:REPORTS_TO|REPORTS_TO_AT_OTHER_TIMES WHERE (e44.validFrom IS NULL OR e44.validFrom <= date($p6)) AND (e44.validTo IS NULL OR e44.validTo >= date($p6))]->(n42)
    WITH n42, w43 ORDER BY length(w43), [x IN nodes(w43) | x.id], head(relationships(w43)).validFrom, head(relationships(w43)).validTo, head(relationships(w43)).authority
    WITH n42, head(collect(w43)) AS w43
    WITH n42, w43 ORDER BY n42.id LIMIT $p10
    RETURN collect([head(relationships(w43)).authority, toString(head(relationships(w43)).validFrom), n42.id, n42.kind]) AS c45
  }
  CALL (n28) {
    MATCH (n28)-[e46:PART_OF|PART_OF_AT_OTHER_TIMES|REPORTS_TO|REPORTS_TO_AT_OTHER_TIMES|SEATED_IN|SEATED_IN_AT_OTHER_TIMES|SERVES|SERVES_AT_OTHER_TIMES|HAS_NAME|HAS_NAME_AT_OTHER_TIMES]->(n47)
    WITH e46, n47 ORDER BY e46.validFrom, e46.validTo, CASE WHEN e46:PART_OF|PART_OF_AT_OTHER_TIMES THEN 'PART_OF' WHEN e46:REPORTS_TO|REPORTS_TO_AT_OTHER_TIMES THEN 'REPORTS_TO' WHEN e46:SEATED_IN|SEATED_IN_AT_OTHER_TIMES THEN 'SEATED_IN' WHEN e46:SERVES|SERVES_AT_OTHER_TIMES THEN 'SERVES' WHEN e46:HAS_NAME|HAS_NAME_AT_OTHER_TIMES THEN 'HAS_NAME' END, n47.id, e46.authority
    RETURN collect([CASE WHEN e46:PART_OF|PART_OF_AT_OTHER_TIMES THEN 'PART_OF' WHEN e46:REPORTS_TO|REPORTS_TO_AT_OTHER_TIMES THEN 'REPORTS_TO' WHEN e46:SEATED_IN|SEATED_IN_AT_OTHER_TIMES THEN 'SEATED_IN' WHEN e46:SERVES|SERVES_AT_OTHER_TIMES THEN 'SERVES' WHEN e46:HAS_NAME|HAS_NAME_AT_OTHER_TIMES THEN 'HAS_NAME' END, toString(e46.validFrom), e46.validFromPrecision, toString(e46.validTo), e46.validToPrecision, e46.authority, CASE WHEN n47:Organization THEN [0, n47.id] WHEN n47:Name THEN [1, n47.id] WHEN n47:ChangeEvent THEN [2, n47.id] WHEN n47:Province THEN [3, n47.id] WHEN n47:AwardScheme THEN [4, n47.id] WHEN n47:AwardEdition THEN [5, n47.id] WHEN n47:AwardCategory THEN [6, n47.id] WHEN n47:Award THEN [7, n47.id] WHEN n47:Project THEN [8, n47.id] WHEN n47:Ceremony THEN [9, n47.id] WHEN n47:Person THEN [10, n47.id] WHEN n47:AwardClaim THEN [11, n47.id] WHEN n47:Document THEN [12, n47.id] WHEN n47:Statement THEN [13, n47.id] WHEN n47:Finding THEN [14, n47.id] WHEN n47:DatasetVersion THEN [15, n47.id] WHEN n47:FactChange THEN [16, n47.id] END]) AS c48
  }
  CALL (n28) {
    MATCH (n28)<-[:ABOUT]-(n49)
    WITH n49 ORDER BY n49.id
    OPTIONAL MATCH (n49)-[:STATED_IN]->(n50)
    RETURN collect([n49.predicate, n49.object, n49.basis, n49.method, CASE WHEN n50 IS NOT NULL THEN [n50.title] END]) AS c51
  }
  RETURN CASE WHEN n28:Organization AND NOT ((n28.validFrom IS NULL OR n28.validFrom <= date($p6)) AND (n28.validTo IS NULL OR n28.validTo >= date($p6))) THEN {id: n28.id, validFrom: toString(n28.validFrom), validTo: toString(n28.validTo), successors: COLLECT { MATCH (n28)-[:SUCCEEDED_BY*1..16]->(n52) WHERE (n52.validFrom IS NULL OR n52.validFrom <= date($p6)) AND (n52.validTo IS NULL OR n52.validTo >= date($p6)) RETURN DISTINCT n52.id ORDER BY n52.id }, predecessors: COLLECT { MATCH (n28)<-[:SUCCEEDED_BY*1..16]-(n53) WHERE (n53.validFrom IS NULL OR n53.validFrom <= date($p6)) AND (n53.validTo IS NULL OR n53.validTo >= date($p6)) RETURN DISTINCT n53.id ORDER BY n53.id }} ELSE CASE WHEN n28 IS NOT NULL THEN [n28.administration, CASE WHEN n29 IS NOT NULL THEN [n29.nameTh] END, CASE WHEN n32 IS NOT NULL THEN [n32.nameTh] END, c37, c41, c45, c48, c51] END END AS c54
}
CALL () {
  OPTIONAL MATCH (n55:Organization {id: $p17})
  OPTIONAL MATCH (n55)-[:PART_OF]->(n56)
  CALL (n55) {
    MATCH (n55)<-[:PART_OF*1..16]-(n57)
    WITH DISTINCT n57
    RETURN count(*) AS c58
  }
  CALL (n55) {
    MATCH w60 = (n55) (()<-[e61:REPORTS_TO WHERE e61.authority = $p13]-()){1,16} (n59)
    WITH n59, w60 ORDER BY length(w60), [x IN nodes(w60) | x.id]
    WITH n59, head(collect(w60)) AS w60
    WITH n59, w60 ORDER BY n59.id LIMIT $p14
    CALL (n59) {
      OPTIONAL MATCH w63 = (n59)-[:PART_OF*1..16]->(n62:Ministry)
      RETURN n62 ORDER BY length(w63), n62.id LIMIT 1
    }
    RETURN collect([length(w60), n59.nameTh, CASE WHEN n62 IS NOT NULL THEN [n62.nameTh] END]) AS c64
  }
  CALL (n55) {
    MATCH (n55) (()<-[e66:REPORTS_TO WHERE e66.authority = $p15]-()){1,16} (n65)
    WITH DISTINCT n65
    RETURN count(*) AS c67
  }
  RETURN CASE WHEN n55 IS NOT NULL THEN [n55.kind, n55.administration, CASE WHEN n56 IS NOT NULL THEN [n56.id] END, c58, c64, c67] END AS c68
}
CALL () {
  MATCH (n69:Organization) WHERE n69.administration = $p18 AND n69.id IS NOT NULL
  WITH n69 ORDER BY n69.administration, n69.id LIMIT $p19
  OPTIONAL MATCH (n69)-[:SEATED_IN]->(n70)
  CALL (n69) {
    MATCH (n69)-[e72:REPORTS_TO WHERE e72.authority = $p20]->(n71)
    WITH DISTINCT n71
    RETURN count(*) AS c73
  }
  RETURN collect([n69.nameTh, n69.unitKind, CASE WHEN n70 IS NOT NULL THEN [n70.nameTh] END, c73]) AS c74
}
RETURN c27 AS r0, c54 AS r1, c68 AS r2, c74 AS r3
