// Sources by what they say
//
// Who is cited, how often, in how many articles, and with which stance: whose word the graph rests on.
//
// $limit: integer = 50              the most rows
//
// > source          who is cited; empty where the article does not say who
// > key             who is meant, empty where it is not known
// > claims          statements
// > articles        articles that cite the source
// > reports         independent reports among them
// > alleges         statements that it alleges
// > denies          statements that it denies
MATCH (c:Claim)-[:IN]->(a:Article)
WHERE c.stance IS NOT NULL AND coalesce(c.verdict, '') <> 'reject' AND c.retracted IS NULL
WITH coalesce(c.speaker_key, '') AS key, CASE coalesce(c.speaker_key, '') WHEN '' THEN coalesce(c.speaker, '') END AS phrase,
    min(coalesce(c.speaker, '')) AS source, count(c) AS claims, count(DISTINCT a) AS articles,
    count(DISTINCT a.origin) AS reports, sum(toInteger(c.stance = 'alleges')) AS alleges,
    sum(toInteger(c.stance = 'denies')) AS denies
RETURN source, key, claims, articles, reports, alleges, denies
ORDER BY claims DESC, articles DESC, source, key
LIMIT $limit
