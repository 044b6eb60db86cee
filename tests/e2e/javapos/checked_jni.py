"""What a Java started with -Xcheck:jni says of native code."""

import re

_COMPLAINT = re.compile(
    r"^(?:WARNING: JNI|WARNING in native|FATAL ERROR in native)[^\n]*\n(?:[ \t]+(?:at |- )[^\n]*\n?)*",
    re.MULTILINE)
_OF_THE_JDK = re.compile(r"[^\n]*\n\s+at (?:java|javax|jdk|sun|com\.sun)\.")


def complaints(output):
    """Those about us. A thread that only native code runs on has no frames at all; where there are
    some, the first one says whose code it was, and the JDK complains of its own, too."""
    return [one for one in _COMPLAINT.findall(output) if not _OF_THE_JDK.match(one)]


def without_the_jdks(output):
    return _COMPLAINT.sub(lambda one: "" if _OF_THE_JDK.match(one[0]) else one[0], output)
