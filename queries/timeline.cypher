// Timeline of a name
//
// What is said of the name in the order in which it happened; where the text gives no date, in that of the reports.
//
// $name: name                       whose
// $from: date = any                 not before this day, month or year
// $until: date = any                not after it
// $limit: integer = 100             the most rows
//
// > date            first day
// > to              last day, where the text gives one
// > basis           stated: the text gives the date; reported: it is that of the article
// > subject         of the statement
// > phrase          how the article puts it
// > object          of the statement
// > effect          supports, opposes (a denial), mentions (planned, possible, asked, ...)
// > modality        asserted, planned, possible, ...
// > speaker         who says so; empty where the article itself does
// > words           the sentence
// > article         the id of the article
MATCH (f:Fact) WHERE f.subject = $name OR f.object = $name
MATCH (f)<-[link:SUPPORTS|OPPOSES|MENTIONS]-(c:Claim)-[:IN]->(a:Article)
WITH f, link, c, a, coalesce(c.when_from, c.when_to) AS stated
WITH f, link, c, a, stated, coalesce(stated, a.published) AS date
WHERE date IS NOT NULL AND ($from IS NULL OR date >= $from) AND ($until IS NULL OR left(date, size($until)) <= $until)
MATCH (s:Entity {id: f.subject})
OPTIONAL MATCH (o:Entity {id: f.object})
RETURN date, CASE WHEN stated IS NULL THEN null ELSE c.when_to END AS to,
    CASE WHEN stated IS NULL THEN 'reported' ELSE 'stated' END AS basis, s.name AS subject, c.relation AS phrase,
    coalesce(o.name, f.value) AS object, toLower(type(link)) AS effect, c.modality AS modality,
    coalesce(c.speaker, '') AS speaker, c.quote AS words, a.id AS article
ORDER BY date, article, c.start, c.id
LIMIT $limit
