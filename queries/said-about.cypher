// Who says what about a name
//
// The statements that sources make about the name, denials included. What articles say themselves is not among them.
//
// $name: name                       about whom
// $limit: integer = 50              the most rows
//
// > speaker         who says so
// > stance          says, alleges, denies, confirms, ...
// > subject         of the statement, in its words
// > relation        likewise
// > object          likewise
// > polarity        negative: that it is not so
// > modality        asserted, planned, possible, ...
// > words           the sentence
// > published       when the article was published
// > title           of the article
// > article         its id
// > start           where the sentence begins in it
// > end             where it ends
MATCH (e:Entity {id: $name})
MATCH (c:Claim)-[:IN]->(a:Article)
WHERE (c.subject_key IN e.keys OR c.object_key IN e.keys) AND c.stance IS NOT NULL
    AND coalesce(c.verdict, '') <> 'reject' AND c.retracted IS NULL
RETURN coalesce(c.speaker, '') AS speaker, c.stance AS stance, c.subject AS subject, c.relation AS relation,
    c.object AS object, c.polarity AS polarity, c.modality AS modality, c.quote AS words, a.published AS published,
    a.title AS title, a.id AS article, c.start AS start, c.end AS end
ORDER BY speaker, published, article, start, c.id
LIMIT $limit
