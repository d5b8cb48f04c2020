package org.hindsight.edition;

import com.openhtmltopdf.bidi.BidiReorderer;
import com.openhtmltopdf.bidi.BidiSplitter;
import com.openhtmltopdf.bidi.BidiTextRun;
import java.text.Bidi;
import java.text.BreakIterator;
import java.util.Locale;

/** Puts Hebrew and other scripts that run from right to left into their order on the line, with the JDK's own algorithm. */
final class Directions implements BidiSplitter, BidiReorderer {

    private static final String OPENING = "([{<«‹";
    private static final String CLOSING = ")]}>»›";

    private Bidi runs = new Bidi("", Bidi.DIRECTION_LEFT_TO_RIGHT);

    @Override
    public void setParagraph(String paragraph, byte defaultDirection) {
        runs = new Bidi(
                paragraph, defaultDirection == RTL ? Bidi.DIRECTION_RIGHT_TO_LEFT : Bidi.DIRECTION_LEFT_TO_RIGHT);
    }

    @Override
    public int countTextRuns() {
        return runs.getRunCount();
    }

    @Override
    public BidiTextRun getVisualRun(int index) {
        int start = runs.getRunStart(index);
        byte direction = runs.getRunLevel(index) % 2 == 0 ? LTR : RTL;
        return new BidiTextRun(start, runs.getRunLimit(index) - start, direction);
    }

    @Override
    public byte getBaseDirection(String paragraph) {
        return paragraph
                .codePoints()
                .map(Character::getDirectionality)
                .filter(direction -> direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT || backwards(direction))
                .mapToObj(direction -> backwards(direction) ? RTL : LTR)
                .findFirst()
                .orElse(NEUTRAL);
    }

    private static boolean backwards(int direction) {
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    /** Letter by letter backwards, each with its marks behind it, brackets turned round. */
    @Override
    public String reorderRTLTextToLTR(String text) {
        BreakIterator letters = BreakIterator.getCharacterInstance(Locale.ROOT);
        letters.setText(text);
        StringBuilder turned = new StringBuilder(text.length());
        int end = letters.last();
        for (int start = letters.previous(); start != BreakIterator.DONE; end = start, start = letters.previous()) {
            turned.append(mirrored(text.substring(start, end)));
        }
        return turned.toString();
    }

    private static String mirrored(String letter) {
        int opening = OPENING.indexOf(letter);
        int closing = CLOSING.indexOf(letter);
        if (opening >= 0) {
            return CLOSING.substring(opening, opening + 1);
        }
        return closing >= 0 ? OPENING.substring(closing, closing + 1) : letter;
    }

    /** Letters are not joined: the fonts that come along have none that want it. */
    @Override
    public String shapeText(String text) {
        return text;
    }

    @Override
    public String deshapeText(String text) {
        return text;
    }

    @Override
    public boolean isLiveImplementation() {
        return true;
    }
}
