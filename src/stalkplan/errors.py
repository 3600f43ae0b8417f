"""What stops the program. The command line catches these, in one place."""


class StalkplanError(Exception):
    """The question cannot be answered: exit 2. Its text is one line for the person who asked."""


class NoDataError(StalkplanError):
    """There is no data folder where one was looked for."""


class NothingToJudgeError(StalkplanError):
    """Files were read, and nothing in them is to be judged: never green."""


class UnknownNameError(StalkplanError):
    """An id, organisation, owner or theme that matches nothing."""


class OutputError(StalkplanError):
    """The report could not be written where it was to go."""
