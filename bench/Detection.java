import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.hindsight.pulse.detection.Counts;
import org.hindsight.pulse.detection.Detector;
import org.hindsight.pulse.detection.Settings;
import org.hindsight.pulse.detection.State;
import org.hindsight.pulse.detection.Verdict;

/** Runs the detector over labelled series, all with the same settings. {@code java -cp target/classes Detection.java DIR} */
class Detection {

    private static final Instant BLACKOUT = Instant.parse("2019-07-22T20:40:00Z");
    private static final Instant QUIET_BEFORE = Instant.parse("2019-07-22T12:00:00Z");
    /** Of Nezha's faults only the beginning is on record. */
    private static final Duration INJECTED = Duration.ofMinutes(5);

    private static final int SIGMAS = 3;

    private static final String ROW = "%-42s %-9s %-9s %-24s %s%n";

    private final Path directory;

    Detection(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] args) throws IOException {
        new Detection(Path.of(args[0])).measure();
    }

    private void measure() throws IOException {
        List<Labelled> nab = nab();
        List<Labelled> states = venezuela();
        List<Labelled> nezha = nezha();
        System.out.println("found: windows in which an alarm began; one that was on before finds nothing. delay: median, from the");
        System.out.println("beginning of a window to the end of the step that found it. false: alarms that began outside of all");
        System.out.println("windows, how many that are a week, and the share of the time outside that any alarm was on.");
        System.out.printf("3 sigma: above mean + %d standard deviations of the day before (Nezha: of the hour before).%n", SIGMAS);
        print("NAB: steps of 5 minutes, values rounded to whole numbers", nab);
        print("Venezuela, July 2019: steps of 1 hour, reports = 100 - connectivity", states);
        System.out.printf("The windows begin at %s; the blackout is documented for %s.%n", begins(states), BLACKOUT);
        System.out.printf("%nOf Nezha's faults, %d have a request that failed in their window.%n", visible(nezha.get(0)));
        print("Nezha: steps of 1 minute, windows of " + INJECTED.toMinutes() + " minutes after each injected fault", nezha);
    }

    // The series

    private List<Labelled> nab() throws IOException {
        String labels = Files.readString(directory.resolve("nab/anomaly_windows.json"));
        List<Labelled> all = new ArrayList<>();
        for (String name : List.of(
                "ec2_request_latency_system_failure", "elb_request_count_8c0756", "rds_cpu_utilization_cc0c53")) {
            Map<Instant, Double> values = new LinkedHashMap<>();
            for (String[] cells : rows("nab/" + name + ".csv")) {
                values.put(instant(cells[0]), Double.valueOf(cells[1]));
            }
            Counts counts = counts(values, Duration.ofMinutes(5));
            Matcher series = Pattern.compile(name + "\\.csv\": \\[(.*?)\\]\\s*\\]", Pattern.DOTALL).matcher(labels);
            if (!series.find()) {
                throw new IOException("No windows for " + name);
            }
            List<Window> windows = new ArrayList<>();
            Matcher times = Pattern.compile("\"(.{19})[^\"]*\",\\s*\"(.{19})").matcher(series.group(1));
            while (times.find()) {
                windows.add(new Window(place(counts, instant(times.group(1))), place(counts, instant(times.group(2))) + 1));
            }
            all.add(new Labelled(name, counts, windows, Duration.ofDays(1)));
        }
        return all;
    }

    /**
     * The window of a state: from the first hour in which less was connected than in any before the noon of that day, until
     * that is no longer so; of several such stretches, the one with the worst hour.
     */
    private List<Labelled> venezuela() throws IOException {
        Map<String, Map<Instant, Double>> states = new LinkedHashMap<>();
        for (String[] cells : rows("connectivity_venezuela_2019-07-22.csv")) {
            states.computeIfAbsent(cells[2], name -> new LinkedHashMap<>())
                    .put(Instant.ofEpochSecond(Long.parseLong(cells[3])), Math.max(0, 100 - Double.parseDouble(cells[7])));
        }
        List<Labelled> all = new ArrayList<>();
        states.forEach((name, values) -> {
            Counts counts = counts(values, Duration.ofHours(1));
            long worstBefore = IntStream.range(0, place(counts, QUIET_BEFORE)).mapToLong(counts::at).max().orElse(0);
            int worst = IntStream.range(0, counts.size()).reduce(0, (a, b) -> counts.at(b) > counts.at(a) ? b : a);
            int from = worst;
            while (from > 0 && counts.at(from - 1) > worstBefore) {
                from--;
            }
            int to = worst + 1;
            while (to < counts.size() && counts.at(to) > worstBefore) {
                to++;
            }
            all.add(new Labelled(name, counts, List.of(new Window(from, to)), Duration.ofDays(1)));
        });
        return all;
    }

    private List<Labelled> nezha() throws IOException {
        List<String[]> rows = rows("nezha/2022-08-22_front_service.csv");
        List<Instant> faults = new ArrayList<>();
        Matcher times = Pattern.compile("inject_timestamp\": \"(\\d+)\"")
                .matcher(Files.readString(directory.resolve("nezha/2022-08-22_fault_list.json")));
        while (times.find()) {
            faults.add(Instant.ofEpochSecond(Long.parseLong(times.group(1))));
        }
        return List.of(
                nezha("requests that failed, in percent", rows, faults, cells -> 100 - Double.parseDouble(cells[3])),
                nezha("latency P90, in hundredths of a second", rows, faults, cells -> 100 * Double.parseDouble(cells[5])));
    }

    private static Labelled nezha(
            String name, List<String[]> rows, List<Instant> faults, ToDoubleFunction<String[]> value) {
        Map<Instant, Double> values = new LinkedHashMap<>();
        for (String[] cells : rows) {
            values.put(Instant.ofEpochSecond(Long.parseLong(cells[1])), value.applyAsDouble(cells));
        }
        Counts counts = counts(values, Duration.ofMinutes(1));
        List<Window> windows = faults.stream()
                .map(at -> new Window(place(counts, at), place(counts, at.plus(INJECTED))))
                .toList();
        return new Labelled(name, counts, windows, Duration.ofHours(1));
    }

    private List<String[]> rows(String file) throws IOException {
        return Files.readAllLines(directory.resolve(file)).stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> line.split(",", -1))
                .toList();
    }

    private static Instant instant(String written) {
        return LocalDateTime.parse(written.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }

    /** Puts each value into its step, rounded to a whole number; where there is none, nothing is known. */
    private static Counts counts(Map<Instant, Double> values, Duration step) {
        Instant start = values.keySet().stream().min(Instant::compareTo).orElseThrow();
        Instant end = values.keySet().stream().max(Instant::compareTo).orElseThrow();
        long[] counts = new long[(int) Duration.between(start, end).dividedBy(step) + 1];
        Arrays.fill(counts, Counts.UNKNOWN);
        values.forEach((at, value) -> counts[(int) Duration.between(start, at).dividedBy(step)] = Math.round(value));
        return new Counts(start, step, counts);
    }

    private static int place(Counts counts, Instant at) {
        return (int) Duration.between(counts.start(), at).dividedBy(counts.step());
    }

    // The alarms

    /** Where the detector says this or worse. */
    private static BitSet from(List<Verdict> verdicts, State least) {
        BitSet alarms = new BitSet();
        for (int i = 0; i < verdicts.size(); i++) {
            alarms.set(i, verdicts.get(i).state().compareTo(least) >= 0);
        }
        return alarms;
    }

    /** The peer: above the mean and three standard deviations of what came before, and quiet again for as long as ours. */
    private static BitSet sigmas(Labelled series) {
        Counts counts = series.counts();
        int before = (int) series.lookBack().dividedBy(counts.step());
        int quiet = Math.max(
                Settings.DEFAULTS.fewestSteps(),
                (int) Settings.DEFAULTS.leaveAfter().dividedBy(counts.step()));
        BitSet alarms = new BitSet();
        int calm = quiet;
        for (int i = 2; i < counts.size(); i++) {
            double[] past = IntStream.range(Math.max(0, i - before), i)
                    .mapToLong(counts::at)
                    .filter(count -> count != Counts.UNKNOWN)
                    .asDoubleStream()
                    .toArray();
            double mean = Arrays.stream(past).average().orElse(0);
            double variance = Arrays.stream(past).map(x -> (x - mean) * (x - mean)).average().orElse(0);
            calm = counts.at(i) > mean + SIGMAS * Math.sqrt(variance) ? 0 : calm + 1;
            alarms.set(i, calm < quiet);
        }
        return alarms;
    }

    // The tables

    private static void print(String title, List<Labelled> all) {
        System.out.printf("%n%s%n%n", title);
        System.out.printf(ROW, "series", "alarm", "found", "delay", "false");
        Map<String, List<Score>> totals = new LinkedHashMap<>();
        for (Labelled series : all) {
            Map<String, Score> scores = scores(series);
            scores.forEach((alarm, score) -> {
                print(series.name(), alarm, score);
                totals.computeIfAbsent(alarm, name -> new ArrayList<>()).add(score);
            });
        }
        totals.forEach((alarm, scores) -> print("all of them", alarm, Score.total(scores)));
    }

    private static void print(String name, String alarm, Score score) {
        System.out.printf(ROW, name, alarm, score.found() + " of " + score.windows(), score.delay(), score.falseAlarms());
    }

    private static long visible(Labelled series) {
        return series.windows().stream()
                .filter(window -> IntStream.range(window.from(), window.to()).anyMatch(i -> series.counts().at(i) > 0))
                .count();
    }

    private static String begins(List<Labelled> states) {
        Map<Instant, Integer> begins = new TreeMap<>();
        for (Labelled state : states) {
            Instant at = state.counts().start().plus(state.counts().step().multipliedBy(state.windows().get(0).from()));
            begins.merge(at, 1, Integer::sum);
        }
        return begins.toString();
    }

    private static Map<String, Score> scores(Labelled series) {
        List<Verdict> verdicts = Detector.judge(series.counts(), Settings.DEFAULTS);
        Map<String, Score> scores = new LinkedHashMap<>();
        scores.put("ELEVATED", Score.of(series, from(verdicts, State.ELEVATED)));
        scores.put("OUTAGE", Score.of(series, from(verdicts, State.OUTAGE)));
        scores.put("3 sigma", Score.of(series, sigmas(series)));
        return scores;
    }

    private record Window(int from, int to) {}

    private record Labelled(String name, Counts counts, List<Window> windows, Duration lookBack) {}

    /**
     * How an alarm did.
     *
     * @param delays in steps, one for each window in which an alarm began
     * @param wrong alarms that began outside of windows
     * @param on steps outside of windows with the alarm on
     * @param quiet steps outside of windows
     */
    private record Score(
            int windows, List<Integer> delays, int wrong, int on, int quiet, double weeks, Duration step) {

        static Score of(Labelled series, BitSet alarms) {
            List<Integer> delays = new ArrayList<>();
            BitSet begins = begins(alarms);
            BitSet inside = new BitSet();
            for (Window window : series.windows()) {
                firstIn(window, begins).ifPresent(first -> delays.add(first - window.from() + 1));
                inside.set(window.from(), window.to());
            }
            BitSet outside = new BitSet();
            outside.set(0, series.counts().size());
            outside.andNot(inside);
            int wrong = common(begins, outside);
            Duration step = series.counts().step();
            double weeks = step.multipliedBy(series.counts().size()).toMinutes() / (double) Duration.ofDays(7).toMinutes();
            return new Score(
                    series.windows().size(), delays, wrong, common(alarms, outside), outside.cardinality(), weeks, step);
        }

        private static BitSet begins(BitSet alarms) {
            BitSet begins = new BitSet();
            for (int i = alarms.nextSetBit(0); i >= 0; i = alarms.nextSetBit(alarms.nextClearBit(i))) {
                begins.set(i);
            }
            return begins;
        }

        private static OptionalInt firstIn(Window window, BitSet begins) {
            int first = begins.nextSetBit(window.from());
            return first >= 0 && first < window.to() ? OptionalInt.of(first) : OptionalInt.empty();
        }

        private static int common(BitSet some, BitSet others) {
            BitSet both = (BitSet) some.clone();
            both.and(others);
            return both.cardinality();
        }

        static Score total(List<Score> scores) {
            return new Score(
                    scores.stream().mapToInt(Score::windows).sum(),
                    scores.stream().flatMap(score -> score.delays().stream()).toList(),
                    scores.stream().mapToInt(Score::wrong).sum(),
                    scores.stream().mapToInt(Score::on).sum(),
                    scores.stream().mapToInt(Score::quiet).sum(),
                    scores.stream().mapToDouble(Score::weeks).sum(),
                    scores.get(0).step());
        }

        int found() {
            return delays.size();
        }

        String delay() {
            if (delays.isEmpty()) {
                return "-";
            }
            int median = delays.stream().sorted().toList().get(delays.size() / 2);
            Duration time = step.multipliedBy(median);
            return "%d steps, %d h %02d min".formatted(median, time.toHours(), time.toMinutesPart());
        }

        String falseAlarms() {
            return "%d (%.1f a week), on %.1f %%".formatted(wrong, wrong / weeks, 100.0 * on / quiet);
        }
    }
}
