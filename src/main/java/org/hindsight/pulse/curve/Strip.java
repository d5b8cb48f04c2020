package org.hindsight.pulse.curve;

import static org.hindsight.platform.drawing.Svg.number;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.hindsight.platform.drawing.Days;
import org.hindsight.platform.drawing.Letters;
import org.hindsight.platform.drawing.Pen;
import org.hindsight.platform.web.Wording;
import org.hindsight.pulse.detection.State;

/**
 * The band below the curve: what was out of the ordinary, each stretch with its name inside or beside it. Where
 * stretches crowd, the outages and the longest are named first; a state that finds no place at all is named in
 * a key. States differ in lightness and outline too, so that they can be told apart without colour.
 */
final class Strip {

    static final double HEIGHT = 18;

    private static final double GAP = 5;
    private static final double AIR = 8;
    private static final double LEAST = 1.5;

    /** What is narrower needs no name if its state has one elsewhere. */
    private static final double NOTABLE = 8;

    private record Bar(Stretch stretch, double from, double to) {}

    private record Word(State state, String text, double from, double to, boolean inside) {}

    private final List<Bar> bars;
    private final List<Word> words = new ArrayList<>();
    private final double width;
    private final double size;

    /** @param width of the drawing, which words do not leave */
    Strip(List<Stretch> stretches, ToDoubleFunction<java.time.Instant> x, Days days, double width, double size) {
        this.width = width;
        this.size = size;
        this.bars = stretches.stream()
                .map(stretch -> bar(stretch, x.applyAsDouble(stretch.from()), x.applyAsDouble(stretch.to())))
                .toList();
        bars.stream()
                .sorted(Comparator.comparing((Bar bar) -> bar.stretch().state())
                        .thenComparing(bar -> bar.stretch().length())
                        .reversed())
                .forEach(bar -> name(bar, days));
    }

    private static Bar bar(Stretch stretch, double from, double to) {
        return new Bar(stretch, from, Math.max(to, from + LEAST));
    }

    private void name(Bar bar, Days days) {
        Stretch stretch = bar.stretch();
        boolean known = words.stream().anyMatch(word -> word.state() == stretch.state());
        if (known && bar.to() - bar.from() < NOTABLE) {
            return;
        }
        String word = Wording.words(stretch.state());
        String full = word + " " + days.span(stretch.from(), stretch.to());
        inside(bar, full)
                .or(() -> inside(bar, word))
                .or(() -> beside(bar, full))
                .or(() -> beside(bar, word))
                .ifPresent(words::add);
    }

    private Optional<Word> inside(Bar bar, String text) {
        double length = Letters.width(text, size);
        return bar.to() - bar.from() < length + 2 * AIR
                ? Optional.empty()
                : Optional.of(new Word(bar.stretch().state(), text, bar.from() + AIR, bar.from() + AIR + length, true));
    }

    private Optional<Word> beside(Bar bar, String text) {
        double length = Letters.width(text, size);
        State state = bar.stretch().state();
        Word right = new Word(state, text, bar.to() + GAP, bar.to() + GAP + length, false);
        Word left = new Word(state, text, bar.from() - GAP - length, bar.from() - GAP, false);
        return Optional.of(right).filter(this::free).or(() -> Optional.of(left).filter(this::free));
    }

    private boolean free(Word word) {
        return word.from() >= 0
                && word.to() <= width
                && bars.stream().noneMatch(bar -> bar.from() < word.to() && word.from() < bar.to())
                && words.stream().noneMatch(other -> other.from() < word.to() + AIR && word.from() < other.to() + AIR);
    }

    boolean isEmpty() {
        return bars.isEmpty();
    }

    private Set<State> unnamed() {
        Set<State> unnamed = EnumSet.noneOf(State.class);
        bars.forEach(bar -> unnamed.add(bar.stretch().state()));
        words.forEach(word -> unnamed.remove(word.state()));
        return unnamed;
    }

    double height() {
        double band = bars.isEmpty() ? 0 : HEIGHT + 6;
        return unnamed().isEmpty() ? band : band + HEIGHT + 4;
    }

    /** The wash behind the curve. */
    void shade(Pen pen, double top, double base) {
        fill(pen, "cv-shade", State.ELEVATED, "fill=\"#fdf0de\"", top, base);
        fill(pen, "cv-shade", State.OUTAGE, "fill=\"#fbe3e1\"", top, base);
    }

    void draw(Pen pen, double y, double left) {
        double top = y + 5;
        fill(pen, "cv-state", State.ELEVATED, "fill=\"#fdf0de\" stroke=\"#8a4a00\"", top, top + HEIGHT);
        fill(pen, "cv-state", State.OUTAGE, "fill=\"#b3201c\" stroke=\"#b3201c\"", top, top + HEIGHT);
        for (Word word : words) {
            if (word.inside() && word.state() == State.OUTAGE) {
                pen.onAlarm(word.from(), top + 13, "start", size, word.text());
            } else {
                pen.plain(word.from(), top + 13, "start", size, word.text());
            }
        }
        double x = left;
        for (State state : unnamed()) {
            String text = Wording.words(state);
            pen.path(look("cv-state", state, looks(state)), box(x, x + 12, top + HEIGHT + 8, top + HEIGHT + 20));
            pen.plain(x + 12 + GAP, top + HEIGHT + 18, "start", size, text);
            x += 12 + GAP + Letters.width(text, size) + 2 * AIR;
        }
    }

    private static String looks(State state) {
        return state == State.OUTAGE ? "fill=\"#b3201c\" stroke=\"#b3201c\"" : "fill=\"#fdf0de\" stroke=\"#8a4a00\"";
    }

    /** All bars of a state in one path: there may be hundreds. */
    private void fill(Pen pen, String name, State state, String look, double top, double bottom) {
        StringBuilder path = new StringBuilder();
        bars.stream()
                .filter(bar -> bar.stretch().state() == state)
                .forEach(bar -> path.append(box(bar.from(), bar.to(), top, bottom)));
        if (!path.isEmpty()) {
            pen.path(look(name, state, look), path);
        }
    }

    private static String look(String name, State state, String look) {
        return "class=\"" + name + "\" data-state=\"" + state + "\" " + look;
    }

    private static String box(double from, double to, double top, double bottom) {
        return "M" + number(from) + " " + number(top) + "H" + number(to) + "V" + number(bottom) + "H" + number(from)
                + "Z";
    }
}
