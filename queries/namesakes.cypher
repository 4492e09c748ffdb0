// Namesakes
//
// Names that several entities bear: different people or things, or one that articles do not let us join.
//
// $limit: integer = 50              the most rows
//
// > name            in lower case
// > entities        how many bear it
// > types           their classes
// > ids             their ids
// > keys            their keys
MATCH (e:Entity)
WITH toLower(e.name) AS name, e ORDER BY e.id
WITH name, collect(e) AS bearers WHERE size(bearers) > 1
RETURN name, size(bearers) AS entities, [e IN bearers | e.type] AS types, [e IN bearers | e.id] AS ids,
    [e IN bearers | e.keys] AS keys
ORDER BY entities DESC, name
LIMIT $limit
