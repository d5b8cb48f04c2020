package org.hindsight.postmortem.template;

import io.quarkus.logging.Log;
import io.quarkus.runtime.util.ClassPathUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hindsight.platform.Texts;
import org.jspecify.annotations.Nullable;

/**
 * The document templates: those that come with the application, and those of the operator in the folder
 * {@code templates} of the data folder, which add to them or take the place of one with the same key. A
 * file of the operator is read anew when it changes; a broken one is reported and otherwise ignored.
 */
@ApplicationScoped
public class DocumentTemplates {

    private static final String SHIPPED = "document-templates";
    private static final long MOST_BYTES = 1_000_000;

    /** A file that is not a template, and why. */
    public record Fault(String file, String message) {}

    private record Reading(
            FileTime modified,
            long bytes,
            @Nullable DocumentTemplate template,
            @Nullable Fault fault) {}

    private final Placeholders placeholders;
    private final Path folder;
    private final Map<String, DocumentTemplate> shipped;
    private final Map<Path, Reading> readings = new ConcurrentHashMap<>();

    DocumentTemplates(@ConfigProperty(name = "hindsight.data") Path data, Placeholders placeholders) {
        this.placeholders = placeholders;
        this.folder = data.resolve("templates");
        this.shipped = shipped();
    }

    /** All templates by key. */
    public Collection<DocumentTemplate> all() {
        Map<String, DocumentTemplate> all = new TreeMap<>(shipped);
        for (Reading reading : ofOperator()) {
            if (reading.template() != null) {
                all.put(reading.template().key(), reading.template());
            }
        }
        return all.values();
    }

    public Optional<DocumentTemplate> of(String key) {
        return all().stream().filter(template -> template.key().equals(key)).findFirst();
    }

    /** The operator's files that could not be read as templates. */
    public List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        for (Reading reading : ofOperator()) {
            if (reading.fault() != null) {
                faults.add(reading.fault());
            }
        }
        return faults;
    }

    private List<Reading> ofOperator() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Reading> current = new ArrayList<>();
        List<Path> files;
        try {
            files = files(folder);
        } catch (IOException | UncheckedIOException unreadable) {
            return List.of(
                    new Reading(FileTime.fromMillis(0), 0, null, new Fault("templates", "The folder cannot be read.")));
        }
        readings.keySet().retainAll(files);
        for (Path file : files) {
            current.add(reading(file));
        }
        return current;
    }

    private Reading reading(Path file) {
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            long bytes = Files.size(file);
            Reading known = readings.get(file);
            if (known != null && known.modified().equals(modified) && known.bytes() == bytes) {
                return known;
            }
            Reading fresh = read(file, modified, bytes);
            readings.put(file, fresh);
            return fresh;
        } catch (IOException gone) {
            return new Reading(FileTime.fromMillis(0), 0, null, new Fault(name(file), "It cannot be read."));
        }
    }

    private Reading read(Path file, FileTime modified, long bytes) {
        try {
            if (bytes > MOST_BYTES) {
                throw new TemplateText.Unreadable("It is larger than 1 MB.");
            }
            return new Reading(modified, bytes, template(file), null);
        } catch (TemplateText.Unreadable | IOException fault) {
            String message = fault instanceof CharacterCodingException
                    ? "It is not UTF-8."
                    : fault instanceof TemplateText.Unreadable
                            ? String.valueOf(fault.getMessage())
                            : "It cannot be read.";
            Log.warnf("The document template %s is left out: %s", file, message);
            return new Reading(modified, bytes, null, new Fault(name(file), message));
        }
    }

    private DocumentTemplate template(Path file) throws IOException, TemplateText.Unreadable {
        String text = Files.readString(file);
        Optional<String> fault = Texts.fault(text);
        if (fault.isPresent()) {
            throw new TemplateText.Unreadable("It " + fault.get() + ".");
        }
        return TemplateText.read(text, placeholders);
    }

    private Map<String, DocumentTemplate> shipped() {
        Map<String, DocumentTemplate> shipped = new HashMap<>();
        try {
            ClassPathUtils.consumeAsPaths(SHIPPED, directory -> {
                try {
                    for (Path file : files(directory)) {
                        DocumentTemplate template = template(file);
                        shipped.put(template.key(), template);
                    }
                } catch (IOException | TemplateText.Unreadable broken) {
                    throw new IllegalStateException("A template that comes with the application is broken", broken);
                }
            });
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return shipped;
    }

    /** The Markdown files of a folder by name, without the README that explains it. */
    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> name(file).toLowerCase(Locale.ROOT).endsWith(".md"))
                    .filter(file -> !name(file).equalsIgnoreCase("README.md"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
