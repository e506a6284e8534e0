"""The errors of the pipeline: each says in one line what input is meant, what is wrong and how to mend it."""

from __future__ import annotations


class MissionsError(Exception):
    """The root of all errors that a user may see."""


class InputError(MissionsError):
    """An input is not there, or none of the inputs can be read."""


class UnreadableError(MissionsError):
    """The bytes of one snapshot cannot be turned into text; it goes into quarantine with this reason."""


class GateError(MissionsError):
    """A new dataset does not hold what a source's gates ask; the last release stays the latest."""


class StoreError(MissionsError):
    """The store of snapshots, or a file of it, cannot be read or written."""


class RuleError(MissionsError):
    """A rule file is malformed: the message names file, rule and the allowed keys or values."""


class GoldError(MissionsError):
    """A gold folder or one of its files is malformed."""


class ReleaseError(MissionsError):
    """A release or table is not there, or is damaged."""


class ExportError(MissionsError):
    """What is exported does not fit the format, or cannot be written where it should go."""


class DecisionError(MissionsError):
    """A decision cannot be made, read or written."""


class SourceError(MissionsError):
    """The list of sources is malformed: the message names file, line and what is expected there."""
