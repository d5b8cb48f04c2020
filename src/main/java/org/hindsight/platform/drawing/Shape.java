package org.hindsight.platform.drawing;

/**
 * How large a drawing is and how much stands on it. A picture is drawn in both shapes; the narrow one is hidden unless
 * a style sheet chooses it.
 *
 * @param plot height of what is drawn between the axes
 * @param size of labels
 * @param small size of what is beside them
 * @param columns into how many at most the values are merged, about two pixels each
 * @param ticks how many times at most the axis names
 */
public record Shape(String name, double width, double plot, double size, double small, int columns, int ticks) {

    public static final Shape WIDE = new Shape("wide", 960, 208, 14, 12.5, 450, 13);

    /** For phones. */
    public static final Shape NARROW = new Shape("narrow", 340, 168, 13, 12, 170, 5);
}
