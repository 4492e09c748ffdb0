// Money flows
//
// Who gives money to whom, or takes it: payments, loans, funding, investments, takeovers, fines. The sums stand in the words.
//
// $name: name = any                 only from or to this name
// $properties: words = paid, funds, lentTo, investsIn, acquired, fined    properties of the ontology that move money
// $voice: outlet|attributed = any   only what articles say themselves, or only what their sources say
// $limit: integer = 50              the most rows
//
// > payer           from whom
// > property        which property of the ontology
// > phrase          how the articles put it
// > payee           to whom, or for whom
// > belief          the probability that we read it right
// > voice           outlet: an article says so itself; attributed: only sources that it cites
// > disputed        whether somebody denies it
// > reports         independent reports of it
// > valid           the days on which it happened, where the text gives them
// > words           the sentence that stands for it
// > fact            its id
MATCH (f:Fact)
WHERE f.drawn AND f.property IN $properties AND ($name IS NULL OR f.subject = $name OR f.object = $name)
    AND ($voice IS NULL OR f.voice = $voice)
WITH f ORDER BY f.belief DESC, f.id LIMIT $limit
MATCH (s:Entity {id: f.subject}) MATCH (o:Entity {id: f.object})
RETURN s.name AS payer, f.property AS property, f.phrase AS phrase, o.name AS payee, f.belief AS belief,
    f.voice AS voice, f.disputed AS disputed, f.origins AS reports, f.valid AS valid, f.quote AS words, f.id AS fact
ORDER BY belief DESC, fact
