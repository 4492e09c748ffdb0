// What a name says
//
// The statements that are put in the mouth of the name, its denials included, newest first.
//
// $name: name                       who speaks
// $limit: integer = 50              the most rows
//
// > published       when the article was published
// > stance          says, alleges, denies, confirms, ...
// > subject         of the statement, in its words
// > relation        likewise
// > object          likewise
// > polarity        negative: that it is not so
// > modality        asserted, planned, possible, ...
// > words           the sentence
// > title           of the article
// > article         its id
// > start           where the sentence begins in it
// > end             where it ends
MATCH (e:Entity {id: $name})
MATCH (c:Claim)-[:IN]->(a:Article)
WHERE c.speaker_key IN e.keys AND coalesce(c.verdict, '') <> 'reject' AND c.retracted IS NULL
RETURN a.published AS published, c.stance AS stance, c.subject AS subject, c.relation AS relation,
    c.object AS object, c.polarity AS polarity, c.modality AS modality, c.quote AS words, a.title AS title,
    a.id AS article, c.start AS start, c.end AS end
ORDER BY coalesce(published, '') DESC, article, start, c.id
LIMIT $limit
