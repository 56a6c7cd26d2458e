CALL () {
  OPTIONAL MATCH (n1:Organization {id: $p7})
  CALL (n1) {
    MATCH (n1)<-[:COUNTED_FOR]-(n2)
    WITH n2 ORDER BY n2.id LIMIT $p1
    OPTIONAL MATCH (n2)-[:CLAIMED_FOR]->(n3)
    CALL (n2) {
      MATCH (n2)<-[:ABOUT]-(n4)
      WITH n4 ORDER BY n4.id
      OPTIONAL MATCH (n4)-[:STATED_IN]->(n5)
      RETURN collect([n4.predicate, n4.object, n4.basis, n4.start, n4.end, CASE WHEN n5 IS NOT NULL THEN [n5.title] END]) AS c6
    }
    RETURN collect([n2.value, CASE WHEN n3 IS NOT NULL THEN [n3.year] END, c6]) AS c7
  }
  CALL (n1) {
    MATCH (n1) (()<-[e9:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e9.validFrom IS NULL OR e9.validFrom <= date($p0)) AND (e9.validTo IS NULL OR e9.validTo >= date($p0))]-()){0,16} (n10)<-[:WON_BY]-(n8)
    WITH DISTINCT n8
    RETURN count(*) AS c11
  }
  CALL (n1) {
    MATCH (n1) (()<-[e13:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e13.validFrom IS NULL OR e13.validFrom <= date($p0)) AND (e13.validTo IS NULL OR e13.validTo >= date($p0))]-()){0,16} (n14)<-[:WON_BY]-(n12)
    WITH DISTINCT n12
    OPTIONAL MATCH (n12)-[:CREDITED_TO]->(g15)
    WITH g15 AS d16, count(n12) AS m17, count(*) AS s18
    ORDER BY s18 DESC, d16.id LIMIT $p3
    RETURN collect([CASE WHEN d16 IS NOT NULL THEN [d16.nameTh] END, m17]) AS c19
  }
  CALL (n1) {
    MATCH (n1)<-[e21:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e21.validFrom IS NULL OR e21.validFrom <= date($p0)) AND (e21.validTo IS NULL OR e21.validTo >= date($p0))]-(n20)
    WITH DISTINCT n20 WHERE EXISTS { (n20)<-[:COUNTED_FOR]-(n22) }
    WITH n20 ORDER BY n20.id LIMIT $p4
    CALL (n20) {
      MATCH (n20)<-[:COUNTED_FOR]-(n23)
      WITH n23 ORDER BY n23.id LIMIT $p5
      RETURN collect([n23.value]) AS c24
    }
    CALL (n20) {
      MATCH (n20) (()<-[e26:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e26.validFrom IS NULL OR e26.validFrom <= date($p0)) AND (e26.validTo IS NULL OR e26.validTo >= date($p0))]-()){0,16} (n27)<-[:WON_BY]-(n25)
      WITH DISTINCT n25
      RETURN count(*) AS c28
    }
    RETURN collect([n20.nameTh, c24, c28]) AS c29
  }
  RETURN CASE WHEN n1:Organization AND NOT ((n1.validFrom IS NULL OR n1.validFrom <= date($p0)) AND (n1.validTo IS NULL OR n1.validTo >= date($p0))) THEN {id: n1.id, validFrom: toString(n1.validFrom), validTo: toString(n1.validTo), successors: COLLECT { MATCH (n1)-[:SUCCEEDED_BY*1..16]->(n30) WHERE (n30.validFrom IS NULL OR n30.validFrom <= date($p0)) AND (n30.validTo IS NULL OR n30.validTo >= date($p0)) RETURN DISTINCT n30.id ORDER BY n30.id }, predecessors: COLLECT { MATCH (n1)<-[:SUCCEEDED_BY*1..16]-(n31) WHERE (n31.validFrom IS NULL OR n31.validFrom <= date($p0)) AND (n31.validTo IS NULL OR n31.validTo >= date($p0)) RETURN DISTINCT n31.id ORDER BY n31.id }} ELSE CASE WHEN n1 IS NOT NULL THEN [c7, c11, c19, c29] END END AS c32
}
CALL () {
  OPTIONAL MATCH (n33:Organization {id: $p15})
  CALL (n33) {
    MATCH (n33)<-[:COUNTED_FOR]-(n34)
    WITH n34 ORDER BY n34.id LIMIT $p9
    OPTIONAL MATCH (n34)-[:CLAIMED_FOR]->(n35)
    CALL (n34) {
      MATCH (n34)<-[:ABOUT]-(n36)
      WITH n36 ORDER BY n36.id
      OPTIONAL MATCH (n36)-[:STATED_IN]->(n37)
      RETURN collect([n36.predicate, n36.object, n36.basis, n36.start, n36.end, CASE WHEN n37 IS NOT NULL THEN [n37.title] END]) AS c38
    }
    RETURN collect([n34.value, CASE WHEN n35 IS NOT NULL THEN [n35.year] END, c38]) AS c39
  }
  CALL (n33) {
    MATCH (n33) (()<-[e41:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e41.validFrom IS NULL OR e41.validFrom <= date($p8)) AND (e41.validTo IS NULL OR e41.validTo >= date($p8))]-()){0,16} (n42)<-[:WON_BY]-(n40)
    WITH DISTINCT n40
    RETURN count(*) AS c43
  }
  CALL (n33) {
    MATCH (n33) (()<-[e45:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e45.validFrom IS NULL OR e45.validFrom <= date($p8)) AND (e45.validTo IS NULL OR e45.validTo >= date($p8))]-()){0,16} (n46)<-[:WON_BY]-(n44)
    WITH DISTINCT n44
    OPTIONAL MATCH (n44)-[:CREDITED_TO]->(g47)
    WITH g47 AS d48, count(n44) AS m49, count(*) AS s50
    ORDER BY s50 DESC, d48.id LIMIT $p11
    RETURN collect([CASE WHEN d48 IS NOT NULL THEN [d48.nameTh] END, m49]) AS c51
  }
  CALL (n33) {
    MATCH (n33)<-[e53:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e53.validFrom IS NULL OR e53.validFrom <= date($p8)) AND (e53.validTo IS NULL OR e53.validTo >= date($p8))]-(n52)
    WITH DISTINCT n52 WHERE EXISTS { (n52)<-[:COUNTED_FOR]-(n54) }
    WITH n52 ORDER BY n52.id LIMIT $p12
    CALL (n52) {
      MATCH (n52)<-[:COUNTED_FOR]-(n55)
      WITH n55 ORDER BY n55.id LIMIT $p13
      RETURN collect([n55.value]) AS c56
    }
    CALL (n52) {
      MATCH (n52) (()<-[e58:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e58.validFrom IS NULL OR e58.validFrom <= date($p8)) AND (e58.validTo IS NULL OR e58.validTo >= date($p8))]-()){0,16} (n59)<-[:WON_BY]-(n57)
      WITH DISTINCT n57
      RETURN count(*) AS c60
    }
    RETURN collect([n52.nameTh, c56, c60]) AS c61
  }
  RETURN CASE WHEN n33:Organization AND NOT ((n33.validFrom IS NULL OR n33.validFrom <= date($p8)) AND (n33.validTo IS NULL OR n33.validTo >= date($p8))) THEN {id: n33.id, validFrom: toString(n33.validFrom), validTo: toString(n33.validTo), successors: COLLECT { MATCH (n33)-[:SUCCEEDED_BY*1..16]->(n62) WHERE (n62.validFrom IS NULL OR n62.validFrom <= date($p8)) AND (n62.validTo IS NULL OR n62.validTo >= date($p8)) RETURN DISTINCT n62.id ORDER BY n62.id }, predecessors: COLLECT { MATCH (n33)<-[:SUCCEEDED_BY*1..16]-(n63) WHERE (n63.validFrom IS NULL OR n63.validFrom <= date($p8)) AND (n63.validTo IS NULL OR n63.validTo >= date($p8)) RETURN DISTINCT n63.id ORDER BY n63.id }} ELSE CASE WHEN n33 IS NOT NULL THEN [c39, c43, c51, c61] END END AS c64
}
RETURN c32 AS r0, c64 AS r1
