// One name, two lives
//
// People of whom articles tell what cannot hold of one: births or deaths in two years, or in two places of which neither
// is said to be in the other. Two people of one full name are one entity until somebody looks; where the two stand
// under different keys, `triplewire identity not-same` parts them, else the claims of one of them can be struck.
//
// $name: name = any                 only this person
// $told: words = bornOn, bornIn, diedOn, diedIn   what holds of everybody once: dates and places
// $limit: integer = 50              the most rows
//
// > name            who
// > property        what is told twice
// > one             what some articles tell
// > other           what others tell
// > words           a sentence for the one
// > against         a sentence for the other
// > articles        where these two stand
// > keys            under which keys
// > id              of the entity
MATCH (f:Fact) WHERE f.property IN $told AND f.voice <> ''
    AND ($name IS NULL OR f.subject = $name)
MATCH (g:Fact) WHERE g.subject = f.subject AND g.property = f.property AND g.voice <> '' AND f.id < g.id
WITH f, g, [word IN split(replace(f.value, ',', ' '), ' ') WHERE word =~ '[12][0-9]{3}'] AS years,
    [word IN split(replace(g.value, ',', ' '), ' ') WHERE word =~ '[12][0-9]{3}'] AS others
OPTIONAL MATCH (p:Entity {id: f.object})
OPTIONAL MATCH (q:Entity {id: g.object})
WITH f, g, p, q, years, others
WHERE size(years) > 0 AND size(others) > 0 AND none(year IN years WHERE year IN others)
    OR p IS NOT NULL AND q IS NOT NULL AND p <> q AND NOT EXISTS { (p)--(q) }
MATCH (e:Entity {id: f.subject})
CALL (f) {
    MATCH (c:Claim)-[:SUPPORTS]->(f) MATCH (c)-[:IN]->(a:Article)
    WITH c, a ORDER BY c.confidence DESC, a.published, a.id, c.start
    RETURN collect(c.quote)[0] AS words, collect(a.id)[0] AS article, collect(c.subject_key)[0] AS key
}
CALL (g) {
    MATCH (c:Claim)-[:SUPPORTS]->(g) MATCH (c)-[:IN]->(a:Article)
    WITH c, a ORDER BY c.confidence DESC, a.published, a.id, c.start
    RETURN collect(c.quote)[0] AS against, collect(a.id)[0] AS elsewhere, collect(c.subject_key)[0] AS other_key
}
RETURN e.name AS name, f.property AS property, coalesce(p.name, f.value) AS one, coalesce(q.name, g.value) AS other,
    words, against, CASE WHEN article = elsewhere THEN [article] ELSE [article, elsewhere] END AS articles,
    CASE WHEN key = other_key THEN [key] ELSE [key, other_key] END AS keys, e.id AS id
ORDER BY name, property, one, other, id
LIMIT $limit
