"""Pictures kept no larger than a page needs (A16)."""

from __future__ import annotations

import io

from PIL import Image, ImageOps, UnidentifiedImageError

MAX_SIDE = 2000
REDUCED = ("JPEG", "PNG", "WEBP")  # one picture a file: an animation or a TIFF is kept as it is


def reduce_image(octets: bytes) -> bytes:
    """The same picture with its longest side at 2,000 px; anything else comes back unchanged."""
    try:
        with Image.open(io.BytesIO(octets), formats=REDUCED) as image:
            if max(image.size) <= MAX_SIDE or getattr(image, "is_animated", False):
                return octets
            kind = image.format
            upright = ImageOps.exif_transpose(image)  # what the camera noted is not kept
            upright.thumbnail((MAX_SIDE, MAX_SIDE))
            reduced = io.BytesIO()
            upright.save(reduced, format=kind, quality=85, optimize=True)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return octets  # not a picture, or one that only its own program can read
    return reduced.getvalue()
