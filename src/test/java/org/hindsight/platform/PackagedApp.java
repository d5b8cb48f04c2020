package org.hindsight.platform;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The application as it is shipped, run as a process of its own on the loopback address:
 *
 * <pre>{@code
 * try (PackagedApp app = PackagedApp.jar(data).with("HINDSIGHT_DEMO", "true").start()) {
 *     get(app.uri("/reports"));
 *     app.kill();
 *     app.start(); // the same port, data folder and log
 * }
 * }</pre>
 *
 * <p>For tests tagged {@code packaged}: they run in {@code verify}, after the packaging.
 */
public final class PackagedApp implements AutoCloseable {

    private static final Path DISTRIBUTION = Path.of("target", "quarkus-app").toAbsolutePath();
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration END = Duration.ofSeconds(30);

    private final List<String> command;
    private final Path log;
    private final int port = freePort();
    private final Map<String, String> environment = new TreeMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private @Nullable Process process;

    private PackagedApp(List<String> command, Path data) {
        this.command = command;
        this.log = data.resolve("log.txt");
        with("HINDSIGHT_DATA", data.toString());
        with("QUARKUS_HTTP_HOST", "127.0.0.1");
        with("QUARKUS_HTTP_PORT", Integer.toString(port));
        with("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1"); // compiled quickly rather than well: it lives for seconds
    }

    /** The plain jar: {@code java -jar quarkus-run.jar}. */
    public static PackagedApp jar(Path data) {
        return new PackagedApp(List.of(java(), "-jar", jarIn(DISTRIBUTION)), data);
    }

    /** The start script of a distribution, say of a {@linkplain #copyDistributionTo copied one}. */
    public static PackagedApp script(Path distribution, Path data) {
        return new PackagedApp(List.of(distribution.resolve("bin/hindsight").toString()), data)
                .with("JAVA_HOME", System.getProperty("java.home"));
    }

    /** Copies the distribution that was built to {@code folder}, as someone does who installs it. */
    public static void copyDistributionTo(Path folder) throws IOException {
        jarIn(DISTRIBUTION);
        try (Stream<Path> files = Files.walk(DISTRIBUTION)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = folder.resolve(DISTRIBUTION.relativize(file));
                if (!Files.isDirectory(target)) {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    /** Sets a variable of the environment; the test's own {@code HINDSIGHT_…} and {@code QUARKUS_…} are not passed on. */
    public PackagedApp with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Starts, and returns when the application says that it is ready. */
    public PackagedApp start() throws IOException {
        if (process != null && process.isAlive()) {
            throw new IllegalStateException("runs already");
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("HINDSIGHT_") || name.startsWith("QUARKUS_"));
        builder.environment().putAll(environment);
        Process started = builder.start();
        process = started;
        try {
            Awaitility.await()
                    .atMost(START)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !started.isAlive() || isReady());
        } catch (ConditionTimeoutException e) {
            kill();
            fail("not ready after " + START.toSeconds() + " s; its log:\n" + log(), e);
        }
        if (!started.isAlive()) {
            fail("ended with " + started.exitValue() + " while starting; its log:\n" + log());
        }
        return this;
    }

    public boolean isReady() {
        try {
            HttpRequest ready = HttpRequest.newBuilder(uri("/q/health/ready"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // nobody listens yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** {@code kill -9}: the application gets no chance to tidy up. Returns when it is gone. */
    public void kill() {
        end(Process::destroyForcibly);
    }

    /** Asks it to end, as an operator's service manager does. Returns when it is gone. */
    public void stop() {
        end(running -> {
            running.destroy();
            return running;
        });
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** All that it wrote so far, over all its starts. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    private void end(UnaryOperator<Process> how) {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("was not started");
        }
        try {
            if (!how.apply(running).waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                running.destroyForcibly();
                fail("did not end within " + END.toSeconds() + " s; its log:\n" + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running.destroyForcibly();
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String jarIn(Path distribution) {
        Path jar = distribution.resolve("quarkus-run.jar");
        if (!Files.exists(jar)) {
            fail("nothing is packaged yet: run ./mvnw package first, or this test within ./mvnw verify");
        }
        return jar.toString();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
