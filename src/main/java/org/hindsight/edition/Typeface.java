package org.hindsight.edition;

import com.openhtmltopdf.bidi.BidiReorderer;
import com.openhtmltopdf.bidi.BidiSplitter;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Bidi;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TrueTypeFont;

/**
 * Letters as outlines, from the fonts of the PDFs: of several the first that knows a letter. No font of the machine is asked
 * for anything, so there need be none. Sizes and places are in pixels.
 */
final class Typeface {

    private static final String ELLIPSIS = "…";

    /** Stands for what no font knows. */
    private static final int UNKNOWN = 0x25A1;

    private final List<TrueTypeFont> fonts;

    /** A letter of one of the fonts. */
    private record Glyph(TrueTypeFont font, int id) {

        double width(double size) throws IOException {
            return size * font.getAdvanceWidth(id) / font.getUnitsPerEm();
        }

        /** Nothing for a space. */
        GeneralPath outline() throws IOException {
            GlyphData data = font.getGlyph().getGlyph(id);
            return data == null ? new GeneralPath() : data.getPath();
        }
    }

    Typeface(List<TrueTypeFont> fonts) {
        this.fonts = List.copyOf(fonts);
    }

    double width(String text, double size) {
        try {
            double width = 0;
            for (Glyph glyph : glyphs(text)) {
                width += glyph.width(size);
            }
            return width;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    void draw(Graphics2D picture, String text, double left, double baseline, double size) {
        try {
            double x = left;
            for (Glyph glyph : glyphs(inVisualOrder(text))) {
                double scale = size / glyph.font().getUnitsPerEm();
                picture.fill(
                        new AffineTransform(scale, 0, 0, -scale, x, baseline).createTransformedShape(glyph.outline()));
                x += glyph.width(size);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The text in lines that are no wider than that. */
    List<String> lines(String text, double size, double room) {
        List<String> lines = new ArrayList<>();
        BreakIterator places = BreakIterator.getLineInstance(Locale.ROOT);
        places.setText(text);
        int begin = 0;
        int end = 0;
        for (int place = places.next(); place != BreakIterator.DONE; place = places.next()) {
            if (width(text.substring(begin, place).strip(), size) > room && end > begin) {
                lines.add(text.substring(begin, end).strip());
                begin = end;
            }
            end = place;
        }
        lines.add(text.substring(begin).strip());
        return lines;
    }

    /** As much of the text as fits, with an ellipsis where that is not all of it. */
    String within(String text, double size, double room) {
        if (width(text, size) <= room) {
            return text;
        }
        int end = text.length();
        String shorter = ELLIPSIS;
        do {
            end = text.offsetByCodePoints(end, -1);
            shorter = text.substring(0, end).strip() + ELLIPSIS;
        } while (end > 0 && width(shorter, size) > room);
        return shorter;
    }

    static boolean fromRightToLeft(String text) {
        return new Directions().getBaseDirection(text) == BidiSplitter.RTL;
    }

    private static String inVisualOrder(String text) {
        if (!Bidi.requiresBidi(text.toCharArray(), 0, text.length())) {
            return text;
        }
        Bidi bidi = new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
        BidiReorderer reorderer = new Directions();
        byte[] levels = new byte[bidi.getRunCount()];
        String[] runs = new String[levels.length];
        for (int i = 0; i < runs.length; i++) {
            levels[i] = (byte) bidi.getRunLevel(i);
            String run = text.substring(bidi.getRunStart(i), bidi.getRunLimit(i));
            runs[i] = levels[i] % 2 == 0 ? run : reorderer.reorderRTLTextToLTR(run);
        }
        Bidi.reorderVisually(levels, 0, runs, 0, runs.length);
        return String.join("", runs);
    }

    private List<Glyph> glyphs(String text) throws IOException {
        List<Glyph> glyphs = new ArrayList<>();
        for (int letter : shown(text).boxed().collect(Collectors.toList())) {
            glyphs.add(glyph(letter));
        }
        return glyphs;
    }

    /** Without what only says how its neighbours are to be shown. */
    private static IntStream shown(String text) {
        return text.codePoints()
                .filter(letter -> Character.getType(letter) != Character.FORMAT
                        && !Character.UnicodeBlock.VARIATION_SELECTORS.equals(Character.UnicodeBlock.of(letter)));
    }

    private Glyph glyph(int letter) throws IOException {
        for (int known : new int[] {Character.isWhitespace(letter) ? ' ' : letter, UNKNOWN, '?'}) {
            for (TrueTypeFont font : fonts) {
                int id = font.getUnicodeCmapLookup().getGlyphId(known);
                if (id != 0) {
                    return new Glyph(font, id);
                }
            }
        }
        return new Glyph(fonts.get(0), 0);
    }
}
