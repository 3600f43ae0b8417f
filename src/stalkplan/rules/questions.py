"""Rules of imports: which of their questions are still open."""

from collections.abc import Iterator

from stalkplan.record.questions import open_questions
from stalkplan.record.yaml import lines_of
from stalkplan.rules.context import Context, Found
from stalkplan.rules.rule import warning


@warning("question of an import is still open", "questions of an import are still open", 5)
def open_question(context: Context) -> Iterator[Found]:
    """A plan still holds a question of `stalkplan import`, as a comment `# ask 3:` at its place.

    Import asks what the source leaves open. What the line below says may be wrong until a person
    has looked: correct it, or leave it, and delete the comment. When the last one is gone, all are
    answered.

    Passes:
        - {ref: 7.1, position: We record all.}  # ask the registrar 3 times

    Fails:
        - ref: 7.1
          # ask 3: 'We record all' may be a plan: is it? (table 1, row 2)
          position: We record all.
    """
    for file in context.register.plans:
        text = context.texts.get(file, "")
        questions = [*open_questions(text)]
        lines = lines_of(text if questions else "")
        for question in questions:
            message = f"question {question.number} of the import is still open"
            hint = "correct the line below it or leave it, then delete the comment"
            place = lines.place(file, question.start, question.end)
            yield Found(place, message, hint, f"ask {question.number}")
