package org.hindsight;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;

/** A body with files in it, byte for byte as browsers write it. */
public final class Multipart {

    private static final String BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    public Multipart field(String name, Object value) {
        return part("name=\"" + name + "\"\r\n", String.valueOf(value).getBytes(UTF_8));
    }

    /**
     * Adds a file.
     *
     * @param type what the sender says that the file is
     */
    public Multipart file(String name, String fileName, String type, byte[] bytes) {
        return part(
                "name=\"" + name + "\"; filename=\"" + fileName.replace("\"", "%22") + "\"\r\nContent-Type: " + type
                        + "\r\n",
                bytes);
    }

    private Multipart part(String head, byte[] bytes) {
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + head + "\r\n").getBytes(UTF_8));
        body.writeBytes(bytes);
        body.writeBytes("\r\n".getBytes(UTF_8));
        return this;
    }

    /** The request with this body. */
    public RequestSpecification in(RequestSpecification request) {
        return request.contentType(contentType()).body(bytes());
    }

    /** What the body says that it is. */
    public static String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    /** The whole body. */
    public byte[] bytes() {
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        return body.toByteArray();
    }
}
