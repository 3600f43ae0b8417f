"""Plans and publications as git has them: each text becomes a record once, whoever asks."""

from collections.abc import Iterable, Mapping

from stalkplan.history.git import Repository
from stalkplan.record.model import Plan
from stalkplan.record.plan_by_parts import PlanByParts
from stalkplan.record.register import Places, Register, build


class PlanTexts:
    """Reads the texts of a data folder at any commit, as mappings of file name to a text's id.

    What `present` says is not read again.
    """

    def __init__(self, repository: Repository, present: Register) -> None:
        self._repository = repository
        self._present = present
        self._main = present.recommendations_file
        self._plans: dict[tuple[str, str], Plan | None] = {}
        self._publications: dict[str, Register] = {}
        self._by_parts = PlanByParts(present)

    def is_readable(self, files: Mapping[str, str], name: str) -> bool:
        """Whether a file can be read as what it should be."""
        if name == self._main:
            return self._publication(files).publication is not None
        return self.plan(files, name) is not None

    def plan(self, files: Mapping[str, str], name: str) -> Plan | None:
        """Return the plan that a file holds; None if that is none, or cannot be read."""
        if name == self._main:
            return None
        declares = self._declares(files)
        key = files[name], declares
        if key not in self._plans:
            self._plans[key] = self._read(name, files[name], declares)
        return self._plans[key]

    def _read(self, name: str, id_: str, declares: str) -> Plan | None:
        present = self._present
        is_now = present.places.texts.get(name) == self._repository.text(id_)
        if is_now and name in present.plans:
            return present.plans[name]
        publication = self._publications[declares].publication if declares else None
        names = publication.addressees if publication else ()
        if plan := self._by_parts.plan(self._repository.text(id_) or "", names):
            return plan
        texts = {name: id_} | ({self._main: declares} if declares else {})
        return build(self._repository.texts(tuple(texts.items()))).plans.get(name)

    def register(self, files: Mapping[str, str], names: Iterable[str]) -> Register:
        """Return a register of those files that are named; it has no places."""
        chosen = [name for name in names if name in files]
        found = self._publication(files) if self._main in chosen else None
        plans = {name: plan for name in chosen if (plan := self.plan(files, name))}
        return Register(
            found.publication if found else None,
            found.recommendations if found else (),
            plans,
            (),
            (),
            self._main,
            Places({}),
        )

    def _declares(self, files: Mapping[str, str]) -> str:
        """Return the id of the publication's text if it declares addressees, else nothing.

        Without them the plans of these cannot be read.
        """
        if self._main not in files:
            return ""
        publication = self._publication(files).publication
        return files[self._main] if publication and publication.addressees else ""

    def _publication(self, files: Mapping[str, str]) -> Register:
        """Return what the recommendations say; the plans beside them say whom they may name."""
        id_ = files[self._main]
        if id_ not in self._publications:
            text, present = self._repository.text(id_), self._present
            is_now = present.publication and present.places.texts.get(self._main) == text
            found = present if is_now else build(self._repository.texts(tuple(files.items())))
            self._publications[id_] = found
            declares = self._declares(files)
            for name, plan in () if is_now else found.plans.items():
                self._plans.setdefault((files[name], declares), plan)
        return self._publications[id_]
