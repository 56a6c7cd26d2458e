CALL () {
  OPTIONAL MATCH (n1:Organization {id: $p2})
  CALL (n1) {
    MATCH w3 = (n1)-[:SUCCEEDED_BY*1..16]->(n2)
    WITH n2, w3 ORDER BY length(w3), [x IN nodes(w3) | x.id]
    WITH n2, head(collect(w3)) AS w3
    WITH n2, w3 ORDER BY n2.id LIMIT $p0
    RETURN collect([length(w3), n2.id, n2.nameTh]) AS c4
  }
  CALL (n1) {
    MATCH (n1)<-[:ORIGINAL_ORGANIZATION]-(n5)
    WITH n5 ORDER BY n5.id LIMIT $p1
    RETURN collect([n5.id, n5.kind, n5.status, toString(n5.date), n5.datePrecision]) AS c6
  }
  RETURN CASE WHEN n1 IS NOT NULL THEN [n1.nameTh, c4, c6] END AS c7
}
CALL () {
  MATCH (n8:Organization) WHERE n8.nameTh = $p3 AND n8.id IS NOT NULL
  WITH n8 ORDER BY n8.id LIMIT $p4
  OPTIONAL MATCH (n8)-[:PART_OF]->(n9)
  CALL (n8) {
    OPTIONAL MATCH w11 = (n8)-[e12:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e12.validFrom IS NULL OR e12.validFrom <= date($p5)) AND (e12.validTo IS NULL OR e12.validTo >= date($p5))]->(n10)
    RETURN n10 ORDER BY length(w11), n10.id LIMIT 1
  }
  CALL (n8) {
    MATCH (n8)-[:SUCCEEDED_BY*1..16]->(n13)
    WITH DISTINCT n13
    WITH n13 ORDER BY n13.id LIMIT $p6
    OPTIONAL MATCH (n13)-[:PART_OF]->(n14)
    CALL (n13) {
      OPTIONAL MATCH w16 = (n13)-[e17:PART_OF|PART_OF_AT_OTHER_TIMES WHERE (e17.validFrom IS NULL OR e17.validFrom <= date($p7)) AND (e17.validTo IS NULL OR e17.validTo >= date($p7))]->(n15)
      RETURN n15 ORDER BY length(w16), n15.id LIMIT 1
    }
    RETURN collect([n13.id, CASE WHEN n14 IS NOT NULL THEN [n14.nameTh] END, CASE WHEN n15 IS NOT NULL THEN [n15.nameTh] END]) AS c18
  }
  RETURN collect([n8.id, CASE WHEN n9 IS NOT NULL THEN [n9.id] END, CASE WHEN n10 IS NOT NULL THEN [n10.id] END, c18]) AS c19
}
CALL () {
  OPTIONAL MATCH (n20:Organization {id: $p10})
  CALL (n20) {
    MATCH (n20)<-[:SUCCEEDED_BY*1..16]-(n21)
    WITH DISTINCT n21
    WITH n21 ORDER BY n21.id LIMIT $p8
    CALL (n21) {
      MATCH (n21)<-[:RESULTING_ORGANIZATION]-(n22)
      WITH n22 ORDER BY n22.id LIMIT $p9
      RETURN collect([toString(n22.date), n22.legalInstrument]) AS c23
    }
    RETURN collect([n21.id, n21.nameTh, c23]) AS c24
  }
  RETURN CASE WHEN n20 IS NOT NULL THEN [c24] END AS c25
}
CALL () {
  OPTIONAL MATCH (n26:Organization {id: $p13})
  CALL (n26) {
    MATCH (n26)-[:SUCCEEDED_BY*1..16]->(n27)
    WITH DISTINCT n27
    RETURN count(*) AS c28
  }
  CALL (n26) {
    MATCH (n26)<-[:SUCCEEDED_BY*1..16]-(n29)
    WITH DISTINCT n29
    WITH n29 ORDER BY n29.id LIMIT $p12
    RETURN collect([n29.id]) AS c30
  }
  RETURN CASE WHEN n26 IS NOT NULL THEN [c28, c30] END AS c31
}
CALL () {
  UNWIND $p14 AS i33
  OPTIONAL MATCH (n32:Node {id: i33})
  RETURN collect([CASE WHEN n32:Organization THEN [0, n32.id] WHEN n32:Name THEN [1, n32.id] WHEN n32:ChangeEvent THEN [2, n32.id] WHEN n32:Province THEN [3, n32.id] WHEN n32:Region THEN [4, n32.id] WHEN n32:AwardScheme THEN [5, n32.id] WHEN n32:AwardEdition THEN [6, n32.id] WHEN n32:AwardCategory THEN [7, n32.id] WHEN n32:Award THEN [8, n32.id] WHEN n32:Project THEN [9, n32.id] WHEN n32:Ceremony THEN [10, n32.id] WHEN n32:Person THEN [11, n32.id] WHEN n32:AwardClaim THEN [12, n32.id] WHEN n32:Document THEN [13, n32.id] WHEN n32:Statement THEN [14, n32.id] WHEN n32:Finding THEN [15, n32.id] WHEN n32:DatasetVersion THEN [16, n32.id] WHEN n32:FactChange THEN [17, n32.id] END]) AS c34
}
RETURN c7 AS r0, c19 AS r1, c25 AS r2, c31 AS r3, c34 AS r4
