"""The formats of a brief, one file each: `render(brief) -> str`, or bytes."""
