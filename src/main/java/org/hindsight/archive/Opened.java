package org.hindsight.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.hindsight.intake.Brought;
import org.hindsight.platform.Digests;
import org.hindsight.platform.Texts;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A file that was brought, opened: the JSON in it and the contents that came along, by their SHA-256.
 *
 * @param json a record or an edition, without its contents
 * @param attachments those of the bundle of an edition, by their numbers: there they have other bytes than at home
 */
record Opened(ObjectNode json, Map<String, byte[]> contents, Map<Integer, byte[]> attachments) {

    private static final int MOST_FILES = 20_000;
    private static final Pattern ATTACHMENT = Pattern.compile("attachments/([1-9][0-9]{0,8})-.*");
    private static final int BUFFER = 64 * 1024;

    /**
     * Opens a JSON file or a bundle; what is neither is refused.
     *
     * @param most how many bytes may be in a bundle: one that grows beyond that was made to do harm
     */
    static Opened of(byte[] file, ObjectMapper mapper, long most) {
        return file.length > 1 && file[0] == 'P' && file[1] == 'K' ? bundle(file, mapper, most) : json(file, mapper);
    }

    private static Opened json(byte[] file, ObjectMapper mapper) {
        ObjectNode json = parsed(file, mapper, "file");
        Map<String, byte[]> contents = new HashMap<>();
        JsonNode brought = json.remove(Archive.CONTENTS);
        for (int i = 0; brought != null && i < brought.size(); i++) {
            byte[] bytes = decoded(brought.get(i).path("base64"), i);
            contents.put(Digests.sha256(bytes), bytes);
        }
        return new Opened(json, contents, Map.of());
    }

    private static byte[] decoded(JsonNode base64, int i) {
        try {
            return Base64.getDecoder().decode(base64.asText().getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException broken) {
            throw Problem.invalid(Archive.CONTENTS + "[" + i + "].base64", "is not Base64");
        }
    }

    private static Opened bundle(byte[] file, ObjectMapper mapper, long most) {
        Map<String, byte[]> contents = new HashMap<>();
        Map<Integer, byte[]> attachments = new HashMap<>();
        byte[] record = null;
        long left = most;
        int files = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] bytes = read(zip, left);
                left -= bytes.length;
                if (++files > MOST_FILES) {
                    throw Problem.tooMuch("The bundle holds more than " + MOST_FILES + " files.");
                }
                if (isRecord(entry.getName(), record)) {
                    record = bytes;
                }
                contents.put(Digests.sha256(bytes), bytes);
                Matcher attachment = ATTACHMENT.matcher(entry.getName());
                if (attachment.matches()) {
                    attachments.put(Integer.valueOf(attachment.group(1)), bytes);
                }
            }
        } catch (IOException | IllegalArgumentException broken) {
            throw Problem.invalid("file", "is a bundle that cannot be opened: " + broken.getMessage());
        }
        if (record == null) {
            throw Problem.invalid("file", "is a bundle without a " + Archive.RECORD_FILE);
        }
        return new Opened(json(record, mapper).json(), contents, attachments);
    }

    /** A bundle of an edition holds its JSON under the name of the report. */
    private static boolean isRecord(String name, byte @Nullable [] known) {
        return name.equals(Archive.RECORD_FILE) || (known == null && name.endsWith(".json") && !name.contains("/"));
    }

    private static byte[] read(ZipInputStream zip, long most) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
            bytes.write(buffer, 0, read);
            if (bytes.size() > most) {
                throw Problem.tooMuch(
                        "The bundle holds more than is taken at once. An operator can allow more: HINDSIGHT_IMPORTS_MAX_BYTES.");
            }
        }
        return bytes.toByteArray();
    }

    private static ObjectNode parsed(byte[] bytes, ObjectMapper mapper, String place) {
        JsonNode json;
        try {
            json = mapper.readTree(bytes);
        } catch (JsonProcessingException broken) {
            throw Brought.notJson(place, broken);
        } catch (IOException broken) {
            throw Problem.invalid(place, "cannot be read");
        }
        if (!(json instanceof ObjectNode object)) {
            throw Problem.invalid(place, "must hold a JSON object");
        }
        refuseUnkeepable(object, "");
        return object;
    }

    private static void refuseUnkeepable(JsonNode node, String place) {
        if (node.isTextual()) {
            Texts.fault(node.textValue()).ifPresent(fault -> {
                throw Problem.invalid(place, fault);
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                refuseUnkeepable(node.get(i), place + "[" + i + "]");
            }
        } else {
            node.properties().forEach(field -> {
                Texts.fault(field.getKey()).ifPresent(fault -> {
                    throw Problem.invalid(place.isEmpty() ? "file" : place, "has a field whose name " + fault);
                });
                refuseUnkeepable(field.getValue(), place.isEmpty() ? field.getKey() : place + "." + field.getKey());
            });
        }
    }

    /** The bytes of an attachment of an edition, by its number. */
    Optional<byte[]> attachment(int id) {
        return Optional.ofNullable(attachments.get(id));
    }

    /** Names what was brought: the same record has the same name whether it came as a file or as a bundle. */
    String name() {
        return Digests.sha256(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
