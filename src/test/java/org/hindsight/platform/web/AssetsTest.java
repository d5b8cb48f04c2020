package org.hindsight.platform.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A script or style sheet that nobody listed is not served, and pages fail without a word on the server. */
@Tag("plain")
class AssetsTest {

    @ParameterizedTest
    @CsvSource({"js,.js", "css,.css"})
    void whatLiesThereIsListedOnce(String folder, String ending) throws IOException {
        Path files = Path.of("src/main/resources/web", folder);
        List<String> listed = Files.readAllLines(files.resolve("index.txt")).stream()
                .filter(line -> !line.isBlank())
                .toList();
        try (Stream<Path> lying = Files.walk(files)) {
            assertEquals(
                    lying.map(file -> files.relativize(file).toString())
                            .filter(name -> name.endsWith(ending))
                            .sorted()
                            .toList(),
                    listed.stream().sorted().toList());
        }
    }
}
