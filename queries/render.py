"""Answers for people: trees with the words under each fact, tables, and what is left out.

    display(console(stdout), connect(store, "A", "B"), ontology)

What comes out of articles is text and nothing else: no markup of ours is read in it, and what a terminal could obey is
written out. Colour only helps: without a terminal there is none, and nothing is said by colour alone. Lines are folded
at the width of the terminal, never cut. For programs: queries/formats.py.
"""

from collections.abc import Iterable, Iterator
from typing import IO

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text
from rich.tree import Tree

from ontology.model import Entity
from ontology.schema import Ontology
from queries.connect import Connections, Hop, Path, Possible
from queries.evidence import Evidence, Statement
from queries.flat import Answer, label, notes
from queries.formats import text
from queries.header import Query
from queries.plain import one_line
from queries.possibly import Step
from queries.show import About, Group
from queries.table import Table

PLAIN_WIDTH = 120  # where no terminal says how wide it is
FAIR = 28  # characters; a column that has no room for so many of its own is too narrow to read


def console(stream: IO[str], width: int | None = None) -> Console:
    """A console that takes what it prints for plain text. Colour where `stream` is a terminal, but for NO_COLOR."""
    made = Console(file=stream, width=width, markup=False, emoji=False, highlight=False)
    if width is None and not made.is_terminal:
        made.width = PLAIN_WIDTH
    return made


def display(out: Console, answer: Answer, ontology: Ontology) -> None:
    """Prints an answer, and below it what it leaves out."""
    if isinstance(answer, Table):
        _table(out, answer)
    elif isinstance(answer, Connections):
        _connections(out, answer, ontology)
    elif isinstance(answer, About):
        _about(out, answer, ontology)
    else:
        _catalogue(out, answer)
    for note in notes(answer):
        out.print(_plain(note, "dim"))


def _plain(words: str, style: str = "") -> Text:
    return Text(one_line(words), style=style, overflow="fold")


# --- paths


def _connections(out: Console, found: Connections, ontology: Ontology) -> None:
    hops = f"{found.most_hops} hop{'s' if found.most_hops > 1 else ''}"
    if not found.paths:
        out.print(_line(_entity(found.left), " and ", _entity(found.right), f": no asserted path of up to {hops}."))
        reach = (
            f"{found.left_reach:,} entities around the one and {found.right_reach:,} around the other were looked at."
        )
        out.print(_plain(reach))
    for number, path in enumerate(found.paths, 1):
        out.print(_path(number, path, ontology))
        out.print()
    if found.otherwise:
        out.print(
            _plain("But, without standing as a fact:" if not found.paths else "Also, without standing as a fact:")
        )
        for link in found.otherwise:
            out.print(_fact(link.fact, ontology))
        out.print()
    if found.possibly:
        out.print(_plain("Possibly, if two names are one, which nobody has decided:"))
        for possible in found.possibly:
            out.print(_possible(possible, ontology))
        out.print()


def _path(number: int, path: Path, ontology: Ontology) -> Tree:
    hops = f"{len(path.hops)} hop{'s' if len(path.hops) > 1 else ''}"
    names = " - ".join(name.name for name in path.nodes)
    tree = Tree(_line(Text(f"{number}. ", style="bold"), Text(one_line(names), style="bold"), f"  ({hops})"))
    for hop in path.hops:
        _hop(hop, ontology, tree)
    return tree


def _possible(possible: Possible, ontology: Ontology) -> Tree:
    """A way by two entities that may be one. Its head names only these: whatever it may lead to is no path yet."""
    step, decision = possible.step, possible.step.decision
    tree = Tree(_may_be(step))
    measures = (decision.by, f"score {decision.score:.2f}" if decision.score is not None else "", decision.why)
    tree.add(_plain(" · ".join(part for part in measures if part), "dim"))
    tree.add(_plain(f"{decision.left} and {decision.right}: `triplewire identity same` or `not-same` decides", "dim"))
    for hop in (*possible.before, *possible.after):
        _hop(hop, ontology, tree)
    return tree


def _may_be(step: Step) -> Text:
    head = Text("[possibly] ", style="yellow", overflow="fold")
    head.append(one_line(step.source.name), style="bold")
    head.append(" —may be— ", style="yellow")
    head.append(one_line(step.target.name), style="bold")
    return head


def _hop(hop: Hop, ontology: Ontology, tree: Tree) -> None:
    for fact in (*hop.facts, *hop.beside):
        _fact(fact, ontology, hop.source.id, tree)
    more = hop.count + hop.beside_count - len(hop.facts) - len(hop.beside)
    if more:
        tree.add(_plain(f"and {more:,} more facts between these two", "dim"))


# --- facts


def _fact(fact: Statement, ontology: Ontology, first: str = "", under: Tree | None = None) -> Tree:
    """A fact with its words. The entity of id `first`, if at either end, is named first; the arrow keeps its way."""
    forward = fact.object is None or fact.object.id != first
    near, far = fact.subject.name, fact.object.name if fact.object else fact.value
    ends = (near, far) if forward else (far, near)
    arrow = _arrow(fact, ontology, forward)
    # First how it stands: a label as "acquired" must not be read as done where it is planned.
    head = Text(f"[{fact.standing}] " if fact.standing != "asserted" else "", style="yellow", overflow="fold")
    head.append(one_line(ends[0]), style="bold")
    head.append(arrow, style="cyan")
    head.append(one_line(ends[1]), style="bold")
    if fact.disputed and fact.voice:
        head.append("  [disputed]", style="red")
    tree = under.add(head) if under is not None else Tree(head)
    tree.add(_plain(" · ".join(part for part in _measures(fact) if part), "dim"))
    for claims, all_, word, style in (
        (fact.supports, fact.supporting, "", ""),
        (fact.opposes, fact.opposing, "against: ", "red"),
        (fact.mentions, fact.mentioning, "", "yellow"),
    ):
        for claim in claims:
            _claim(tree, claim, word, style)
        if all_ > len(claims):
            tree.add(_plain(f"{word}and {all_ - len(claims):,} more", "dim"))
    return tree


def _arrow(fact: Statement, ontology: Ontology, forward: bool) -> str:
    said, known = one_line(label(ontology, fact)), ontology.properties.get(fact.property)
    if known is not None and known.symmetric:
        return f" —{said}— "
    return f" —{said}→ " if forward else f" ←{said}— "


def _measures(fact: Statement) -> Iterator[str]:
    if fact.voice:
        yield f"belief {fact.belief:.2f}"
        yield "said by the outlet" if fact.voice == "outlet" else "said by sources"
        yield f"{fact.origins} report{'s' if fact.origins != 1 else ''}"
    dates = [date[:10] for date in (fact.first_reported, fact.last_reported) if date]
    yield f"reported {' to '.join(dict.fromkeys(dates))}" if dates else ""
    yield from map(_span, fact.valid)
    yield f"denied by {', '.join(fact.disputed_by)}" if fact.disputed_by else ""


def _span(interval: str) -> str:
    since, _, until = interval.partition("/")
    if since and until:  # not "until": that it ended then, nobody need have said
        return f"on {since}" if since == until else f"for {since} to {until}"
    return " ".join(part for part in (since and f"from {since}", until and f"until {until}") if part)


def _claim(tree: Tree, claim: Evidence, word: str, style: str) -> None:
    says = f"{claim.speaker} ({claim.stance}): " if claim.stance else ""
    how = f"{claim.modality}: " if claim.modality != "asserted" else ""
    node = tree.add(_line(Text(word + how + one_line(says), style=style), Text(f"“{one_line(claim.quote)}”")))
    when = f"when: {claim.when}" if claim.when else ""
    url = claim.url if claim.url != claim.article else ""  # the spot begins with it
    place = (claim.title or claim.article, claim.outlet, (claim.published or "")[:10], url)
    spot = f"{claim.article}:{claim.start}-{claim.end}"
    confirmed = "confirmed by a person" if claim.verdict == "accept" else ""
    parts = (*dict.fromkeys(place), spot, when, f"claim {claim.claim}", confirmed)
    node.add(_plain(" · ".join(part for part in parts if part), "dim"))


# --- an entity


def _about(out: Console, about: About, ontology: Ontology) -> None:
    entity = about.entity
    out.print(_entity(entity))
    out.print(_plain(f"id {entity.id} · {' · '.join(entity.keys)}", "dim"))
    if entity.aliases:
        out.print(_plain(f"also called {', '.join(entity.aliases)}"))
    if entity.described:
        out.print(_plain("described in the articles, not named"))
    for words, ids in (("on the list", entity.listed), ("perhaps on the list", entity.listed_unsure)):
        if ids:
            out.print(_plain(f"{words} {', '.join(ids)}", "bold"))
    _groups(out, "Facts", about.asserted + about.literal, about, ontology)
    _groups(out, "Not asserted, or not read surely enough", about.open, about, ontology)
    _claims(out, f"Also said ({about.said_count:,})", about.said)
    _claims(out, f"Struck out by a person ({about.struck_count:,})", about.struck)
    tree = Tree(_plain(f"Articles that name it ({about.article_count:,})", "bold"))
    for article in about.articles:
        times = f"{article.times} time{'s' if article.times != 1 else ''}"
        parts = ((article.published or "")[:10], article.title or article.article, article.outlet, times)
        tree.add(_plain(" · ".join(part for part in parts if part)))
    _section(out, tree)


def _claims(out: Console, title: str, claims: Iterable[Evidence]) -> None:
    tree = Tree(_plain(title, "bold"))
    for claim in claims:
        not_ = "not: " if claim.polarity == "negative" else ""
        words = f"{not_}{claim.subject} | {claim.relation} | {claim.object}"
        _claim(tree.add(_plain(words, "bold")), claim, "", "")
    if tree.children:
        _section(out, tree)


def _groups(out: Console, title: str, groups: Iterable[Group], about: About, ontology: Ontology) -> None:
    tree = Tree(_plain(title, "bold"))
    for group in groups:
        for fact in group.facts:
            known = ontology.properties.get(fact.property)
            first = about.entity.id if known is not None and known.symmetric else ""
            _fact(fact, ontology, first, tree)
        if group.count > len(group.facts):
            tree.add(_plain(f"and {group.count - len(group.facts):,} more of {group.property}", "dim"))
    if tree.children:
        _section(out, tree)


def _section(out: Console, tree: Tree) -> None:
    out.print()
    out.print(tree)


def _entity(entity: Entity) -> Text:
    return _line(Text(one_line(entity.name), style="bold"), f" ({entity.type})" if entity.type else "")


def _line(*parts: Text | str) -> Text:
    made = Text(overflow="fold")
    for part in parts:
        made.append(part) if isinstance(part, str) else made.append_text(part)
    return made


# --- tables


def _table(out: Console, answer: Table) -> None:
    if not answer.rows:
        out.print(_plain("Nothing."))
        return
    cells = [[one_line(text(value)) for value in row] for row in answer.rows]
    widths = [
        max(map(cell_len, (column, *(row[place] for row in cells)))) for place, column in enumerate(answer.columns)
    ]
    if sum(min(width, FAIR) + 3 for width in widths) + 1 > out.width:
        _records(out, answer, cells)
        return
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False)
    for place, column in enumerate(answer.columns):
        number = all(isinstance(row[place], int | float) for row in answer.rows)
        grid.add_column(_plain(column), justify="right" if number else "left", overflow="fold")
    for row in cells:
        grid.add_row(*(Text(cell, overflow="fold") for cell in row))
    out.print(grid)


def _records(out: Console, answer: Table, cells: list[list[str]]) -> None:
    """Rows that are too wide for a table: the short cells in a line, each long one in a line of its own."""
    for number, row in enumerate(cells, 1):
        filled = [(column, cell) for column, cell in zip(answer.columns, row, strict=True) if cell]
        short = [pair for pair in filled if cell_len(pair[1]) <= FAIR]
        long = [[pair] for pair in filled if pair not in short]
        made = Grid.grid(padding=(0, 1))
        made.add_column(style="bold")
        made.add_column(overflow="fold")
        for place, group in enumerate([short, *long] if short else long):
            line = Text(overflow="fold")
            for column, cell in group:
                line.append(" · " if line else "", style="dim")
                line.append(f"{one_line(column)}: ", style="dim")
                line.append(cell)
            made.add_row("" if place else f"{number}.", line)
        out.print(made)
    out.print()


def _catalogue(out: Console, queries: tuple[Query, ...]) -> None:
    for query in queries:
        out.print(_line(Text(query.name, style="bold"), f"  {query.title}"))
        out.print(Padding(_plain(query.description), (0, 0, 0, 3), expand=False))
        grid = Grid.grid(padding=(0, 2))
        for parameter in query.parameters:
            takes = " | ".join(parameter.choices) or parameter.type
            default = "" if parameter.required else f"= {parameter.default}"
            words = (f"--{parameter.name}", takes, default, parameter.description)
            grid.add_row(*(Text(word, overflow="fold") for word in words))
        out.print(Padding(grid, (0, 0, 1, 3), expand=False))
