"""Which files belong to a governance repository: those of a folder or of a git revision, their bytes and digests."""

from revgov.workspace.folder import from_folder
from revgov.workspace.history import authored
from revgov.workspace.measured import observed
from revgov.workspace.revision import CommitInfo, charters_at, commit_of, from_revision
from revgov.workspace.state import (
    FOLDERS,
    LINK,
    NO_FILE,
    OTHER_REPOSITORY,
    SETTINGS,
    TOO_LARGE,
    Authored,
    NoCharterYet,
    SourceFile,
    Workspace,
    WorkspaceError,
    find_root,
)

__all__ = [
    "FOLDERS", "LINK", "NO_FILE", "OTHER_REPOSITORY", "SETTINGS", "TOO_LARGE", "Authored", "CommitInfo",
    "NoCharterYet", "SourceFile", "Workspace", "WorkspaceError", "authored", "charters_at", "commit_of", "find_root",
    "from_folder", "from_revision", "observed",
]  # fmt: skip
