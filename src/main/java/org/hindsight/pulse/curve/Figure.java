package org.hindsight.pulse.curve;

import java.util.List;
import org.hindsight.platform.SafeHtml;

/**
 * A curve as a page shows it, with {@code {#include pulse/curve figure=figure /}}: two drawings, of which the style
 * sheet shows one, the same in words, and in a table.
 *
 * @param sentence what the picture says
 * @param caption the total, and how to read the drawings; may be empty
 */
public record Figure(SafeHtml wide, SafeHtml narrow, String sentence, String caption, List<Row> rows) {

    static Figure of(Curve curve, String key) {
        WideDrawing wide = new WideDrawing(curve, key);
        NarrowDrawing narrow = new NarrowDrawing(curve, key);
        return new Figure(
                new SafeHtml(wide.draw()),
                new SafeHtml(narrow.draw()),
                Words.sentence(curve),
                Words.caption(curve, wide.merged() || narrow.merged()),
                Row.of(curve));
    }
}
