// All that is said of two names together
//
// Every statement with one name at either end, asserted, denied or planned: the words behind an edge, or behind its lack.
//
// $name: name                       the one
// $other: name                      the other
// $limit: integer = 100             the most rows
//
// > effect          supports, opposes (a denial), mentions (planned, possible, asked, ...)
// > subject         of the statement
// > phrase          how the article puts it
// > object          of the statement
// > speaker         who says so; empty where the article itself does
// > stance          says, alleges, denies, ...
// > polarity        negative: that it is not so
// > modality        asserted, planned, possible, ...
// > words           the sentence
// > published       when the article was published
// > article         its id
// > start           where the sentence begins in it
// > end             where it ends
MATCH (f:Fact)
WHERE (f.subject = $name AND f.object = $other) OR (f.subject = $other AND f.object = $name)
MATCH (f)<-[link:SUPPORTS|OPPOSES|MENTIONS]-(c:Claim)-[:IN]->(a:Article)
MATCH (s:Entity {id: f.subject}) MATCH (o:Entity {id: f.object})
RETURN toLower(type(link)) AS effect, s.name AS subject, c.relation AS phrase, o.name AS object,
    coalesce(c.speaker, '') AS speaker, coalesce(c.stance, '') AS stance, c.polarity AS polarity,
    c.modality AS modality, c.quote AS words, a.published AS published, a.id AS article, c.start AS start, c.end AS end
ORDER BY coalesce(published, '') DESC, article, start, c.id
LIMIT $limit
