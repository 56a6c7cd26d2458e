CALL () {
  CALL () {
    MATCH (n1:Node) WHERE n1.searchText CONTAINS $p0.whole AND any(label IN labels(n1) WHERE label IN $p1)
    WITH n1 LIMIT 500
    RETURN n1, 0.9 AS s6
    UNION ALL
    MATCH (n1:Node) WHERE n1.searchText CONTAINS $p0.start AND any(label IN labels(n1) WHERE label IN $p1)
    WITH n1 LIMIT 500
    RETURN n1, 0.8 AS s6
    UNION ALL
    MATCH (n1:Node) WHERE n1.searchText CONTAINS $p0.inside AND any(label IN labels(n1) WHERE label IN $p1)
    WITH n1 LIMIT 500
    RETURN n1, 0.6 AS s6
  }
  WITH n1, max(s6) AS s6
  WITH n1, s6 + 0.1 * size($p0.key) / reduce(l8 = 1000000, l7 IN [l7 IN split(n1.searchText, '\n') WHERE l7 STARTS WITH $p0.key OR s6 < 0.8 AND l7 CONTAINS $p0.key] | CASE WHEN size(l7) < l8 THEN size(l7) ELSE l8 END) AS s6
  WITH n1, s6 ORDER BY s6 DESC, n1.id LIMIT $p2
  WITH collect([n1, s6]) AS f4
  CALL (f4) {
    UNWIND CASE WHEN size(f4) < $p2 AND $p0.query <> '' THEN [$p0.query] ELSE [] END AS q10
    CALL db.index.fulltext.queryNodes('Node_searchPairs', q10, {limit: 200}) YIELD node AS n9
    WITH n9 WHERE NOT n9 IN [x12 IN f4 | x12[0]] AND any(label IN labels(n9) WHERE label IN $p1)
    WITH n9, toFloat(size([x12 IN $p0.pairs WHERE n9.searchText CONTAINS x12])) / size($p0.pairs) AS s11
    WHERE n9.searchText =~ $p0.mistaken OR $p0.mistaken IS NULL AND s11 >= 0.6
    WITH n9, 0.1 * toFloat(size($p0.key)) / size(n9.searchText) + 0.4 * CASE WHEN $p0.mistaken IS NULL THEN s11 ELSE 1 END AS s11
    ORDER BY s11 DESC, n9.id LIMIT $p2
    RETURN collect([n9, s11]) AS f5
  }
  UNWIND (f4 + f5)[..$p2] AS h2
  WITH h2[0] AS n1, h2[1] AS h2
  OPTIONAL MATCH (n1)-[:PART_OF]->(n3)
  RETURN collect([h2, [name IN [n1.nameTh, n1.nameEn, n1.title] + coalesce(n1.abbreviations, []) + coalesce(n1.otherNames, []) WHERE name IS NOT NULL], CASE WHEN n1:Organization THEN [0, n1.id, CASE WHEN n3 IS NOT NULL THEN [n3.nameTh] END] WHEN n1:Name THEN [1, n1.id] WHEN n1:ChangeEvent THEN [2, n1.id] WHEN n1:Province THEN [3, n1.id] WHEN n1:Region THEN [4, n1.id] WHEN n1:AwardScheme THEN [5, n1.id] WHEN n1:AwardEdition THEN [6, n1.id] WHEN n1:AwardCategory THEN [7, n1.id] WHEN n1:Award THEN [8, n1.id] WHEN n1:Project THEN [9, n1.id] WHEN n1:Ceremony THEN [10, n1.id] WHEN n1:Person THEN [11, n1.id] WHEN n1:AwardClaim THEN [12, n1.id] WHEN n1:Document THEN [13, n1.id] WHEN n1:Statement THEN [14, n1.id] WHEN n1:Finding THEN [15, n1.id] WHEN n1:DatasetVersion THEN [16, n1.id] WHEN n1:FactChange THEN [17, n1.id] END]) AS c13
}
RETURN c13 AS r0
