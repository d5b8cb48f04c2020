package org.hindsight.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hindsight.Api;
import org.jspecify.annotations.Nullable;

/** A program that follows an incident. */
final class Follower implements AutoCloseable {

    /** An event, a comment line (a sign of life), or the end of the stream. */
    record Heard(String kind, int id, String data) {
        JsonPath json() {
            return new JsonPath(data);
        }
    }

    private static final int PATIENCE = 30;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final InputStream stream;

    private Follower(InputStream stream) {
        this.stream = stream;
        Thread listening = new Thread(this::listen, "follower");
        listening.setDaemon(true);
        listening.start();
    }

    static Follower of(Api person, String incident, @Nullable Integer lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + incident + "/stream"))
                .header("Authorization", "Bearer " + person.token());
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId.toString());
        }
        try {
            HttpResponse<InputStream> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertEquals(200, answer.statusCode());
            assertEquals(
                    "text/event-stream;charset=UTF-8",
                    answer.headers().firstValue("Content-Type").orElse(""));
            return new Follower(answer.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private void listen() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            int id = 0;
            String kind = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(":")) {
                    heard.add(new Heard("comment", 0, line));
                } else if (line.startsWith("id: ")) {
                    id = Integer.parseInt(line.substring(4));
                } else if (line.startsWith("event: ")) {
                    kind = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    heard.add(new Heard(kind, id, line.substring(6)));
                }
            }
            heard.add(new Heard("end", 0, ""));
        } catch (IOException cut) {
            heard.add(new Heard("end", 0, String.valueOf(cut.getMessage())));
        }
    }

    /** The next thing of a kind, without what is of another one. */
    Heard next(String kind) {
        try {
            while (true) {
                Heard next = heard.poll(PATIENCE, TimeUnit.SECONDS);
                assertNotNull(next, "no " + kind + " within " + PATIENCE + " seconds");
                if (next.kind().equals(kind)) {
                    return next;
                }
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** The next changes. */
    List<Heard> changes(int many) {
        List<Heard> changes = new ArrayList<>();
        while (changes.size() < many) {
            changes.add(next("change"));
        }
        return changes;
    }

    /** What came after a change and before the stream ended. */
    List<String> kindsUntilTheEnd() {
        List<String> kinds = new ArrayList<>();
        try {
            while (true) {
                Heard next = heard.poll(PATIENCE, TimeUnit.SECONDS);
                assertNotNull(next, "the stream does not end");
                if (next.kind().equals("end")) {
                    return kinds;
                }
                kinds.add(next.kind());
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
