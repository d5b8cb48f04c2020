package org.hindsight.edition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("plain")
class HtmlTextTest {

    @Test
    void readsWhatAReaderSees() {
        assertEquals(
                "One two\nThree\nfour\nA\nB\n",
                HtmlText.plain("<p class=\"x\">One <em>two</em></p><div>Three<br/>four</div><td>A</td><td>B</td>"));
        assertEquals(
                "a<b> \"c\" d'e' &f; g&h", HtmlText.plain("a&lt;b&gt;&nbsp;&quot;c&quot; d&#39;e&apos; &f; g&amp;h"));
        assertEquals("16:00\nIt began", HtmlText.plain("<time datetime=\"x\">16:00</time><div>It began"));
        assertEquals("&lt;", HtmlText.plain("&amp;lt;"));
        assertEquals("@ J \uFFFD &#; &#x;", HtmlText.plain("&#64; &#x4A; &#9999999; &#; &#x;"));
    }

    @Test
    void losesNothingOfWhatIsNoMarkup() {
        for (String text : new String[] {"1 < 2", "<", "a & b", "&", "& ;", "&#", "x &unknown; y", "😀 &amp"}) {
            assertEquals(text, HtmlText.plain(text));
        }
    }

    @Test
    void readsWhatTagsHoldOnceEach() {
        assertEquals(
                "https://x.org/?a=1&b=2\n\na \"b\"\n\nada%40x.org\nada@x.org",
                HtmlText.attributes(
                        "<a href=\"https://x.org/?a=1&amp;b=2\" class=\"y\" title=\"a &quot;b&quot;\" id=\"z\">"
                                + "<a href=\"https://x.org/?a=1&amp;b=2\"><path d=\"M0\" x1=\"7\"/><i data-to=\"ada%40x.org\">"));
    }
}
