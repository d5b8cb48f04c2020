package org.hindsight.platform.drawing;

/** How much room text takes, on the safe side: no font is asked, and readers have different ones. */
public final class Letters {

    private static final double BOLD = 1.07;
    private static final String ELLIPSIS = "…";

    private Letters() {}

    /** The width of a text at a size, both in the same unit. */
    public static double width(String text, double size) {
        return size * text.codePoints().mapToDouble(Letters::width).sum();
    }

    public static double boldWidth(String text, double size) {
        return BOLD * width(text, size);
    }

    /** The text, or as much of it as fits with an ellipsis. */
    public static String within(String text, double size, double room) {
        if (width(text, size) <= room) {
            return text;
        }
        int[] points = text.codePoints().toArray();
        int kept = points.length;
        String shorter = "";
        while (kept > 0 && (shorter.isEmpty() || width(shorter, size) > room)) {
            kept--;
            shorter = new String(points, 0, kept).strip() + ELLIPSIS;
        }
        return shorter;
    }

    private static double width(int letter) {
        if (letter >= 0x1100) {
            return letter >= 0x2000 && letter < 0x2030 ? 0.56 : 1;
        }
        if ("iljtfI.,:;|'() ".indexOf(letter) >= 0) {
            return 0.34;
        }
        if (letter == 'm' || letter == 'w' || letter == 'M' || letter == 'W') {
            return 0.92;
        }
        return Character.isUpperCase(letter) ? 0.74 : 0.57;
    }
}
