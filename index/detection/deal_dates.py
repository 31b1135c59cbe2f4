"""Tells when a deal was or will be agreed or completed: which of a sentence's dates are the deal's own.

    date -> its clause -> the nearest word of completion ("vollzogen"), agreement ("signed"), the deal or anything else

Dates of announcements, talks, foundings and figures are none of a deal, and a date whose year cannot be told is left
out. How dates are read is `dates`'.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from index.dates import PartialDate
from index.detection.clauses import Line
from index.detection.cues import Form, Sense
from index.detection.date_words import DateWords
from index.detection.dates import Expression, expressions, resolve
from index.document import DealDate, DealType, Milestone, Status

_CONTROL = frozenset({DealType.ACQUISITION, DealType.MERGER, DealType.STAKE, DealType.SPIN_OFF})
# What is completed of the others is what they are for: "the transition is to be completed by the end of 2007".
_COMPLETED = _CONTROL | {DealType.INVESTMENT, DealType.JOINT_VENTURE}
# A date beside the word for a deal that is only talked of is the talks' own.
_UNDECIDED = frozenset({Status.TALKS, Status.RUMOURED, Status.DENIED, Status.ENDED})
_TO = frozenset({"zu", "to"})
# "agreed to merge in December" tells when they agreed, "agreed to merge by December" does not.
_WHEN = frozenset({"in", "on"})
_NOT_YET = _TO | {"be"}


class Told(NamedTuple):
    """A deal as a line tells of it.

    Attributes:
        at: The trigger's token; None, as what follows, where the line only speaks on of a deal told before.
        sense: The trigger's.
        status: What the trigger's clause tells; None also where it tells none.
    """

    type: DealType
    at: int | None = None
    sense: Sense | None = None
    status: Status | None = None


def deal_dates(line: Line, told: Told, published: PartialDate | None, words: DateWords) -> tuple[DealDate, ...]:
    """The dates of a deal, see `of_each`.

    Args:
        line: The sentence.
        told: The deal.
        published: The article's date.
        words: Of the sentence's language.
    """
    own = [said for said in expressions(line, words) if not _of_another(line, told, said, words)]
    places = [_Place(line, told, said, words, _around(line, said)) for said in own]
    return of_each([dated for place in places if (dated := place.dated(published))]) if places else ()


def of_each(found: Collection[DealDate]) -> tuple[DealDate, ...]:
    """The first date of each milestone, the most telling first; the one of the deal itself only where it is alone."""
    if not found:
        return ()
    first: dict[Milestone, DealDate] = {}
    for dated in found:
        first.setdefault(dated.of, dated)
    if len(first) > 1:
        first.pop(Milestone.DEAL, None)
    return tuple(sorted(first.values(), key=lambda dated: -dated.of.weight))


def speaks_on(vocabulary: Set[str], words: DateWords) -> bool:
    """Whether the words of a sentence tell of the agreement or completion of a deal that they do not name."""
    return not words.acts.isdisjoint(vocabulary) and not words.deals.isdisjoint(vocabulary)


def _around(line: Line, said: Expression) -> Sequence[int]:
    """The words of a date's clause around it."""
    return [i for i in line.within(line.clause_of[said.first]) if not said.first <= i <= said.last]


def _of_another(line: Line, told: Told, said: Expression, words: DateWords) -> bool:
    """Whether the date's clause tells of another deal."""
    clause = line.clause_of[said.first]
    return any(
        line.clause_of[i] == clause
        and i != told.at
        and not said.first <= i <= said.last
        and line.words[i] not in words.usual
        for i in line.triggers
    )


@dataclass(slots=True)
class _Place:
    """A date in its line, beside a deal, and the words of its clause around it."""

    line: Line
    told: Told
    said: Expression
    words: DateWords
    around: Sequence[int]

    def dated(self, published: PartialDate | None) -> DealDate | None:
        """The date as the deal's; None where it is none of it, or cannot be told."""
        if (mark := self._mark()) is None:
            return None
        ahead = self._ahead(mark)
        date = resolve(self.said, published, ahead)
        if date is None:
            return None
        if published is not None and not published.iso.startswith(date.iso):
            ahead = date > published
        milestone = self._milestone(mark)
        return DealDate(date, milestone) if self._is_own(milestone, ahead=ahead) else None

    def _distance(self, i: int) -> int:
        return self.said.first - i if i < self.said.first else i - self.said.last

    def _mark(self) -> int | None:
        """The word that has the date: the nearest that can have one; None where it is not of the deal."""
        line, words = self.line, self.words
        marks = [i for i in self.around if i == self.told.at or line.words[i] in words.dated]
        mark = min(marks, key=lambda i: (self._distance(i), line.words[i] not in words.others), default=None)
        if mark is None or (line.words[mark] in words.others and mark != self.told.at):
            return None
        lead = line.words[self.said.first - 1] if self.said.first else ""
        promised = mark > 1 and line.words[mark - 1] == "to" and line.words[mark - 2] in words.done
        return mark - 2 if promised and lead in _WHEN else mark

    def _milestone(self, mark: int) -> Milestone:
        word = self.line.words[mark]
        if word in self.words.closed:
            return Milestone.COMPLETION
        return Milestone.AGREEMENT if word in self.words.agreed else Milestone.DEAL

    def _is_own(self, milestone: Milestone, *, ahead: bool | None) -> bool:
        """Whether a date beside a word of that milestone is the deal's, not that of a term of it or of a report."""
        told, line = self.told, self.line
        if milestone is Milestone.COMPLETION:
            return told.type in _COMPLETED
        lead = line.words[self.said.first - 1] if self.said.first else ""
        if told.type not in _CONTROL and (
            lead in self.words.until or (ahead is not False and milestone is Milestone.DEAL)
        ):
            return False
        if milestone is not Milestone.DEAL:
            return True
        reported = any(line.words[i] in self.words.others for i in self.around if i != told.at)
        return not reported and told.status not in _UNDECIDED

    def _ahead(self, mark: int) -> bool | None:
        """Whether the date lies in the future, by the tense around it; None when that is not told."""
        line, words, told = self.line, self.words, self.told
        before = line.words[mark - 1] if mark else ""
        if line.words[mark] in words.done and before not in _NOT_YET:
            return False
        if before in _TO:
            return True
        tenses = [i for i in self.around if line.words[i] in words.future or line.words[i] in words.past]
        nearest = min(tenses, key=lambda i: (self._distance(i), line.words[i] in words.past), default=None)
        if nearest is not None:
            return line.words[nearest] in words.future
        if mark == told.at and told.sense and told.sense.form in {Form.PAST, Form.ATTRIBUTE}:
            return False
        return None
