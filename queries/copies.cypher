// Copies of one report
//
// Articles with the same story: they count as one report, however many outlets carry it.
//
// $limit: integer = 50              the most rows
//
// > articles        how many
// > title           of the first
// > outlets         who published them
// > first           when the first was published
// > last            when the last was
// > claims          statements in one of them
// > ids             of the articles, at most 20
MATCH (a:Article)
WITH a ORDER BY coalesce(a.published, '~'), a.id
WITH a.origin AS origin, collect(a) AS copies WHERE size(copies) > 1
UNWIND copies AS a
WITH origin, copies, copies[0] AS one, collect(DISTINCT a.outlet) AS outlets, min(a.published) AS first,
    max(a.published) AS last
RETURN size(copies) AS articles, one.title AS title, outlets, first, last, COUNT { (one)<-[:IN]-(:Claim) } AS claims,
    [b IN copies[..20] | b.id] AS ids
ORDER BY articles DESC, title, origin
LIMIT $limit
