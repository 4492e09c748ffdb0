// Who is connected to a name
//
// All edges of the name, whichever way round, the best believed first, each with the words that stand for it.
//
// $name: name                       whose edges
// $voice: outlet|attributed = any   only what articles say themselves, or only what their sources say
// $least: number = 0                the least belief, 0 to 1
// $limit: integer = 50              the most rows
//
// > subject         who
// > relation        the kind of edge
// > phrase          how the articles put it
// > object          whom
// > belief          the probability that we read it right
// > voice           outlet: an article says so itself; attributed: only sources that it cites
// > disputed        whether somebody denies it
// > reports         independent reports of it
// > last_reported   the newest of them
// > words           the sentence that stands for it
// > fact            its id
MATCH (e:Entity {id: $name})-[r]-(:Entity)
WHERE r.belief >= $least AND ($voice IS NULL OR r.voice = $voice)
RETURN startNode(r).name AS subject, type(r) AS relation, r.phrase AS phrase, endNode(r).name AS object,
    r.belief AS belief, r.voice AS voice, r.disputed AS disputed, r.origins AS reports,
    r.last_reported AS last_reported, r.quote AS words, r.id AS fact
ORDER BY belief DESC, reports DESC, subject, relation, object, fact
LIMIT $limit
