// Facts that rest on one report
//
// Edges with a single independent report behind them, however many copies of it there are; the surest read first.
//
// $name: name = any                 only facts about this name
// $limit: integer = 50              the most rows
//
// > subject         of the fact
// > phrase          how the report puts it
// > object          of the fact
// > belief          the probability that we read it right
// > voice           outlet: the report says so itself; attributed: only a source that it cites
// > copies          articles that carry the report
// > outlets         who published them
// > words           the sentence
// > fact            its id
MATCH (f:Fact) WHERE f.drawn AND f.origins = 1 AND ($name IS NULL OR f.subject = $name OR f.object = $name)
WITH f ORDER BY f.belief DESC, f.id LIMIT $limit
MATCH (s:Entity {id: f.subject}) MATCH (o:Entity {id: f.object})
RETURN s.name AS subject, f.phrase AS phrase, o.name AS object, f.belief AS belief, f.voice AS voice,
    f.articles AS copies, COLLECT {
        MATCH (f)<-[:SUPPORTS]-(:Claim)-[:IN]->(a:Article) WHERE a.outlet <> ''
        RETURN DISTINCT a.outlet AS outlet ORDER BY outlet LIMIT 10
    } AS outlets, f.quote AS words, f.id AS fact
ORDER BY belief DESC, subject, phrase, object, fact
