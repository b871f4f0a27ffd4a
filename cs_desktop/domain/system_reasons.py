"""Why the system refused a file, in French: its own words come in the language of the machine."""

from __future__ import annotations

import errno

_REASONS = (
    ("ce fichier ou ce dossier n’existe pas", ("ENOENT", "ENXIO", "ENODEV", "ESTALE")),
    ("l’accès est refusé", ("EACCES", "EPERM")),
    ("le disque est plein", ("ENOSPC", "EDQUOT")),
    ("le fichier serait trop gros", ("EFBIG",)),
    ("le disque est en lecture seule", ("EROFS",)),
    ("le nom est trop long", ("ENAMETOOLONG",)),
    ("ce nom contient un signe refusé", ("EILSEQ", "EINVAL")),
    ("c’est un dossier", ("EISDIR",)),
    ("ce n’est pas un dossier", ("ENOTDIR",)),
    ("ce nom est déjà pris", ("EEXIST", "ENOTEMPTY")),
    ("un autre programme s’en sert", ("EBUSY", "ETXTBSY", "EAGAIN")),
    ("trop de fichiers sont ouverts", ("EMFILE", "ENFILE")),
    ("le disque ne répond pas", ("EIO", "ETIMEDOUT")),
    ("des raccourcis tournent en rond", ("ELOOP",)),
    ("le programme qui lisait s’est arrêté", ("EPIPE",)),
)
# Windows lacks some of the names.
_BY_CODE = {
    getattr(errno, name): words
    for words, names in _REASONS
    for name in names
    if hasattr(errno, name)
}


def reason(error: OSError) -> str:
    """A few words to put between brackets; the number of the error where it is a rare one."""
    return _BY_CODE.get(error.errno or 0, f"erreur {error.errno or '?'} du système")
