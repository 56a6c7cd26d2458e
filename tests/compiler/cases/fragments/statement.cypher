CALL () {
  OPTIONAL MATCH (n1:Node {id: $p0})
  OPTIONAL MATCH (n1)-[:PART_OF]->(n2)
  RETURN CASE WHEN n1:Organization THEN [0, n1.id, n1.nameTh, CASE WHEN n2 IS NOT NULL THEN [n2.id, n2.nameTh] END] WHEN n1:Name THEN [1, n1.id] WHEN n1:ChangeEvent THEN [2, n1.id] WHEN n1:Province THEN [3, n1.id] WHEN n1:Region THEN [4, n1.id] WHEN n1:AwardScheme THEN [5, n1.id] WHEN n1:AwardEdition THEN [6, n1.id] WHEN n1:AwardCategory THEN [7, n1.id] WHEN n1:Award THEN [8, n1.id] WHEN n1:Project THEN [9, n1.id] WHEN n1:Ceremony THEN [10, n1.id] WHEN n1:Person THEN [11, n1.id] WHEN n1:AwardClaim THEN [12, n1.id] WHEN n1:Document THEN [13, n1.id] WHEN n1:Statement THEN [14, n1.id] WHEN n1:Finding THEN [15, n1.id] WHEN n1:DatasetVersion THEN [16, n1.id] WHEN n1:FactChange THEN [17, n1.id] END AS c3
}
CALL () {
  OPTIONAL MATCH (n4:Node {id: $p1})
  RETURN CASE WHEN n4:Organization THEN [0] WHEN n4:Name THEN [1] WHEN n4:ChangeEvent THEN [2] WHEN n4:Province THEN [3, n4.nameTh] WHEN n4:Region THEN [4] WHEN n4:AwardScheme THEN [5] WHEN n4:AwardEdition THEN [6] WHEN n4:AwardCategory THEN [7] WHEN n4:Award THEN [8] WHEN n4:Project THEN [9] WHEN n4:Ceremony THEN [10] WHEN n4:Person THEN [11] WHEN n4:AwardClaim THEN [12] WHEN n4:Document THEN [13] WHEN n4:Statement THEN [14] WHEN n4:Finding THEN [15] WHEN n4:DatasetVersion THEN [16] WHEN n4:FactChange THEN [17] END AS c5
}
RETURN c3 AS r0, c5 AS r1
