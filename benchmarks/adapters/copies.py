"""Which report is which: the product's own comparison of reports, and the groups that it makes of a benchmark's."""

from collections.abc import Iterable, Iterator
from typing import Any

import networkx as nx

from graph.origins import Marked, Story, candidates, compared


def predictions(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The group of each story: its smallest id."""
    stories = {row["id"]: Story.of(row["text"], row["title"], row["date"]) for row in items}
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(stories)
    marked = [Marked(id_, story.day, story.marks) for id_, story in stories.items()]
    pairs = sorted(set(candidates(stories, marked)))
    graph.add_edges_from((one, two) for one, two in pairs if compared(stories[one], stories[two]).copies)
    for group in nx.connected_components(graph):
        for id_ in sorted(group):
            yield {"id": id_, "group": min(group)}


BENCHES = {"copies_reuters": predictions, "copies_synthetic": predictions}
