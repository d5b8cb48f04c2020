package org.hindsight.postmortem.metricchart;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * How the values of a chart read: 34,500.5; −2; 1.5×10¹². As exactly as they can be told apart in the chart, and with six
 * digits where there are as many.
 *
 * @param power of ten by which values are written
 * @param decimals of values so written, at least
 */
record Amounts(int power, int decimals, String unit) {

    private static final int DIGITS = 6;

    /** From so many digits on before the point, or noughts behind it, a power of ten reads better. */
    private static final int LONG = 10;

    /** Such a unit stands behind every value; a longer one once in a sentence. */
    private static final int SHORT = 3;

    static Amounts of(Scale scale, String unit) {
        int exponent = exponent(scale.greatest());
        int power = Math.abs(exponent) < LONG ? 0 : Math.floorDiv(exponent, 3) * 3;
        return new Amounts(power, 2 - exponent(scale.step()) + power, unit);
    }

    private static int exponent(double value) {
        return value == 0 ? 0 : (int) Math.floor(Math.log10(Math.abs(value)));
    }

    String number(double value) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ENGLISH);
        symbols.setMinusSign('−');
        DecimalFormat format = new DecimalFormat("#,##0", symbols);
        if (value == 0) {
            return "0";
        }
        int own = Math.min(DIGITS - 1 - exponent(value) + power, LONG + DIGITS);
        format.setMaximumFractionDigits(Math.max(0, Math.max(own, decimals)));
        return format.format(BigDecimal.valueOf(value).movePointLeft(power)) + (power == 0 ? "" : "×10" + raised());
    }

    private String raised() {
        StringBuilder raised = new StringBuilder();
        Integer.toString(power)
                .chars()
                .forEach(digit -> raised.append(digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0')));
        return raised.toString();
    }

    /** With its unit: 12 %, 120 reports. */
    String full(double value) {
        return number(value) + "\u00a0" + unit;
    }

    /** Where the unit was said before. */
    String again(double value) {
        return unit.length() <= SHORT ? full(value) : number(value);
    }
}
