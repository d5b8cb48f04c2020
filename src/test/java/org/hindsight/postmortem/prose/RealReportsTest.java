package org.hindsight.postmortem.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the checks say of reports that others have written; {@code docs/checks.md} tells the numbers. */
@Tag("plain")
class RealReportsTest {

    /** Reports that others have published, which are theirs and no part of this repository. */
    private static final Path REPORTS = Path.of("../shared/data/postmortems");

    private static final Path FINDINGS = Path.of("target/findings.tsv");
    private static final Path DOCUMENTATION = Path.of("docs/checks.md");

    private static final Pattern ROW = Pattern.compile("^\\| `([A-Z_]+)` \\| (\\d+) \\| (\\d+) \\|", Pattern.MULTILINE);

    /** How often a check fires, and in how many documents. */
    private record Fired(int times, int documents) {}

    @Test
    void theDocumentationTellsHowOftenEachCheckFiresOnRealReports() throws IOException {
        assumeTrue(Files.isDirectory(REPORTS), "The real reports are not at hand: " + REPORTS);
        Map<String, Fired> counted = new TreeMap<>();
        count().forEach((concern, fired) -> counted.put(concern.name(), fired));
        Map<String, Fired> documented = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(DOCUMENTATION));
        while (row.find()) {
            documented.put(row.group(1), new Fired(Integer.parseInt(row.group(2)), Integer.parseInt(row.group(3))));
        }
        assertFalse(counted.isEmpty());
        assertEquals(counted, documented);
    }

    private static Map<Concern, Fired> count() throws IOException {
        Map<Concern, Fired> counted = new EnumMap<>(Concern.class);
        List<String> lines = new ArrayList<>();
        for (Path file : reports()) {
            Map<Concern, Integer> here = new EnumMap<>(Concern.class);
            for (Finding finding : Writing.findings(Files.readString(file))) {
                here.merge(finding.concern(), 1, Integer::sum);
                lines.add(finding.concern() + "\t" + file.getFileName() + "\t" + finding.words() + "\t"
                        + finding.passage());
            }
            here.forEach((concern, times) -> counted.merge(
                    concern, new Fired(times, 1), (a, b) -> new Fired(a.times + b.times, a.documents + 1)));
        }
        Files.write(FINDINGS, lines);
        return counted;
    }

    private static List<Path> reports() throws IOException {
        try (Stream<Path> files = Files.list(REPORTS)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
