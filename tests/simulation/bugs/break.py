#!/usr/bin/env python3
"""Makes a broken copy of one source file: break.py BUG ROOT OUT; or only looks whether each bug still has its
place: break.py --check ROOT BUG….

A bug file says in its first line what is broken, then `file: PATH`, then `found by: WORDS` of the violation
that it makes, then pairs of blocks after lines `--- was` and `+++ is`. Each `was` has to stand in the file exactly once: a bug whose place has
changed fails the build instead of proving nothing."""
import pathlib
import sys


def blocks(lines):
    kind, text = None, []
    for line in lines + ["--- was"]:
        if line in ("--- was", "+++ is"):
            if kind:
                yield kind, "\n".join(text)
            kind, text = line, []
        else:
            text.append(line)


def broken(bug, root):
    title, place, words, *rest = pathlib.Path(bug).read_text(encoding="utf-8").splitlines()
    source = pathlib.Path(root) / place.removeprefix("file: ")
    text = source.read_text(encoding="utf-8")
    if not words.startswith("found by: "):
        sys.exit(f"{bug}: its third line is 'found by: WORDS' of the violation that it makes")
    pairs = list(blocks(rest))
    if not pairs or len(pairs) % 2:
        sys.exit(f"{bug}: wants pairs of '--- was' and '+++ is'")
    for (_, was), (_, now) in zip(pairs[::2], pairs[1::2]):
        if text.count(was) != 1:
            sys.exit(f"{bug}: what it breaks stands {text.count(was)} times in {source}:\n{was}")
        text = text.replace(was, now)
    return f"// Broken on purpose: {title}\n" + text


if sys.argv[1] == "--check":
    for each in sys.argv[3:]:
        broken(each, sys.argv[2])
else:
    bug, root, out = sys.argv[1:]
    pathlib.Path(out).write_text(broken(bug, root), encoding="utf-8")
