package org.hindsight.edition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.hindsight.platform.SafeHtml;
import org.hindsight.postmortem.Document.Cited;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("plain")
class FootnotesTest {

    private static final Cited SPIKE = new Cited("#2", "entry-2", true, "Reports rise");
    private static final Cited CAUSE = new Cited("cause 1", "cause-1", false, "An expired certificate");

    private static String citation(Cited cited) {
        return "<a class=\"citation\" href=\"#" + cited.anchor() + "\">" + cited.label() + "</a>";
    }

    private static List<Cited> of(String html) {
        return new Footnotes(List.of(SPIKE, CAUSE)).of(new SafeHtml(html));
    }

    @Test
    void eachThingThatTheSentencesCiteIsToldOnceInTheirOrder() {
        assertEquals(
                List.of(CAUSE, SPIKE),
                of("<div class=\"prose\"><p>Why" + citation(CAUSE) + " and when" + citation(SPIKE) + citation(CAUSE)
                        + "</p></div>"));
    }

    @Test
    void whatABlockCitesAndWhatIsOnlyALinkIsNoFootnote() {
        assertEquals(
                List.of(),
                of("<ul class=\"report-factor\"><li>" + citation(CAUSE)
                        + "</li></ul><div class=\"prose\"><a href=\"#entry-2\">above</a>"
                        + "<a class=\"citation\" href=\"#entry-99\">#99</a></div>"));
    }
}
