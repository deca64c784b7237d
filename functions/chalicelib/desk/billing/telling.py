"""Who is told of the month: leads when it is drawn up, a customer's administrators when it is issued (MP9)."""

from chalicelib.desk.letters.owed import MOST_TOLD, within_hours
from chalicelib.desk.ports import Entered, World
from chalicelib.domain.billing.run import Run
from chalicelib.domain.letter import Letter, LetterKind
from chalicelib.domain.people import Role


def word_of_month(world: World, run: Run) -> tuple[Letter, ...]:
    """Word to the desk's leads that a month begun by itself waits for them, when the desk opens."""
    owed_at = within_hours(world, run.desk)
    leads = [agent for agent in world.directory.agents_of(run.desk) if agent.role is Role.LEAD]
    return tuple(
        Letter(
            id=f"month-{run.desk}-{run.month}-{lead.id}",
            kind=LetterKind.MONTH,
            reader=lead.ref,
            desk=run.desk,
            owed_at=owed_at,
            facts={"month": run.month},
        )
        for lead in leads[:MOST_TOLD]
    )


def word_of_statement(world: World, entered: Entered) -> tuple[Letter, ...]:
    """Word to the customer's administrators, who may read it, that a statement is there."""
    readers = world.directory.administrators_of(entered.organisation)
    return tuple(
        Letter(
            id=f"statement-{entered.id}-{reader.id}",
            kind=LetterKind.STATEMENT,
            reader=reader.ref,
            desk=entered.desk,
            owed_at=world.now,
            facts={"organisation": entered.organisation, "statement": entered.id},
        )
        for reader in readers[:MOST_TOLD]
    )
