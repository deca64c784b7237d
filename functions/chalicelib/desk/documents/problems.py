"""Why something is not billed, told to the lead who can settle it."""

from datetime import date

from chalicelib.desk.documents.vocabulary import Vocabulary
from chalicelib.domain.billing.statement import Problem


def problem_said(problem: Problem, vocabulary: Vocabulary) -> str:
    """The problem in words: what, where, what to do. Days, months and works among its facts are named."""
    named = {
        "day": lambda told: vocabulary.day(date.fromisoformat(told)),
        "month": vocabulary.month,
        "work": vocabulary.work,
    }
    facts = {name: named[name](told) if name in named else told for name, told in problem.facts.items()}
    return vocabulary.say(f"problems.{problem.code}", **facts)
