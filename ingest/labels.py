"""Sources named by layout: "Acme paid the general: minister", "Minister: Acme paid the general", a dash and a name.

Only a paragraph without a full stop is read so, a headline or a caption; and a transcript's "ROE: We paid him.", whose
label is in capitals.
"""

from ingest.quotations import Quotation
from ingest.reporting import REPORTING
from ingest.tree import NOUNS, PEOPLE, QUOTES, Tree

LONGEST = 4  # words of a label
DASHES = frozenset({"―", "—"})
NO_SOURCE = frozenset({"Date", "Time", "Money", "Percent", "Quantity", "Number", "Place", "City", "Country", "Region"})


def label_of(tree: Tree) -> tuple[int, int, Quotation] | None:
    """The mark, the head of the source beside it, and what is said; None where the paragraph has no label."""
    end = len(tree)
    if end < 4:
        return None
    ends = tree.words[end - 1] in {".", "!", "?"}
    start = 1 if tree.words[0] in QUOTES else 0  # a transcript in quotation marks
    for i in range(start + 1, end - 1):
        if tree.words[i] == ":":
            if not ends and end - 1 - i <= LONGEST and _names(tree, i + 1, end):
                return i, _head(tree, i + 1, end), Quotation(0, i)
            shouted = tree.words[start].isupper()
            named = _names(tree, start, i) or (start == 1 and shouted and i == start + 1)
            person = tree.kinds[_head(tree, start, i)] in PEOPLE
            if i - start <= LONGEST and named and (shouted or person or not ends):
                return i, _head(tree, start, i), Quotation(i + 1, end)
        elif tree.words[i] in DASHES and end - 1 - i <= LONGEST and ends is False and _names(tree, i + 1, end):
            return i, _head(tree, i + 1, end), Quotation(0, i)
    return None


def signature_of(tree: Tree) -> int | None:
    """The head of the name that a paragraph opens with behind a dash, and who so signs the quotation before it."""
    if len(tree) < 2 or tree.words[0] not in DASHES or not tree.named(1):
        return None
    start, end = tree.names[1]
    alone = end == len(tree) or tree.words[end] in {".", *QUOTES}
    return _head(tree, start, end) if start == 1 and alone and _names(tree, start, end) else None


def _names(tree: Tree, start: int, end: int) -> bool:
    """Whether these words name who could speak."""
    if any(tree.pos[i] not in {*NOUNS, "ADJ", "DET", "PART", "ADP"} for i in range(start, end)):
        return False
    head = _head(tree, start, end)
    person = (
        tree.kinds[head] in {"Person", "Agent", "Organization", "PERSON", "ORG"}
        or tree.lemmas[head] in REPORTING.guards["speakers"]
    )
    return person and tree.kinds[head] not in NO_SOURCE


def _head(tree: Tree, start: int, end: int) -> int:
    """The word whose head stands outside, the last one where there are several."""
    return max(
        (i for i in range(start, end) if not start <= tree.heads[i] < end or tree.heads[i] == i), default=end - 1
    )
