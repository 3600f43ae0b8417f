"""What RFC 4287 asks of a feed, as RELAX NG in our own words; and a reader of feeds."""

from typing import NamedTuple

from lxml import etree

_HEAD = (
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"'
    ' datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">'
    '<start><ref name="feed"/></start>'
)
_COMMON = """
<define name="common">
  <optional><attribute name="xml:lang" ns=""><data type="language"/></attribute></optional>
  <optional><attribute name="xml:base" ns=""><ref name="address"/></attribute></optional>
</define>
<define name="address"><data type="anyURI"><param name="pattern">\\S+</param></data></define>
<define name="moment"><ref name="common"/><data type="dateTime">
  <param name="pattern">.+T.+(Z|[+\\-]\\d\\d:\\d\\d)</param></data></define>
<define name="text"><ref name="common"/><choice>
  <group><optional><attribute name="type"><choice><value>text</value><value>html</value></choice>
    </attribute></optional><text/></group>
  <group><attribute name="type"><value>xhtml</value></attribute><ref name="division"/></group>
</choice></define>
<define name="division"><element name="div" ns="http://www.w3.org/1999/xhtml">
  <ref name="inside"/></element></define>
<define name="inside"><zeroOrMore><choice><text/><attribute><anyName/></attribute>
  <element><nsName ns="http://www.w3.org/1999/xhtml"/><ref name="inside"/></element>
</choice></zeroOrMore></define>
<define name="person"><ref name="common"/><interleave>
  <element name="name"><text/></element>
  <optional><element name="uri"><ref name="address"/></element></optional>
  <optional><element name="email"><data type="string"><param name="pattern">.+@.+</param></data>
  </element></optional></interleave></define>
<define name="both"><interleave>
  <zeroOrMore><element name="category"><ref name="common"/><attribute name="term"/>
    <optional><attribute name="scheme"><ref name="address"/></attribute></optional>
    <optional><attribute name="label"/></optional></element></zeroOrMore>
  <zeroOrMore><element name="contributor"><ref name="person"/></element></zeroOrMore>
  <element name="id"><ref name="common"/><ref name="address"/></element>
  <zeroOrMore><element name="link"><ref name="common"/>
    <attribute name="href"><ref name="address"/></attribute>
    <optional><attribute name="rel"/></optional>
    <optional><attribute name="type"><data type="string"><param name="pattern">.+/.+</param></data>
    </attribute></optional>
    <optional><attribute name="hreflang"><data type="language"/></attribute></optional>
    <optional><attribute name="title"/></optional><optional><attribute name="length"/></optional>
  </element></zeroOrMore>
  <optional><element name="rights"><ref name="text"/></element></optional>
  <element name="title"><ref name="text"/></element>
  <element name="updated"><ref name="moment"/></element>
</interleave></define>
"""
_FEED = """
<define name="feed"><element name="feed"><ref name="common"/><interleave>
  <ref name="both"/>
  <oneOrMore><element name="author"><ref name="person"/></element></oneOrMore>
  <optional><element name="generator"><ref name="common"/>
    <optional><attribute name="uri"/></optional><optional><attribute name="version"/></optional>
    <text/></element></optional>
  <optional><element name="icon"><ref name="address"/></element></optional>
  <optional><element name="logo"><ref name="address"/></element></optional>
  <optional><element name="subtitle"><ref name="text"/></element></optional>
  <zeroOrMore><ref name="entry"/></zeroOrMore>
</interleave></element></define>
<define name="entry"><element name="entry"><ref name="common"/><interleave>
  <ref name="both"/>
  <zeroOrMore><element name="author"><ref name="person"/></element></zeroOrMore>
  <optional><element name="content"><ref name="text"/></element></optional>
  <optional><element name="published"><ref name="moment"/></element></optional>
  <optional><element name="summary"><ref name="text"/></element></optional>
</interleave></element></define></grammar>
"""
RULES = etree.RelaxNG(etree.fromstring(f"{_HEAD}{_COMMON}{_FEED}"))
_A = "{http://www.w3.org/2005/Atom}"


class Entry(NamedTuple):
    """An entry as a feed reader has it."""

    id: str
    kind: str
    title: str
    published: str
    updated: str
    link: str
    text: str


def read_feed(made: bytes) -> tuple[str, list[Entry]]:
    """Return a feed's own `updated`, and its entries; they keep the rules, or it fails."""
    top = etree.fromstring(made)
    RULES.assertValid(top)
    entries = [
        Entry(
            each.findtext(f"{_A}id"),
            each.find(f"{_A}category").get("term"),
            each.findtext(f"{_A}title"),
            each.findtext(f"{_A}published"),
            each.findtext(f"{_A}updated"),
            each.find(f"{_A}link[@rel='alternate']").get("href"),
            "\n".join(each.find(f"{_A}content").itertext()),
        )
        for each in top.iterfind(f"{_A}entry")
    ]
    ids = [top.findtext(f"{_A}id"), *(entry.id for entry in entries)]
    assert len(set(ids)) == len(ids)
    assert all(each.startswith("urn:uuid:") for each in ids)
    moments = [entry.updated for entry in entries]
    assert moments == sorted(moments, reverse=True)
    updated = top.findtext(f"{_A}updated")
    assert moments[:1] in ([], [updated])
    return updated, entries
