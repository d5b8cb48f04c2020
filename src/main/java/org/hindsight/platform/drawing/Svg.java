package org.hindsight.platform.drawing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers and text as they stand in SVG: the same on every server, and safe within an attribute or an element. */
public final class Svg {

    private Svg() {}

    /** With one decimal at most, and a point wherever the server stands. */
    public static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
