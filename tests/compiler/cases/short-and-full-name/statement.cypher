CALL () {
  MATCH (n2:Name) WHERE n2.value = $p1 AND n2.id IS NOT NULL
  MATCH (n1:Organization)-[:HAS_NAME]->(n2)
  WITH DISTINCT n1 WHERE ((n1.validFrom IS NULL OR n1.validFrom <= date($p0)) AND (n1.validTo IS NULL OR n1.validTo >= date($p0)))
  WITH n1 ORDER BY n1.id LIMIT $p2
  CALL (n1) {
    MATCH (n1)-[:HAS_NAME]->(n4)
    WITH n4 ORDER BY n4.id LIMIT $p3
    CALL (n4) {
      MATCH (n4)<-[:GIVES_NAME]-(n5)
      WITH n5 ORDER BY n5.id
      OPTIONAL MATCH (n5)-[:STATED_IN]->(n6)
      RETURN collect([n5.basis, n5.method, CASE WHEN n6 IS NOT NULL THEN [n6.title, toString(n6.publishedOn)] END]) AS c7
    }
    RETURN collect([n4.kind, n4.value, c7]) AS c8
  }
  CALL (n1) {
    MATCH (n1)<-[:WON_BY]-(n9)
    WITH n9 ORDER BY n9.id LIMIT $p4
    RETURN collect([n9.year, n9.level]) AS c10
  }
  RETURN collect([n1.id, coalesce(head(COLLECT { MATCH (n1)-[:HAS_NAME]->(n3) WHERE n3.kind IN ['OFFICIAL', 'FORMER'] AND (n3.validFrom IS NULL OR n3.validFrom <= date($p0)) AND (n3.validTo IS NULL OR n3.validTo >= date($p0)) RETURN n3.value ORDER BY n3.language <> 'TH', n3.validFrom IS NULL, n3.validFrom DESC, n3.id LIMIT 1 }), n1.nameTh, n1.nameEn), c8, c10]) AS c11
}
CALL () {
  MATCH (n13:Name) WHERE n13.value = $p6 AND n13.id IS NOT NULL
  MATCH (n12:Organization)-[:HAS_NAME]->(n13)
  WITH DISTINCT n12 WHERE ((n12.validFrom IS NULL OR n12.validFrom <= date($p5)) AND (n12.validTo IS NULL OR n12.validTo >= date($p5)))
  WITH n12 ORDER BY n12.id LIMIT $p7
  CALL (n12) {
    MATCH (n12)-[:HAS_NAME]->(n15)
    WITH n15 ORDER BY n15.id LIMIT $p8
    CALL (n15) {
      MATCH (n15)<-[:GIVES_NAME]-(n16)
      WITH n16 ORDER BY n16.id
      OPTIONAL MATCH (n16)-[:STATED_IN]->(n17)
      RETURN collect([n16.basis, n16.method, CASE WHEN n17 IS NOT NULL THEN [n17.title, toString(n17.publishedOn)] END]) AS c18
    }
    RETURN collect([n15.kind, n15.value, c18]) AS c19
  }
  CALL (n12) {
    MATCH (n12)<-[:WON_BY]-(n20)
    WITH n20 ORDER BY n20.id LIMIT $p9
    RETURN collect([n20.year, n20.level]) AS c21
  }
  RETURN collect([n12.id, coalesce(head(COLLECT { MATCH (n12)-[:HAS_NAME]->(n14) WHERE n14.kind IN ['OFFICIAL', 'FORMER'] AND (n14.validFrom IS NULL OR n14.validFrom <= date($p5)) AND (n14.validTo IS NULL OR n14.validTo >= date($p5)) RETURN n14.value ORDER BY n14.language <> 'TH', n14.validFrom IS NULL, n14.validFrom DESC, n14.id LIMIT 1 }), n12.nameTh, n12.nameEn), c19, c21]) AS c22
}
RETURN c11 AS r0, c22 AS r1
