// Hubs
//
// The entities with most neighbours: who is in the middle of things, and whom everybody has to do with.
//
// $label: text = any                only entities of this class of the ontology, as in Person
// $limit: integer = 25              the most rows
//
// > name            of the entity
// > type            its class
// > neighbours      entities that it has an edge with
// > edges           edges, several to one neighbour included
// > articles        articles that name it
// > id              its id
MATCH (e:Entity) WHERE $label IS NULL OR $label IN labels(e)
WITH e, COUNT { (e)--() } AS edges WHERE edges > 0
ORDER BY edges DESC, e.id LIMIT $limit * 4
WITH e, edges, COUNT { MATCH (e)--(o) RETURN DISTINCT o } AS neighbours
RETURN e.name AS name, e.type AS type, neighbours, edges,
    COUNT { MATCH (m:Mention) WHERE m.key IN e.keys RETURN DISTINCT m.article } AS articles, e.id AS id
ORDER BY neighbours DESC, edges DESC, name, id
LIMIT $limit
