"""Files joined: kept once, by the digest of their bytes, pictures reduced (A16)."""

from __future__ import annotations

import hashlib
import io

import pytest
from PIL import Image
from sqlalchemy import func, select

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.errors import Introuvable, RegleMetier
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.documents import (
    MAX_SIZE,
    Document,
    DocumentContenu,
    archive_documents,
    document_rows,
    join_document,
    read_content,
    restore_documents,
    total_size,
)
from cs_desktop.persistence.images import MAX_SIDE, reduce_image
from cs_desktop.persistence.journal import JournalContenu, read_history
from tests.support.bases import NOW, write


def picture(size: tuple[int, int], kind: str = "JPEG", **options: object) -> bytes:
    octets = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(octets, kind, **options)
    return octets.getvalue()


def opened(octets: bytes) -> Image.Image:
    with Image.open(io.BytesIO(octets)) as image:
        image.load()
        return image


def join(database: Database, acteur: Acteur, nom: str, octets: bytes) -> int:
    return write(database, acteur, lambda session: join_document(session, nom, octets))


def test_a_file_comes_back_byte_for_byte(database: Database, acteur: Acteur) -> None:
    octets = bytes(range(256)) * 100
    document_id = join(database, acteur, "statuts.pdf", octets)
    with database.reading() as session:
        assert read_content(session, document_id) == octets
        (row,) = document_rows(session, [document_id])
        assert (row.nom, row.type_media, row.taille) == ("statuts.pdf", "application/pdf", 25600)
        assert (row.cree_le, row.archive_le) == (NOW, None)
        assert session.scalar(select(Document.empreinte)) == hashlib.sha256(octets).hexdigest()


def test_the_same_bytes_are_kept_once(database: Database, acteur: Acteur) -> None:
    first = join(database, acteur, "a.txt", b"meme contenu")
    second = join(database, acteur, "b.sans extension connue", b"meme contenu")
    assert first != second
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(DocumentContenu)) == 1
        assert total_size(session) == len(b"meme contenu")
        assert [row.type_media for row in document_rows(session, [first, second])] == [
            "text/plain",
            "application/octet-stream",
        ]


def test_bytes_stay_out_of_the_journal(database: Database, acteur: Acteur) -> None:
    document_id = join(database, acteur, "a.txt", b"contenu reconnaissable")
    with database.reading() as session:
        assert read_history(session, "document", document_id)[0].apres["nom"] == "a.txt"
        assert not [
            content
            for content in session.scalars(select(JournalContenu.apres))
            if content and "reconnaissable" in content
        ]


def test_a_file_too_large_is_refused_and_says_its_size(database: Database, acteur: Acteur) -> None:
    join(database, acteur, "juste.bin", bytes(MAX_SIZE))
    with pytest.raises(RegleMetier, match="pèse 21,5\u00a0Mo et la limite est de 20\u00a0Mo"):
        join(database, acteur, "film.mp4", bytes(MAX_SIZE + 3 * 2**19))
    with pytest.raises(RegleMetier, match="est vide"):
        join(database, acteur, "rien.txt", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_large_picture_is_reduced_and_keeps_its_shape(kind: str) -> None:
    image = opened(reduce_image(picture((3000, 1500), kind)))
    assert (image.format, image.size) == (kind, (MAX_SIDE, MAX_SIDE // 2))


def test_a_picture_that_fits_is_not_touched() -> None:
    octets = picture((MAX_SIDE, 10))
    assert reduce_image(octets) is octets


def test_a_photograph_taken_sideways_stands_up_and_forgets_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x013B] = "auteur de la photo"
    reduced = reduce_image(picture((3000, 1500), exif=exif))
    image = opened(reduced)
    assert image.size == (MAX_SIDE // 2, MAX_SIDE)
    assert b"auteur" not in reduced


@pytest.mark.parametrize(
    "octets",
    [
        b"%PDF-1.7 pas une image",
        picture((3000, 1500))[:2000],
        picture((3000, 1500), "TIFF"),
        picture((3000, 30), "WEBP", save_all=True, append_images=[Image.new("RGB", (3000, 30))]),
    ],
    ids=["not a picture", "truncated", "another kind", "animated"],
)
def test_what_cannot_be_reduced_is_kept_as_it_is(octets: bytes) -> None:
    assert reduce_image(octets) is octets


def test_a_document_is_archived_and_restored_never_deleted(
    database: Database, acteur: Acteur
) -> None:
    document_id = join(database, acteur, "a.txt", b"a")
    write(database, acteur, lambda session: archive_documents(session, [document_id]))
    with database.reading() as session:
        assert document_rows(session, [document_id])[0].archive_le == NOW
        assert read_content(session, document_id) == b"a"
    write(database, acteur, lambda session: restore_documents(session, [document_id]))
    with database.reading() as session:
        assert document_rows(session, [document_id])[0].archive_le is None


def test_an_absent_document_is_a_sentence(database: Database) -> None:
    with database.reading() as session, pytest.raises(Introuvable, match="n’est plus"):
        read_content(session, 404)
