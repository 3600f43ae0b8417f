"""Where a link leads is kept behind its words: a page often gives its evidence as 'Minutes'."""

import pytest
from drafts import PAGE, answers, drafted

from stalkplan.imports.readers.archive import pack
from stalkplan.imports.readers.choose import read_plan
from stalkplan.imports.readers.document import Paragraph

MINUTES = "https://example.org/2025-06-27/minutes.pdf"

LINKS = {
    # as it stands in the page: what is read
    f'<a href="{MINUTES}">Minutes</a> of June': f"Minutes ({MINUTES}) of June",
    f'<a href=" {MINUTES} "><b>Mi</b>nutes </a>': f"Minutes ({MINUTES})",
    f'<a href="{MINUTES}">{MINUTES}</a>': MINUTES,
    f'<a href="{MINUTES}">7.1</a>': "7.1",
    f'<a href="{MINUTES}">Status</a>': "Status",
    f'<a href="{MINUTES}"><img src="a.png"></a>it': "it",
    '<a href="mailto:plan@example.org">Ask us</a>': "Ask us (mailto:plan@example.org)",
    '<a href="/minutes.pdf">Minutes</a>': "Minutes",
    '<a href="javascript:void(0)">Minutes</a>': "Minutes",
    '<a href="https://example.org/a b)">Minutes</a>': "Minutes (https://example.org/a%20b%29)",
    "<a>Minutes</a>": "Minutes",
}


@pytest.mark.parametrize("text", LINKS)
def test_where_a_link_leads_stands_behind_its_words(text: str) -> None:
    found = read_plan(f"<html><body><p>{text}</p></body></html>".encode(), "plan.html")
    assert found.blocks == [Paragraph(LINKS[text])]


def test_a_link_is_evidence_of_what_is_complete() -> None:
    page = (
        "<html><body><h2>7.1</h2><p>Force update: We can.</p><p>Status: Complete, 27 March 2025</p>"
        f'<p>Supporting documents: <a href="{MINUTES}">Minutes</a></p></body></html>'
    )
    planned = drafted(read_plan(page.encode(), "plan.html"))
    assert answers(planned.text)["7.1"]["updates"] == [
        {"date": "2025-03-27", "status": "complete", "evidence": [PAGE, MINUTES]}
    ]
    assert planned.questions == []


@pytest.mark.parametrize("tag", ["base", "link rel=canonical"])
def test_a_page_that_gives_its_address_says_where_its_own_links_lead(tag: str) -> None:
    head = f'<head><{tag} href="https://example.org/plan/"></head>'
    page = f'<html>{head}<body><p><a href="../minutes.pdf">Minutes</a></p></body></html>'
    found = read_plan(page.encode(), "plan.html")
    assert found.blocks == [Paragraph("Minutes (https://example.org/minutes.pdf)")]


def test_links_of_a_word_file_lead_where_its_relations_say() -> None:
    link = '<w:hyperlink r:id="rId7"><w:r><w:t>Minutes</w:t></w:r></w:hyperlink>'
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "word/document.xml": f'<w:document xmlns:w="w" xmlns:r="{space}"><w:body><w:p>{link}</w:p>'
        f"<w:p>{link.replace('rId7', 'rId8')}</w:p></w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships><Relationship Id="rId7" Target="{MINUTES}"'
        "/></Relationships>",
    }
    packed = pack({name: text.encode() for name, text in parts.items()})
    found = read_plan(packed, "plan.docx")
    assert found.blocks == [Paragraph(f"Minutes ({MINUTES})"), Paragraph("Minutes")]
