CALL () {
  CALL () {
    MATCH (n1:Node) WHERE n1.searchText CONTAINS $p0.whole AND any(label IN labels(n1) WHERE label IN $p1)
    WITH n1 LIMIT 500
    RETURN n1, 0.9 AS s5
    UNION ALL
    MATCH (n1:Node) WHERE n1.searchText CONTAINS $p0.start AND any(label IN labels(n1) WHERE label IN $p1)
    WITH n1 LIMIT 500
    RETURN n1, 0.8 AS s5
    UNION ALL
    MATCH (n1:Node) WHERE n1.searchText CONTAINS $p0.inside AND any(label IN labels(n1) WHERE label IN $p1)
    WITH n1 LIMIT 500
    RETURN n1, 0.6 AS s5
  }
  WITH n1, max(s5) AS s5
  WITH n1, s5 + 0.1 * size($p0.key) / reduce(l7 = 1000000, l6 IN [l6 IN split(n1.searchText, '\n') WHERE l6 STARTS WITH $p0.key OR s5 < 0.8 AND l6 CONTAINS $p0.key] | CASE WHEN size(l6) < l7 THEN size(l6) ELSE l7 END) AS s5
  WITH n1, s5 ORDER BY s5 DESC, n1.id LIMIT $p2
  WITH collect([n1, s5]) AS f3
  CALL (f3) {
    UNWIND CASE WHEN size(f3) < $p2 AND $p0.query <> '' THEN [$p0.query] ELSE [] END AS q9
    CALL db.index.fulltext.queryNodes('Node_searchPairs', q9, {limit: 200}) YIELD node AS n8
    WITH n8 WHERE NOT n8 IN [x11 IN f3 | x11[0]] AND any(label IN labels(n8) WHERE label IN $p1)
    WITH n8, toFloat(size([x11 IN $p0.pairs WHERE n8.searchText CONTAINS x11])) / size($p0.pairs) AS s10
    WHERE n8.searchText =~ $p0.mistaken OR $p0.mistaken IS NULL AND s10 >= 0.6
    WITH n8, 0.1 * toFloat(size($p0.key)) / size(n8.searchText) + 0.4 * CASE WHEN $p0.mistaken IS NULL THEN s10 ELSE 1 END AS s10
    ORDER BY s10 DESC, n8.id LIMIT $p2
    RETURN collect([n8, s10]) AS f4
  }
  UNWIND (f3 + f4)[..$p2] AS h2
  WITH h2[0] AS n1, h2[1] AS h2
  RETURN collect([h2, [name IN [n1.nameTh, n1.nameEn, n1.title] + coalesce(n1.abbreviations, []) + coalesce(n1.otherNames, []) WHERE name IS NOT NULL], CASE WHEN n1:Organization THEN [0, n1.id] WHEN n1:Name THEN [1, n1.id] WHEN n1:ChangeEvent THEN [2, n1.id] WHEN n1:Province THEN [3, n1.id] WHEN n1:Region THEN [4, n1.id] WHEN n1:AwardScheme THEN [5, n1.id] WHEN n1:AwardEdition THEN [6, n1.id] WHEN n1:AwardCategory THEN [7, n1.id] WHEN n1:Award THEN [8, n1.id] WHEN n1:Project THEN [9, n1.id] WHEN n1:Ceremony THEN [10, n1.id] WHEN n1:Person THEN [11, n1.id] WHEN n1:AwardClaim THEN [12, n1.id] WHEN n1:Document THEN [13, n1.id] WHEN n1:Statement THEN [14, n1.id] WHEN n1:Finding THEN [15, n1.id] WHEN n1:DatasetVersion THEN [16, n1.id] WHEN n1:FactChange THEN [17, n1.id] END]) AS c12
}
CALL () {
  CALL () {
    MATCH (n13:Node) WHERE n13.searchText CONTAINS $p3.whole AND any(label IN labels(n13) WHERE label IN $p4)
    WITH n13 LIMIT 500
    RETURN n13, 0.9 AS s17
    UNION ALL
    MATCH (n13:Node) WHERE n13.searchText CONTAINS $p3.start AND any(label IN labels(n13) WHERE label IN $p4)
    WITH n13 LIMIT 500
    RETURN n13, 0.8 AS s17
    UNION ALL
    MATCH (n13:Node) WHERE n13.searchText CONTAINS $p3.inside AND any(label IN labels(n13) WHERE label IN $p4)
    WITH n13 LIMIT 500
    RETURN n13, 0.6 AS s17
  }
  WITH n13, max(s17) AS s17
  WITH n13, s17 + 0.1 * size($p3.key) / reduce(l19 = 1000000, l18 IN [l18 IN split(n13.searchText, '\n') WHERE l18 STARTS WITH $p3.key OR s17 < 0.8 AND l18 CONTAINS $p3.key] | CASE WHEN size(l18) < l19 THEN size(l18) ELSE l19 END) AS s17
  WITH n13, s17 ORDER BY s17 DESC, n13.id LIMIT $p5
  WITH collect([n13, s17]) AS f15
  CALL (f15) {
    UNWIND CASE WHEN size(f15) < $p5 AND $p3.query <> '' THEN [$p3.query] ELSE [] END AS q21
    CALL db.index.fulltext.queryNodes('Node_searchPairs', q21, {limit: 200}) YIELD node AS n20
    WITH n20 WHERE NOT n20 IN [x23 IN f15 | x23[0]] AND any(label IN labels(n20) WHERE label IN $p4)
    WITH n20, toFloat(size([x23 IN $p3.pairs WHERE n20.searchText CONTAINS x23])) / size($p3.pairs) AS s22
    WHERE n20.searchText =~ $p3.mistaken OR $p3.mistaken IS NULL AND s22 >= 0.6
    WITH n20, 0.1 * toFloat(size($p3.key)) / size(n20.searchText) + 0.4 * CASE WHEN $p3.mistaken IS NULL THEN s22 ELSE 1 END AS s22
    ORDER BY s22 DESC, n20.id LIMIT $p5
    RETURN collect([n20, s22]) AS f16
  }
  UNWIND (f15 + f16)[..$p5] AS h14
  WITH h14[0] AS n13, h14[1] AS h14
  RETURN collect([h14, [name IN [n13.nameTh, n13.nameEn, n13.title] + coalesce(n13.abbreviations, []) + coalesce(n13.otherNames, []) WHERE name IS NOT NULL], CASE WHEN n13:Organization THEN [0, n13.id] WHEN n13:Name THEN [1, n13.id] WHEN n13:ChangeEvent THEN [2, n13.id] WHEN n13:Province THEN [3, n13.id] WHEN n13:Region THEN [4, n13.id] WHEN n13:AwardScheme THEN [5, n13.id] WHEN n13:AwardEdition THEN [6, n13.id] WHEN n13:AwardCategory THEN [7, n13.id] WHEN n13:Award THEN [8, n13.id] WHEN n13:Project THEN [9, n13.id] WHEN n13:Ceremony THEN [10, n13.id] WHEN n13:Person THEN [11, n13.id] WHEN n13:AwardClaim THEN [12, n13.id] WHEN n13:Document THEN [13, n13.id] WHEN n13:Statement THEN [14, n13.id] WHEN n13:Finding THEN [15, n13.id] WHEN n13:DatasetVersion THEN [16, n13.id] WHEN n13:FactChange THEN [17, n13.id] END]) AS c24
}
CALL () {
  MATCH (n25:AwardCategory) WHERE n25.id IS NOT NULL
  WITH n25 ORDER BY n25.id WHERE $p6 IN n25.otherNames
  WITH n25 LIMIT $p7
  CALL (n25) {
    MATCH (n25)<-[:ABOUT]-(n26)
    WITH n26 ORDER BY n26.id
    OPTIONAL MATCH (n26)-[:STATED_IN]->(n27)
    RETURN collect([n26.predicate, n26.object, CASE WHEN n27 IS NOT NULL THEN [n27.title, toString(n27.publishedOn)] END]) AS c28
  }
  RETURN collect([n25.id, n25.nameTh, coalesce(n25.otherNames, []), c28]) AS c29
}
RETURN c12 AS r0, c24 AS r1, c29 AS r2
