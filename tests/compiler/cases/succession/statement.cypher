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
    MATCH (n8)-[:SUCCEEDED_BY*1..16]->(n10)
    WITH DISTINCT n10
    WITH n10 ORDER BY n10.id LIMIT $p5
    OPTIONAL MATCH (n10)-[:PART_OF]->(n11)
    RETURN collect([n10.id, n10.nameTh, CASE WHEN n11 IS NOT NULL THEN [n11.nameTh] END]) AS c12
  }
  RETURN collect([n8.id, CASE WHEN n9 IS NOT NULL THEN [n9.id] END, c12]) AS c13
}
CALL () {
  OPTIONAL MATCH (n14:Organization {id: $p8})
  CALL (n14) {
    MATCH (n14)<-[:SUCCEEDED_BY*1..16]-(n15)
    WITH DISTINCT n15
    WITH n15 ORDER BY n15.id LIMIT $p6
    CALL (n15) {
      MATCH (n15)<-[:RESULTING_ORGANIZATION]-(n16)
      WITH n16 ORDER BY n16.id LIMIT $p7
      RETURN collect([toString(n16.date), n16.legalInstrument]) AS c17
    }
    RETURN collect([n15.id, n15.nameTh, c17]) AS c18
  }
  RETURN CASE WHEN n14 IS NOT NULL THEN [c18] END AS c19
}
CALL () {
  OPTIONAL MATCH (n20:Organization {id: $p11})
  CALL (n20) {
    MATCH (n20)-[:SUCCEEDED_BY*1..16]->(n21)
    WITH DISTINCT n21
    RETURN count(*) AS c22
  }
  CALL (n20) {
    MATCH (n20)<-[:SUCCEEDED_BY*1..16]-(n23)
    WITH DISTINCT n23
    WITH n23 ORDER BY n23.id LIMIT $p10
    RETURN collect([n23.id]) AS c24
  }
  RETURN CASE WHEN n20 IS NOT NULL THEN [c22, c24] END AS c25
}
CALL () {
  UNWIND $p12 AS i27
  OPTIONAL MATCH (n26:Node {id: i27})
  RETURN collect([CASE WHEN n26:Organization THEN [0, n26.id] WHEN n26:ChangeEvent THEN [1, n26.id] WHEN n26:Province THEN [2, n26.id] WHEN n26:AwardScheme THEN [3, n26.id] WHEN n26:AwardEdition THEN [4, n26.id] WHEN n26:AwardCategory THEN [5, n26.id] WHEN n26:Award THEN [6, n26.id] WHEN n26:Project THEN [7, n26.id] WHEN n26:Ceremony THEN [8, n26.id] WHEN n26:Person THEN [9, n26.id] WHEN n26:AwardClaim THEN [10, n26.id] WHEN n26:Document THEN [11, n26.id] WHEN n26:Statement THEN [12, n26.id] WHEN n26:DatasetVersion THEN [13, n26.id] END]) AS c28
}
RETURN c7 AS r0, c13 AS r1, c19 AS r2, c25 AS r3, c28 AS r4
