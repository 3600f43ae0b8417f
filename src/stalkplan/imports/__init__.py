"""From a published plan to blocks of text and tables, one file a source format, and on to a draft."""
