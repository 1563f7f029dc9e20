#!/usr/bin/env python3
"""Compares DICOM files with what the cleaner made of them, through pydicom, which is not ours.

usage: dicom-check.py ORIGINALS CLEANED PS315-E1.TSV

Each cleaned file must open, show the same pixels or samples, and hold no attribute that the basic profile of PS3.15,
table E.1-1, removes, no private one, and no UID of the original. Exits with 1 when one does not."""

import csv
import pathlib
import sys
import warnings

import numpy
import pydicom
from pydicom.encaps import generate_fragments
from pydicom.uid import UID

warnings.simplefilter("ignore")


def profile(table):
    with open(table, encoding="utf-8") as rows:
        return {row["tag"]: row["basic"] for row in csv.DictReader(rows, delimiter="\t")}


def elements(dataset):
    for element in dataset:
        yield element
        if element.VR == "SQ":
            for item in element.value:
                yield from elements(item)


def uids(dataset):
    for element in elements(dataset):
        if element.VR == "UI" and element.value:
            values = [element.value] if isinstance(element.value, str) else element.value
            for value in values:
                if not str(value).startswith("1.2.840.10008."):
                    yield str(value)


def left(element, removes):
    """Why an element should not be there; None where it may."""
    group, tag = element.tag.group, "%04X%04X" % (element.tag.group, element.tag.element)
    if group % 2 == 1:
        return "private"
    if group & 0xFF00 == 0x5000 or group & 0xFF00 == 0x6000:
        return "curve or overlay"
    action = removes.get(tag)
    if action == "X":
        return "removed by the profile"
    if action in ("Z", "X/Z", "Z/D", "X/Z/D") and not element.is_empty:
        return "emptied by the profile"
    if action == "U" and any(not str(uid).startswith("2.25.") for uid in numpy.atleast_1d(element.value or [])):
        return "not another UID"
    return None


def fragments(dataset):
    found = list(generate_fragments(dataset.PixelData))
    return found[1:]


def same_pixels(original, cleaned):
    """How the pixels were compared; None where they differ."""
    if "WaveformSequence" in original:
        pairs = zip(original.WaveformSequence, cleaned.WaveformSequence, strict=True)
        same = all(numpy.array_equal(a, b) for a, b in (
            (original.waveform_array(i), cleaned.waveform_array(i)) for i, _ in enumerate(pairs)))
        return "samples" if same else None
    try:
        pixels = original.pixel_array
    except Exception:  # what can't be decoded is compared undecoded
        syntax = getattr(original.file_meta, "TransferSyntaxUID", None)
        if syntax and UID(syntax).is_encapsulated:
            return "fragments" if fragments(original) == fragments(cleaned) else None
        return "bytes" if original.PixelData == cleaned.PixelData else None
    return "pixels" if numpy.array_equal(pixels, cleaned.pixel_array) else None


def complaints(original, cleaned, removes):
    found = ["%s %s: %s" % (element.tag, element.keyword, why)
             for element in elements(cleaned) if (why := left(element, removes))]
    kept = set(uids(original)) & set(uids(cleaned))
    return found + ["UID of the original: " + uid for uid in sorted(kept)]


def main(originals, cleaned, table):
    removes = profile(table)
    ways, bad, seen = {}, 0, 0
    names = [row["name"] for row in csv.DictReader(open(pathlib.Path(originals, "MANIFEST.tsv"), encoding="utf-8"), delimiter="\t")]
    for name in names:
        path = pathlib.Path(cleaned, name)
        if not path.exists():
            continue
        seen += 1
        before = pydicom.dcmread(pathlib.Path(originals, name), force=True)
        after = pydicom.dcmread(path)
        wrong = complaints(before, after, removes)
        way = same_pixels(before, after)
        ways[way] = ways.get(way, 0) + 1
        if way is None:
            wrong.append("the pixels or samples differ")
        for line in wrong:
            print(f"{name}: {line}")
        bad += bool(wrong)
    compared = ", ".join(f"{count} by {way}" for way, count in sorted(ways.items(), key=str))
    print(f"{len(names)} DICOM files, {seen} cleaned, compared {compared}; {bad} wrong")
    return 1 if bad or not seen else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
