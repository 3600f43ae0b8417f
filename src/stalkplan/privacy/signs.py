"""Signs: what a text must hold if a costly pattern is to match, so that few are tried on it."""


def folded(text: str) -> str:
    """Return a text in small letters, each as a pattern that ignores case takes it.

    To `re`, the long s is an s, and an i may lack its dot or have one as a capital.
    """
    if text.isascii():
        return text.lower()
    return text.casefold().replace("i\u0307", "i").replace("\u0131", "i")
