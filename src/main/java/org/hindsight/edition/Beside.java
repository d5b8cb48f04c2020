package org.hindsight.edition;

import io.quarkus.qute.TemplateData;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hindsight.platform.text.LineDiff;
import org.hindsight.platform.text.TextLine;
import org.jspecify.annotations.Nullable;

/** Two readings of a document beside each other, section by section. */
@TemplateData
record Beside(List<Part> parts) {

    /**
     * A section in both readings.
     *
     * @param reason why the whole of it stands on one side only; null where both have it
     */
    @TemplateData
    record Part(String key, String title, @Nullable Reason reason, List<Stretch> stretches) {

        public boolean differs() {
            return reason != null || stretches.stream().anyMatch(stretch -> !stretch.alike());
        }

        /** How many of its lines differ. */
        public int differences() {
            return stretches.stream()
                    .filter(stretch -> !stretch.alike())
                    .mapToInt(stretch -> stretch.rows().size())
                    .sum();
        }

        /** Whether it stands before only, or after only. */
        public boolean gone() {
            return !stretches.isEmpty()
                    && stretches.stream()
                            .flatMap(stretch -> stretch.rows().stream())
                            .allMatch(row -> row.change().after() == null);
        }

        public boolean isNew() {
            return !stretches.isEmpty()
                    && stretches.stream()
                            .flatMap(stretch -> stretch.rows().stream())
                            .allMatch(row -> row.change().before() == null);
        }
    }

    /** Lines in a row that differ, or that do not. */
    @TemplateData
    record Stretch(boolean alike, List<Row> rows) {

        /** So many lines that are alike are not worth reading between others that differ. */
        public boolean folded() {
            return alike && rows.size() > 2;
        }
    }

    /** A line with why it differs. */
    @TemplateData
    record Row(LineDiff.Change change, Set<Reason> reasons) {}

    /**
     * Why something is left out or told in another way.
     *
     * @param sentence for people
     * @param where it can be changed; null where it cannot
     */
    @TemplateData
    record Reason(String sentence, @Nullable String where) {}

    /** Says why a line differs. */
    @FunctionalInterface
    interface Why {
        Set<Reason> of(LineDiff.Change change);
    }

    static Part part(String key, String title, List<TextLine> before, List<TextLine> after, Why why) {
        return part(key, title, null, before, after, why);
    }

    static Part part(
            String key, String title, @Nullable Reason reason, List<TextLine> before, List<TextLine> after, Why why) {
        List<Stretch> stretches = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        boolean alike = false;
        for (LineDiff.Change change : LineDiff.of(before, after).changes()) {
            if (change.alike() != alike && !rows.isEmpty()) {
                stretches.add(new Stretch(alike, List.copyOf(rows)));
                rows.clear();
            }
            alike = change.alike();
            rows.add(new Row(change, alike ? Set.of() : why.of(change)));
        }
        if (!rows.isEmpty()) {
            stretches.add(new Stretch(alike, List.copyOf(rows)));
        }
        return new Part(key, title, reason, List.copyOf(stretches));
    }

    /** How many of its sections differ. */
    public long differing() {
        return parts.stream().filter(Part::differs).count();
    }

    public boolean differs() {
        return differing() > 0;
    }
}
