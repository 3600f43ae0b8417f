"""From a published plan to blocks, one file a source format, and on to a draft."""
