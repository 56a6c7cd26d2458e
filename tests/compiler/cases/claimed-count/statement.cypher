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
    MATCH (n1) (()<-[e14:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e14.validFrom IS NULL OR e14.validFrom <= date($p0)) AND (e14.validTo IS NULL OR e14.validTo >= date($p0))]-()){0,16} (n15)<-[:WON_BY]-(n13)
    WITH DISTINCT n13 WHERE n13.year = $p3
    OPTIONAL MATCH (n13)-[:CREDITED_TO]->(g16)
    WITH g16 AS d17, count(n13) AS m18, count(*) AS s19
    ORDER BY s19 DESC, d17.id LIMIT $p5
    RETURN collect([CASE WHEN d17 IS NOT NULL THEN [d17.nameTh] END, m18]) AS c20
  }
  CALL (n1) {
    MATCH (n1)<-[e22:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e22.validFrom IS NULL OR e22.validFrom <= date($p0)) AND (e22.validTo IS NULL OR e22.validTo >= date($p0))]-(n21)
    WITH DISTINCT n21 WHERE EXISTS { (n21)<-[:COUNTED_FOR]-(n23) WHERE EXISTS { (n23)-[:CLAIMED_FOR]->(n24) WHERE n24.year = $p6 } }
    WITH n21 ORDER BY n21.id LIMIT $p7
    CALL (n21) {
      MATCH (n21)<-[:COUNTED_FOR]-(n25) WHERE EXISTS { (n25)-[:CLAIMED_FOR]->(n26) WHERE n26.year = $p8 }
      WITH n25 ORDER BY n25.id LIMIT $p9
      RETURN collect([n25.value]) AS c27
    }
    CALL (n21) {
      MATCH (n21) (()<-[e29:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e29.validFrom IS NULL OR e29.validFrom <= date($p0)) AND (e29.validTo IS NULL OR e29.validTo >= date($p0))]-()){0,16} (n30)<-[:WON_BY]-(n28)
      WITH DISTINCT n28 WHERE n28.year = $p10
      RETURN count(*) AS c31
    }
    RETURN collect([n21.nameTh, c27, c31]) AS c32
  }
  RETURN CASE WHEN n1:Organization AND NOT ((n1.validFrom IS NULL OR n1.validFrom <= date($p0)) AND (n1.validTo IS NULL OR n1.validTo >= date($p0))) THEN {id: n1.id, validFrom: toString(n1.validFrom), validTo: toString(n1.validTo), successors: COLLECT { MATCH (n1)-[:SUCCEEDED_BY*1..16]->(n33) WHERE (n33.validFrom IS NULL OR n33.validFrom <= date($p0)) AND (n33.validTo IS NULL OR n33.validTo >= date($p0)) RETURN DISTINCT n33.id ORDER BY n33.id }, predecessors: COLLECT { MATCH (n1)<-[:SUCCEEDED_BY*1..16]-(n34) WHERE (n34.validFrom IS NULL OR n34.validFrom <= date($p0)) AND (n34.validTo IS NULL OR n34.validTo >= date($p0)) RETURN DISTINCT n34.id ORDER BY n34.id }} ELSE CASE WHEN n1 IS NOT NULL THEN [c8, c12, c20, c32] END END AS c35
}
CALL () {
  OPTIONAL MATCH (n36:Organization {id: $p25})
  CALL (n36) {
    MATCH (n36)<-[:COUNTED_FOR]-(n37) WHERE EXISTS { (n37)-[:CLAIMED_FOR]->(n38) WHERE n38.year = $p14 }
    WITH n37 ORDER BY n37.id LIMIT $p15
    OPTIONAL MATCH (n37)-[:CLAIMED_FOR]->(n39)
    CALL (n37) {
      MATCH (n37)<-[:ABOUT]-(n40)
      WITH n40 ORDER BY n40.id
      OPTIONAL MATCH (n40)-[:STATED_IN]->(n41)
      RETURN collect([n40.predicate, n40.object, n40.basis, n40.start, n40.end, CASE WHEN n41 IS NOT NULL THEN [n41.title] END]) AS c42
    }
    RETURN collect([n37.value, CASE WHEN n39 IS NOT NULL THEN [n39.year] END, c42]) AS c43
  }
  CALL (n36) {
    MATCH (n36) (()<-[e45:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e45.validFrom IS NULL OR e45.validFrom <= date($p13)) AND (e45.validTo IS NULL OR e45.validTo >= date($p13))]-()){0,16} (n46)<-[:WON_BY]-(n44)
    WITH DISTINCT n44 WHERE n44.year = $p16
    RETURN count(*) AS c47
  }
  CALL (n36) {
    MATCH (n36) (()<-[e49:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e49.validFrom IS NULL OR e49.validFrom <= date($p13)) AND (e49.validTo IS NULL OR e49.validTo >= date($p13))]-()){0,16} (n50)<-[:WON_BY]-(n48)
    WITH DISTINCT n48 WHERE n48.year = $p16
    OPTIONAL MATCH (n48)-[:CREDITED_TO]->(g51)
    WITH g51 AS d52, count(n48) AS m53, count(*) AS s54
    ORDER BY s54 DESC, d52.id LIMIT $p18
    RETURN collect([CASE WHEN d52 IS NOT NULL THEN [d52.nameTh] END, m53]) AS c55
  }
  CALL (n36) {
    MATCH (n36)<-[e57:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e57.validFrom IS NULL OR e57.validFrom <= date($p13)) AND (e57.validTo IS NULL OR e57.validTo >= date($p13))]-(n56)
    WITH DISTINCT n56 WHERE EXISTS { (n56)<-[:COUNTED_FOR]-(n58) WHERE EXISTS { (n58)-[:CLAIMED_FOR]->(n59) WHERE n59.year = $p19 } }
    WITH n56 ORDER BY n56.id LIMIT $p20
    CALL (n56) {
      MATCH (n56)<-[:COUNTED_FOR]-(n60) WHERE EXISTS { (n60)-[:CLAIMED_FOR]->(n61) WHERE n61.year = $p21 }
      WITH n60 ORDER BY n60.id LIMIT $p22
      RETURN collect([n60.value]) AS c62
    }
    CALL (n56) {
      MATCH (n56) (()<-[e64:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e64.validFrom IS NULL OR e64.validFrom <= date($p13)) AND (e64.validTo IS NULL OR e64.validTo >= date($p13))]-()){0,16} (n65)<-[:WON_BY]-(n63)
      WITH DISTINCT n63 WHERE n63.year = $p23
      RETURN count(*) AS c66
    }
    RETURN collect([n56.nameTh, c62, c66]) AS c67
  }
  RETURN CASE WHEN n36:Organization AND NOT ((n36.validFrom IS NULL OR n36.validFrom <= date($p13)) AND (n36.validTo IS NULL OR n36.validTo >= date($p13))) THEN {id: n36.id, validFrom: toString(n36.validFrom), validTo: toString(n36.validTo), successors: COLLECT { MATCH (n36)-[:SUCCEEDED_BY*1..16]->(n68) WHERE (n68.validFrom IS NULL OR n68.validFrom <= date($p13)) AND (n68.validTo IS NULL OR n68.validTo >= date($p13)) RETURN DISTINCT n68.id ORDER BY n68.id }, predecessors: COLLECT { MATCH (n36)<-[:SUCCEEDED_BY*1..16]-(n69) WHERE (n69.validFrom IS NULL OR n69.validFrom <= date($p13)) AND (n69.validTo IS NULL OR n69.validTo >= date($p13)) RETURN DISTINCT n69.id ORDER BY n69.id }} ELSE CASE WHEN n36 IS NOT NULL THEN [c43, c47, c55, c67] END END AS c70
}
RETURN c35 AS r0, c70 AS r1
