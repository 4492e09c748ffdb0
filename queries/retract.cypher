// What would fall if an article were retracted
//
// The facts that an article supports: those that only it supports would fall, the others would have fewer reports.
//
// $article: article                 its id or address
// $copies: boolean = false          as if all copies of the same report were retracted with it
// $limit: integer = 200             the most rows
//
// > outcome         falls: nothing else supports it; weaker: independent reports are lost; stands: only a copy is lost
// > subject         of the fact
// > phrase          how the articles put it
// > object          of the fact; a value where it is no entity
// > belief          the probability that we read it right, as it is
// > reports         independent reports of it, as it is
// > left            independent reports of it that would be left
// > words           the sentence in this article
// > fact            its id
MATCH (a:Article {id: $article})
MATCH (gone:Article {origin: a.origin}) WHERE gone = a OR $copies
WITH a, collect(gone) AS all_gone
MATCH (a)<-[:IN]-(c:Claim)-[:SUPPORTS]->(f:Fact)
WITH all_gone, f, c ORDER BY c.confidence DESC, c.start, c.id
WITH all_gone, f, collect(c.quote)[0] AS words
WITH f, words, COUNT {
    MATCH (f)<-[:SUPPORTS]-(:Claim)-[:IN]->(b:Article) WHERE NOT b IN all_gone RETURN DISTINCT b.origin
} AS left
MATCH (s:Entity {id: f.subject})
OPTIONAL MATCH (o:Entity {id: f.object})
RETURN CASE WHEN left = 0 THEN 'falls' WHEN left < f.origins THEN 'weaker' ELSE 'stands' END AS outcome,
    s.name AS subject, f.phrase AS phrase, coalesce(o.name, f.value) AS object, f.belief AS belief,
    f.origins AS reports, left, words, f.id AS fact
ORDER BY left, subject, phrase, object, fact
LIMIT $limit
