CALL () {
  OPTIONAL MATCH (n1:Organization {id: $p12})
  CALL (n1) {
    MATCH (n1)<-[:COUNTED_FOR]-(n2) WHERE EXISTS { (n2)-[:CLAIMED_FOR]->(n3) WHERE n3.year = $p1 }
    WITH n2 ORDER BY n2.id LIMIT $p2
    CALL (n2) {
      MATCH (n2)<-[:ABOUT]-(n4)
      WITH n4 ORDER BY n4.id
      OPTIONAL MATCH (n4)-[:STATED_IN]->(n5)
      RETURN collect([n4.predicate, n4.object, n4.basis, n4.start, n4.end, CASE WHEN n5 IS NOT NULL THEN [n5.title] END]) AS c6
    }
    RETURN collect([n2.value, c6]) AS c7
  }
  CALL (n1) {
    MATCH (n1) (()<-[e9:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e9.validFrom IS NULL OR e9.validFrom <= date($p0)) AND (e9.validTo IS NULL OR e9.validTo >= date($p0))]-()){0,16} (n10)<-[:WON_BY]-(n8)
    WITH DISTINCT n8 WHERE n8.year = $p3
    RETURN count(*) AS c11
  }
  CALL (n1) {
    MATCH (n1) (()<-[e13:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e13.validFrom IS NULL OR e13.validFrom <= date($p0)) AND (e13.validTo IS NULL OR e13.validTo >= date($p0))]-()){0,16} (n14)<-[:WON_BY]-(n12)
    WITH DISTINCT n12 WHERE n12.year = $p3
    OPTIONAL MATCH (n12)-[:CREDITED_TO]->(g15)
    WITH g15 AS d16, count(n12) AS m17, count(*) AS s18
    ORDER BY s18 DESC, d16.id LIMIT $p5
    RETURN collect([CASE WHEN d16 IS NOT NULL THEN [d16.nameTh] END, m17]) AS c19
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
  RETURN CASE WHEN n1:Organization AND NOT ((n1.validFrom IS NULL OR n1.validFrom <= date($p0)) AND (n1.validTo IS NULL OR n1.validTo >= date($p0))) THEN {id: n1.id, validFrom: toString(n1.validFrom), validTo: toString(n1.validTo), successors: COLLECT { MATCH (n1)-[:SUCCEEDED_BY*1..16]->(n32) WHERE (n32.validFrom IS NULL OR n32.validFrom <= date($p0)) AND (n32.validTo IS NULL OR n32.validTo >= date($p0)) RETURN DISTINCT n32.id ORDER BY n32.id }, predecessors: COLLECT { MATCH (n1)<-[:SUCCEEDED_BY*1..16]-(n33) WHERE (n33.validFrom IS NULL OR n33.validFrom <= date($p0)) AND (n33.validTo IS NULL OR n33.validTo >= date($p0)) RETURN DISTINCT n33.id ORDER BY n33.id }} ELSE CASE WHEN n1 IS NOT NULL THEN [c7, c11, c19, c31] END END AS c34
}
CALL () {
  OPTIONAL MATCH (n35:Organization {id: $p25})
  CALL (n35) {
    MATCH (n35)<-[:COUNTED_FOR]-(n36) WHERE EXISTS { (n36)-[:CLAIMED_FOR]->(n37) WHERE n37.year = $p14 }
    WITH n36 ORDER BY n36.id LIMIT $p15
    CALL (n36) {
      MATCH (n36)<-[:ABOUT]-(n38)
      WITH n38 ORDER BY n38.id
      OPTIONAL MATCH (n38)-[:STATED_IN]->(n39)
      RETURN collect([n38.predicate, n38.object, n38.basis, n38.start, n38.end, CASE WHEN n39 IS NOT NULL THEN [n39.title] END]) AS c40
    }
    RETURN collect([n36.value, c40]) AS c41
  }
  CALL (n35) {
    MATCH (n35) (()<-[e43:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e43.validFrom IS NULL OR e43.validFrom <= date($p13)) AND (e43.validTo IS NULL OR e43.validTo >= date($p13))]-()){0,16} (n44)<-[:WON_BY]-(n42)
    WITH DISTINCT n42 WHERE n42.year = $p16
    RETURN count(*) AS c45
  }
  CALL (n35) {
    MATCH (n35) (()<-[e47:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e47.validFrom IS NULL OR e47.validFrom <= date($p13)) AND (e47.validTo IS NULL OR e47.validTo >= date($p13))]-()){0,16} (n48)<-[:WON_BY]-(n46)
    WITH DISTINCT n46 WHERE n46.year = $p16
    OPTIONAL MATCH (n46)-[:CREDITED_TO]->(g49)
    WITH g49 AS d50, count(n46) AS m51, count(*) AS s52
    ORDER BY s52 DESC, d50.id LIMIT $p18
    RETURN collect([CASE WHEN d50 IS NOT NULL THEN [d50.nameTh] END, m51]) AS c53
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
  RETURN CASE WHEN n35:Organization AND NOT ((n35.validFrom IS NULL OR n35.validFrom <= date($p13)) AND (n35.validTo IS NULL OR n35.validTo >= date($p13))) THEN {id: n35.id, validFrom: toString(n35.validFrom), validTo: toString(n35.validTo), successors: COLLECT { MATCH (n35)-[:SUCCEEDED_BY*1..16]->(n66) WHERE (n66.validFrom IS NULL OR n66.validFrom <= date($p13)) AND (n66.validTo IS NULL OR n66.validTo >= date($p13)) RETURN DISTINCT n66.id ORDER BY n66.id }, predecessors: COLLECT { MATCH (n35)<-[:SUCCEEDED_BY*1..16]-(n67) WHERE (n67.validFrom IS NULL OR n67.validFrom <= date($p13)) AND (n67.validTo IS NULL OR n67.validTo >= date($p13)) RETURN DISTINCT n67.id ORDER BY n67.id }} ELSE CASE WHEN n35 IS NOT NULL THEN [c41, c45, c53, c65] END END AS c68
}
RETURN c34 AS r0, c68 AS r1
