// Planned, but not confirmed
//
// What is planned (or possible, conditional, asked, commanded) and nowhere reported as done.
//
// $modality: planned|possible|conditional|asked|commanded = planned   how it is put
// $name: name = any                 only about this name
// $limit: integer = 50              the most rows
//
// > subject         of the plan
// > phrase          how the article puts it
// > object          of the plan; a value where it is no entity
// > speaker         who says so; empty where the article itself does
// > stance          says, promises, ...
// > words           the sentence
// > published       when the article was published
// > article         its id
// > denied          whether somebody denies it
// > fact            the id of the fact that it would be
MATCH (f:Fact)<-[:MENTIONS]-(c:Claim {modality: $modality})-[:IN]->(a:Article)
WHERE f.voice = '' AND ($name IS NULL OR f.subject = $name OR f.object = $name)
MATCH (s:Entity {id: f.subject})
OPTIONAL MATCH (o:Entity {id: f.object})
RETURN s.name AS subject, c.relation AS phrase, coalesce(o.name, f.value) AS object, coalesce(c.speaker, '') AS speaker,
    coalesce(c.stance, '') AS stance, c.quote AS words, a.published AS published, a.id AS article,
    f.disputed AS denied, f.id AS fact
ORDER BY coalesce(published, '') DESC, subject, phrase, object, article, c.start, c.id
LIMIT $limit
