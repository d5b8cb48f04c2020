package org.hindsight.platform.time;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Reads the time that a line begins with, past what stands in front of it (list marks, headings, table cells,
 * brackets, the name in a chat log), and puts together what is left of the text.
 */
final class PhraseReader {

    private static final String[] PAIRS = {"**", "__", "*", "_", "`", "[", "("};
    private static final int MOST_PAIRS = 8;
    private static final int WORDS_OF_A_NAME = 3;
    private static final int LONGEST_REMARK = 60;

    private final Line line;
    private final Deque<String> open = new ArrayDeque<>();
    private final boolean ahead;
    private boolean cells;

    /** What was passed over and belongs to the text: a name, a remark. */
    private String passed = "";

    private @Nullable Written start;
    private @Nullable Written end;

    private PhraseReader(String text, boolean ahead) {
        line = new Line(text);
        this.ahead = ahead;
    }

    static Reading read(String text, Setting setting) {
        PhraseReader reader = new PhraseReader(text, setting.ahead());
        try {
            reader.marksInFront();
            Written start = reader.stretch() || reader.afterAName() ? reader.start : null;
            if (start == null) {
                return Reading.NOTHING;
            }
            String rest = reader.rest();
            return new Reading(new Resolver(setting, start, reader.end).phrase(rest), null);
        } catch (Impossible time) {
            return new Reading(null, time.doubt());
        }
    }

    private void marksInFront() {
        boolean more = true;
        while (more) {
            line.spaces();
            more = listMark() || line.eat('>') || cell() || pair();
        }
    }

    /** A dash, star or plus of a list, the marks of a heading. */
    private boolean listMark() {
        int before = line.place();
        boolean heading = false;
        while (line.eat('#')) {
            heading = true;
        }
        boolean mark = heading || line.eat('-') || line.eat('*') || line.eat('+') || line.eat('•');
        if (mark && line.spaces()) {
            return true;
        }
        line.back(before);
        return false;
    }

    private boolean cell() {
        boolean bar = line.eat('|');
        cells |= bar;
        return bar;
    }

    private boolean pair() {
        if (open.size() < MOST_PAIRS) {
            for (String pair : PAIRS) {
                if (line.eat(pair)) {
                    open.push(pair);
                    return true;
                }
            }
        }
        return false;
    }

    /** liggitt [6:27 AM] */
    private boolean afterAName() {
        int from = line.place();
        if (!open.isEmpty()) {
            return false;
        }
        for (int words = 0; words < WORDS_OF_A_NAME; words++) {
            if (!Character.isLetter(line.peek())) {
                return false;
            }
            while (Character.isLetterOrDigit(line.peek())
                    || (line.peek() != '\0' && "._-'’".indexOf(line.peek()) >= 0)) {
                line.skip(1);
            }
            String name = line.since(from);
            if (!line.spaces()) {
                return false;
            }
            if (line.eat('[')) {
                open.push("[");
                passed = name;
                return stretch() && line.peek() == ']';
            }
        }
        return false;
    }

    /** One moment, or two that make a stretch of time. */
    private boolean stretch() {
        int before = line.place();
        boolean between = line.eatWord("between");
        boolean from = !between && line.eatWord("from");
        if (!between && !from && line.eatWord("at", "on")) {
            line.spaces();
        }
        Written first = ahead ? MomentReader.readAhead(line) : MomentReader.read(line);
        if (first == null) {
            line.back(before);
            return false;
        }
        start = first;
        int after = line.place();
        if (first.onTheClock() && until(between, first)) {
            return true;
        }
        line.back(between || from ? before : after);
        return !between && !from;
    }

    private boolean until(boolean between, Written first) {
        boolean tight = Line.isDash(line.peek());
        String remark = remark();
        line.spaces();
        if (!joint(between)) {
            return false;
        }
        Written last = MomentReader.read(line);
        Clock clock = last == null ? null : last.clock;
        boolean hourOnly = clock != null && clock.precision() == Precision.HOUR;
        boolean halves = first.clock != null && first.clock.halves();
        if (clock == null || (hourOnly && !halves && !tight)) {
            return false;
        }
        end = last;
        passed = (passed + " " + remark).strip();
        return true;
    }

    /** (first notice), between the two ends of a stretch. */
    private String remark() {
        int before = line.place();
        line.spaces();
        int from = line.place();
        if (line.eat('(')) {
            while (!line.atEnd() && line.place() - from < LONGEST_REMARK) {
                if (line.eat(')')) {
                    return line.since(from);
                }
                line.skip(1);
            }
        }
        line.back(before);
        return "";
    }

    private boolean joint(boolean between) {
        if (Line.isDash(line.peek())) {
            line.skip(1);
            line.eat('>');
            return true;
        }
        return line.eat('→')
                || line.eat('…')
                || line.eat("..")
                || line.eatWord("to", "until", "till", "through", "thru")
                || (between && line.eatWord("and"));
    }

    private String rest() {
        boolean more = true;
        while (more) {
            line.spaces();
            more = closed() || (cells && line.eat('|')) || separator();
        }
        StringBuilder rest = new StringBuilder(line.rest().stripLeading());
        if (!rest.isEmpty()) {
            open.forEach(pair -> rest.insert(0, pair));
        }
        if (!passed.isEmpty()) {
            rest.insert(0, rest.isEmpty() ? passed : passed + " ");
        }
        return rest.toString();
    }

    private boolean closed() {
        String pair = open.peek();
        if (pair == null) {
            return false;
        }
        String closing = pair.equals("[") ? "]" : pair.equals("(") ? ")" : pair;
        if (line.eat(closing)) {
            open.pop();
            return true;
        }
        return false;
    }

    private boolean separator() {
        if (line.eat(':') || line.eat(',') || line.eat(';')) {
            return true;
        }
        boolean apart = line.peek(1) == '\0' || Line.isSpace(line.peek(1));
        if (apart && (Line.isDash(line.peek()) || line.peek() == '.')) {
            line.skip(1);
            return true;
        }
        return false;
    }
}
