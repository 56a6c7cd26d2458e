CALL () {
  OPTIONAL MATCH (n1:Organization {id: $p12})
  CALL (n1) {
    MATCH (n1)<-[:COUNTED_FOR]-(n2) WHERE EXISTS { (n2)-[:CLAIMED_FOR]->(n3) WHERE n3.year = $p1 }
    WITH n2 ORDER BY n2.id LIMIT $p2
    OPTIONAL MATCH (n2)-[:CLAIMED_FOR]->(n4)
    CALL (n2) {
      MATCH (n2)<-[:ABOUT]-(n5)
      WITH n5 ORDER BY n5.id
      OPTIONAL MATCH (n5)-[:STATED_IN]->(n6)
      RETURN collect([n5.predicate, n5.object, n5.basis, n5.start, n5.end, CASE WHEN n6 IS NOT NULL THEN [n6.title] END]) AS c7
    }
    RETURN collect([n2.value, CASE WHEN n4 IS NOT NULL THEN [n4.year] END, c7]) AS c8
  }
  CALL (n1) {
    MATCH (n1) (()<-[e10:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e10.validFrom IS NULL OR e10.validFrom <= date($p0)) AND (e10.validTo IS NULL OR e10.validTo >= date($p0))]-()){0,16} (n11)<-[:WON_BY]-(n9)
    WITH DISTINCT n9 WHERE n9.year = $p3
    RETURN count(*) AS c12
  }
  CALL (n1) {
    MATCH (n1) (()<-[e17:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e17.validFrom IS NULL OR e17.validFrom <= date($p0)) AND (e17.validTo IS NULL OR e17.validTo >= date($p0))]-()){0,16} (n18)<-[:WON_BY]-(n13)
    WITH DISTINCT n13 WHERE n13.year = $p3
    OPTIONAL MATCH (n13)-[:CREDITED_TO]->(g16)
    WITH g16 AS d14, count(n13) AS m15
    ORDER BY m15 DESC, d14.id LIMIT $p5
    RETURN collect([CASE WHEN d14 IS NOT NULL THEN [d14.nameTh] END, m15]) AS c19
  }
  CALL (n1) {
    MATCH (n1)<-[e21:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e21.validFrom IS NULL OR e21.validFrom <= date($p0)) AND (e21.validTo IS NULL OR e21.validTo >= date($p0))]-(n20)
    WITH DISTINCT n20 WHERE EXISTS { (n20)<-[:COUNTED_FOR]-(n22) WHERE EXISTS { (n22)-[:CLAIMED_FOR]->(n23) WHERE n23.year = $p6 } }
    WITH n20 ORDER BY n20.id LIMIT $p7
    CALL (n20) {
      MATCH (n20)<-[:COUNTED_FOR]-(n24) WHERE EXISTS { (n24)-[:CLAIMED_FOR]->(n25) WHERE n25.year = $p8 }
      WITH n24 ORDER BY n24.id LIMIT $p9
      RETURN collect([n24.value]) AS c26
    }
    CALL (n20) {
      MATCH (n20) (()<-[e28:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e28.validFrom IS NULL OR e28.validFrom <= date($p0)) AND (e28.validTo IS NULL OR e28.validTo >= date($p0))]-()){0,16} (n29)<-[:WON_BY]-(n27)
      WITH DISTINCT n27 WHERE n27.year = $p10
      RETURN count(*) AS c30
    }
    RETURN collect([n20.nameTh, c26, c30]) AS c31
  }
  RETURN CASE WHEN n1:Organization AND NOT ((n1.validFrom IS NULL OR n1.validFrom <= date($p0)) AND (n1.validTo IS NULL OR n1.validTo >= date($p0))) THEN {id: n1.id, validFrom: toString(n1.validFrom), validTo: toString(n1.validTo), successors: COLLECT { MATCH (n1)-[:SUCCEEDED_BY*1..16]->(n32) WHERE (n32.validFrom IS NULL OR n32.validFrom <= date($p0)) AND (n32.validTo IS NULL OR n32.validTo >= date($p0)) RETURN DISTINCT n32.id ORDER BY n32.id }, predecessors: COLLECT { MATCH (n1)<-[:SUCCEEDED_BY*1..16]-(n33) WHERE (n33.validFrom IS NULL OR n33.validFrom <= date($p0)) AND (n33.validTo IS NULL OR n33.validTo >= date($p0)) RETURN DISTINCT n33.id ORDER BY n33.id }} ELSE CASE WHEN n1 IS NOT NULL THEN [c8, c12, c19, c31] END END AS c34
}
CALL () {
  OPTIONAL MATCH (n35:Organization {id: $p25})
  CALL (n35) {
    MATCH (n35)<-[:COUNTED_FOR]-(n36) WHERE EXISTS { (n36)-[:CLAIMED_FOR]->(n37) WHERE n37.year = $p14 }
    WITH n36 ORDER BY n36.id LIMIT $p15
    OPTIONAL MATCH (n36)-[:CLAIMED_FOR]->(n38)
    CALL (n36) {
      MATCH (n36)<-[:ABOUT]-(n39)
      WITH n39 ORDER BY n39.id
      OPTIONAL MATCH (n39)-[:STATED_IN]->(n40)
      RETURN collect([n39.predicate, n39.object, n39.basis, n39.start, n39.end, CASE WHEN n40 IS NOT NULL THEN [n40.title] END]) AS c41
    }
    RETURN collect([n36.value, CASE WHEN n38 IS NOT NULL THEN [n38.year] END, c41]) AS c42
  }
  CALL (n35) {
    MATCH (n35) (()<-[e44:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e44.validFrom IS NULL OR e44.validFrom <= date($p13)) AND (e44.validTo IS NULL OR e44.validTo >= date($p13))]-()){0,16} (n45)<-[:WON_BY]-(n43)
    WITH DISTINCT n43 WHERE n43.year = $p16
    RETURN count(*) AS c46
  }
  CALL (n35) {
    MATCH (n35) (()<-[e51:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e51.validFrom IS NULL OR e51.validFrom <= date($p13)) AND (e51.validTo IS NULL OR e51.validTo >= date($p13))]-()){0,16} (n52)<-[:WON_BY]-(n47)
    WITH DISTINCT n47 WHERE n47.year = $p16
    OPTIONAL MATCH (n47)-[:CREDITED_TO]->(g50)
    WITH g50 AS d48, count(n47) AS m49
    ORDER BY m49 DESC, d48.id LIMIT $p18
    RETURN collect([CASE WHEN d48 IS NOT NULL THEN [d48.nameTh] END, m49]) AS c53
  }
  CALL (n35) {
    MATCH (n35)<-[e55:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e55.validFrom IS NULL OR e55.validFrom <= date($p13)) AND (e55.validTo IS NULL OR e55.validTo >= date($p13))]-(n54)
    WITH DISTINCT n54 WHERE EXISTS { (n54)<-[:COUNTED_FOR]-(n56) WHERE EXISTS { (n56)-[:CLAIMED_FOR]->(n57) WHERE n57.year = $p19 } }
    WITH n54 ORDER BY n54.id LIMIT $p20
    CALL (n54) {
      MATCH (n54)<-[:COUNTED_FOR]-(n58) WHERE EXISTS { (n58)-[:CLAIMED_FOR]->(n59) WHERE n59.year = $p21 }
      WITH n58 ORDER BY n58.id LIMIT $p22
      RETURN collect([n58.value]) AS c60
    }
    CALL (n54) {
      MATCH (n54) (()<-[e62:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e62.validFrom IS NULL OR e62.validFrom <= date($p13)) AND (e62.validTo IS NULL OR e62.validTo >= date($p13))]-()){0,16} (n63)<-[:WON_BY]-(n61)
      WITH DISTINCT n61 WHERE n61.year = $p23
      RETURN count(*) AS c64
    }
    RETURN collect([n54.nameTh, c60, c64]) AS c65
  }
  RETURN CASE WHEN n35:Organization AND NOT ((n35.validFrom IS NULL OR n35.validFrom <= date($p13)) AND (n35.validTo IS NULL OR n35.validTo >= date($p13))) THEN {id: n35.id, validFrom: toString(n35.validFrom), validTo: toString(n35.validTo), successors: COLLECT { MATCH (n35)-[:SUCCEEDED_BY*1..16]->(n66) WHERE (n66.validFrom IS NULL OR n66.validFrom <= date($p13)) AND (n66.validTo IS NULL OR n66.validTo >= date($p13)) RETURN DISTINCT n66.id ORDER BY n66.id }, predecessors: COLLECT { MATCH (n35)<-[:SUCCEEDED_BY*1..16]-(n67) WHERE (n67.validFrom IS NULL OR n67.validFrom <= date($p13)) AND (n67.validTo IS NULL OR n67.validTo >= date($p13)) RETURN DISTINCT n67.id ORDER BY n67.id }} ELSE CASE WHEN n35 IS NOT NULL THEN [c42, c46, c53, c65] END END AS c68
}
RETURN c34 AS r0, c68 AS r1
