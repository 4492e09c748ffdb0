// Articles that mention a name
//
// Every article in which the name stands, newest first, also those that say nothing of it that could be read.
//
// $name: name                       who
// $limit: integer = 100             the most rows
//
// > published       when
// > outlet          by whom
// > title           of the article
// > times           how many times the name stands in it, pronouns that mean it included
// > claims          statements about the name in it
// > copies          other articles that are copies of the same report
// > url             its address
// > article         its id
MATCH (e:Entity {id: $name})
MATCH (m:Mention) WHERE m.key IN e.keys
WITH e, m.article AS id, sum(size(m.spans) / 2) AS times
MATCH (a:Article {id: id})
RETURN a.published AS published, a.outlet AS outlet, a.title AS title, times, COUNT {
        MATCH (c:Claim)-[:IN]->(a) WHERE c.subject_key IN e.keys OR c.object_key IN e.keys
    } AS claims, COUNT { MATCH (b:Article {origin: a.origin}) WHERE b <> a } AS copies, a.url AS url, a.id AS article
ORDER BY coalesce(published, '') DESC, article
LIMIT $limit
