// Denials and disputes
//
// Facts that somebody denies: by whom, in which words, and what stands against the denial.
//
// $name: name = any                 only facts about this name
// $limit: integer = 50              the most rows
//
// > subject         of the fact
// > phrase          how the articles put it
// > object          of the fact; a value where it is no entity
// > standing        disputed: others assert it; denied: nobody does
// > denied_by       who denies it; the outlet where the article itself does
// > denial          the sentence of the denial
// > asserted        the sentence that stands for the fact; empty where nobody asserts it
// > published       when the denial was published
// > article         in which article, by id
// > fact            the id of the fact
MATCH (f:Fact)<-[:OPPOSES]-(c:Claim)-[:IN]->(a:Article)
WHERE $name IS NULL OR f.subject = $name OR f.object = $name
MATCH (s:Entity {id: f.subject})
OPTIONAL MATCH (o:Entity {id: f.object})
RETURN s.name AS subject, f.phrase AS phrase, coalesce(o.name, f.value) AS object,
    CASE f.voice WHEN '' THEN 'denied' ELSE 'disputed' END AS standing,
    CASE WHEN c.stance IS NULL THEN coalesce(a.outlet, '') ELSE coalesce(c.speaker, '') END AS denied_by,
    c.quote AS denial, CASE f.voice WHEN '' THEN '' ELSE f.quote END AS asserted, a.published AS published,
    a.id AS article, f.id AS fact
ORDER BY subject, phrase, object, published, article, c.start, c.id
LIMIT $limit
