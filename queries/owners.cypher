// Owners and what they own, step by step
//
// Chains of ownership up and down from a name, shortest first.
//
// $name: name                                         from whom
// $down: relations = owns, acquired, hasSubsidiary    properties from the owner to what it owns
// $up: relations = subsidiaryOf                       properties from what is owned to its owner
// $direction: both|up|down = both                     up: to owners; down: to what is owned
// $steps: integer = 4                                 the most steps, up to 6
// $limit: integer = 50                                the most rows
//
// > direction       up or down
// > steps           how many
// > chain           the names, from the owner down
// > belief          the probability that all steps are read right
// > disputed        whether somebody denies one of them
// > voices          of each step: outlet or attributed
// > words           the sentence of each step, from the name on
// > facts           the ids of the steps
MATCH p = (:Entity {id: $name})-[rs*1..6]-(:Entity)
WHERE all(r IN rs WHERE type(r) IN $down OR type(r) IN $up) AND size(rs) <= $steps
WITH rs, nodes(p) AS ns
WITH rs, ns, [i IN range(0, size(rs) - 1) |
    CASE WHEN (startNode(rs[i]) = ns[i]) = (type(rs[i]) IN $down) THEN 'down' ELSE 'up' END] AS ways
WHERE all(way IN ways WHERE way = ways[0]) AND $direction IN ['both', ways[0]]
WITH rs, ways[0] AS direction, CASE ways[0] WHEN 'down' THEN ns ELSE reverse(ns) END AS ns
RETURN direction, size(rs) AS steps, reduce(text = ns[0].name, n IN tail(ns) | text + ' > ' + n.name) AS chain,
    reduce(product = 1.0, r IN rs | product * r.belief) AS belief, any(r IN rs WHERE r.disputed) AS disputed,
    [r IN rs | r.voice] AS voices, [r IN rs | r.quote] AS words, [r IN rs | r.id] AS facts
ORDER BY direction, steps, belief DESC, chain, facts
LIMIT $limit
