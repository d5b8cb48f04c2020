package org.hindsight.postmortem.causemap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hindsight.platform.SafeHtml;

/**
 * Causes and what they explain, to be drawn: what explains stands above what it explains. The same map gives the
 * same picture.
 *
 * @param boxes in the order of the record
 * @param arrows from a cause to what it helped to bring about, by the ids of boxes; never in a circle
 */
public record CauseMap(List<Box> boxes, List<Arrow> arrows) {

    /** What a box stands for, to be seen by its shape. */
    public enum Shape {
        TRIGGER,
        CONTRIBUTING_FACTOR,
        LATENT_CONDITION,
        AGGRAVATOR,
        /** A cause of which nobody said what part it played. */
        CAUSE,
        ENTRY
    }

    /**
     * Something in the map.
     *
     * @param state how far the work on a cause has come ({@code CONFIRMED}); empty for an entry
     * @param name what it is called in the document: "Cause 3", "#7"
     * @param kind its shape and state in words
     */
    public record Box(String id, Shape shape, String state, String name, String kind, String text) {}

    /** What explains, and what is explained. */
    public record Arrow(String from, String to) {}

    /**
     * The finished picture.
     *
     * @param columns how many boxes stand beside each other at the most
     */
    public record Picture(SafeHtml svg, int columns) {}

    /**
     * The map drawn.
     *
     * @param key lower-case letters, digits and hyphens: its own in a document
     */
    public Picture picture(String key) {
        Layout layout = Layout.of(this);
        return new Picture(new SafeHtml(new Drawing(layout, key, words()).draw()), layout.columns());
    }

    /** "Cause 2 explains Cause 1, #7. Cause 3 explains Cause 1." */
    private String words() {
        Map<String, String> names = new HashMap<>();
        boxes.forEach(box -> names.put(box.id(), box.name()));
        return boxes.stream()
                .map(box -> arrows.stream()
                        .filter(arrow -> arrow.from().equals(box.id()))
                        .map(arrow -> names.getOrDefault(arrow.to(), arrow.to()))
                        .collect(Collectors.joining(", ", box.name() + " explains ", ". ")))
                .filter(sentence -> !sentence.endsWith(" explains . "))
                .collect(Collectors.joining())
                .strip();
    }
}
