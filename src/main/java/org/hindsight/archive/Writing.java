package org.hindsight.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hindsight.incident.chapter.Content;

/** Writes archives byte by byte as their contents are read, so that a large one needs no more memory than a small one. */
final class Writing {

    /** Each file of a bundle is from the first moment that the format can tell, so that only its content counts. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final ObjectMapper json;

    Writing(ObjectMapper json) {
        this.json = json;
    }

    /** One JSON file: each thing on a line of its own, contents in Base64 at the end. */
    void json(Archive archive, OutputStream out) throws IOException {
        try (JsonGenerator generator = json.getFactory().createGenerator(out)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            generator.setCodec(json);
            generator.writeStartObject();
            record(archive, generator);
            generator.writeArrayFieldStart(Archive.CONTENTS);
            for (Content content : archive.contents()) {
                generator.writeRaw('\n');
                generator.writeStartObject();
                generator.writeStringField("sha256", content.sha256());
                generator.writeFieldName("base64");
                try (InputStream in = content.opening().open()) {
                    generator.writeBinary(in, Math.toIntExact(content.bytes()));
                }
                generator.writeEndObject();
            }
            generator.writeEndArray();
            generator.writeRaw('\n');
            generator.writeEndObject();
            generator.writeRaw('\n');
        }
    }

    private static void record(Archive archive, JsonGenerator generator) throws IOException {
        for (Map.Entry<String, JsonNode> field : archive.record().properties()) {
            generator.writeRaw('\n');
            generator.writeFieldName(field.getKey());
            if (field.getValue().isArray()) {
                generator.writeStartArray();
                for (JsonNode element : field.getValue()) {
                    generator.writeRaw('\n');
                    generator.writeTree(element);
                }
                generator.writeEndArray();
            } else {
                generator.writeTree(field.getValue());
            }
        }
    }

    /** A bundle: the record, and each content as a file. Nothing is deflated, for that gives other bytes elsewhere. */
    void zip(Archive archive, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.setMethod(ZipOutputStream.STORED);
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        json(new Archive(archive.record(), List.of()), record);
        byte[] bytes = record.toByteArray();
        CRC32 sum = new CRC32();
        sum.update(bytes);
        begin(zip, Archive.RECORD_FILE, bytes.length, sum.getValue());
        zip.write(bytes);
        zip.closeEntry();
        for (Content content : archive.contents()) {
            begin(zip, content.path(), content.bytes(), sum(content));
            try (InputStream in = content.opening().open()) {
                in.transferTo(zip);
            }
            zip.closeEntry();
        }
        zip.finish();
    }

    private static void begin(ZipOutputStream zip, String name, long size, long sum) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        entry.setSize(size);
        entry.setCompressedSize(size);
        entry.setCrc(sum);
        zip.putNextEntry(entry);
    }

    private static long sum(Content content) throws IOException {
        CRC32 sum = new CRC32();
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = content.opening().open()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sum.update(buffer, 0, read);
            }
        }
        return sum.getValue();
    }
}
