import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * R6: how long people wait while thousands of connections dawdle. A fifth each sends its headers byte by byte, a JSON body,
 * a form, a file, and asks for a long answer without reading it; eight honest clients log a line and read the timeline meanwhile.
 *
 * java SlowClients.java ORIGIN TOKEN INCIDENT CONNECTIONS SECONDS
 */
class SlowClients {

    private static final int HONEST = 8;
    private static final int DRIP_MILLIS = 2000;
    private static final int KINDS = 5;
    private static final int READER = 4;

    private final URI origin;
    private final String token;
    private final String incident;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).build();

    SlowClients(URI origin, String token, String incident) {
        this.origin = origin;
        this.token = token;
        this.incident = incident;
    }

    public static void main(String[] args) throws Exception {
        SlowClients run = new SlowClients(URI.create(args[0]), args[1], args[2]);
        int connections = Integer.parseInt(args[3]);
        int seconds = Integer.parseInt(args[4]);
        run.honest(3);
        Waits alone = run.honest(seconds);
        List<SocketChannel> slow = run.connect(connections);
        AtomicBoolean on = new AtomicBoolean(true);
        AtomicInteger dropped = new AtomicInteger();
        Thread dripping = new Thread(() -> run.drip(slow, on, dropped));
        dripping.start();
        long workedOff = run.untilAnswered();
        Waits beside = run.honest(seconds);
        on.set(false);
        dripping.join();
        for (SocketChannel channel : slow) {
            channel.close();
        }
        System.out.printf("alone: %s%n", alone);
        System.out.printf("the slow readers' requests were worked off after %,d ms%n", workedOff);
        System.out.printf("beside %,d slow connections: %s (goal: p99 at most 1,000 ms)%n", slow.size(), beside);
        System.out.printf("slow connections that the server had closed by then: %,d%n", dropped.get());
        if (alone.failed() > 0) {
            System.exit(1);
        }
    }

    private record Waits(List<Long> millis, int failed) {
        @Override
        public String toString() {
            return "%,d requests, median %,d ms, p99 %,d ms, longest %,d ms, failed %d"
                    .formatted(millis.size(), at(0.5), at(0.99), at(1), failed);
        }

        private long at(double share) {
            return millis.get((int) Math.min(millis.size() - 1, Math.floor(millis.size() * share)));
        }
    }

    /** How long it takes until every honest client has had an answer: those who will not read theirs asked before. */
    private long untilAnswered() throws InterruptedException {
        Queue<Long> waits = new ConcurrentLinkedQueue<>();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < HONEST; i++) {
            Thread client = new Thread(() -> once("GET", "/timeline?limit=20", null, waits, new AtomicInteger()));
            clients.add(client);
            client.start();
        }
        for (Thread client : clients) {
            client.join();
        }
        return waits.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** Each honest client logs a line, reads the newest ones, pauses a little, and so on. */
    private Waits honest(int seconds) throws InterruptedException {
        Queue<Long> waits = new ConcurrentLinkedQueue<>();
        AtomicInteger failed = new AtomicInteger();
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < HONEST; i++) {
            Thread client = new Thread(() -> {
                while (System.nanoTime() < end) {
                    once("POST", "/timeline", "{\"text\": \"What an honest client sees\"}", waits, failed);
                    once("GET", "/timeline?limit=20", null, waits, failed);
                }
            });
            clients.add(client);
            client.start();
        }
        for (Thread client : clients) {
            client.join();
        }
        return new Waits(waits.stream().sorted().toList(), failed.get());
    }

    private void once(String method, String path, String body, Queue<Long> waits, AtomicInteger failed) {
        HttpRequest request = HttpRequest.newBuilder(origin.resolve(incident + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        long begun = System.nanoTime();
        try {
            int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status >= 400) {
                failed.incrementAndGet();
            }
        } catch (IOException | InterruptedException broken) {
            failed.incrementAndGet();
        }
        waits.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
    }

    private List<SocketChannel> connect(int connections) throws IOException {
        List<SocketChannel> slow = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open();
            if (i % KINDS == READER) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, 1024);
            }
            channel.connect(new InetSocketAddress(origin.getHost(), origin.getPort()));
            channel.configureBlocking(false);
            String begin = switch (i % KINDS) {
                case 0 -> "GET / HTTP/1.1\r\nHost: h\r\nX-Slow: ";
                case 1 -> post(incident + "/timeline", "application/json") + "{";
                case 2 -> post("/sign-in", "application/x-www-form-urlencoded") + "email=";
                case 3 -> post(incident + "/attachments", "multipart/form-data; boundary=b")
                        + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n";
                default -> "GET " + incident + "/timeline?limit=200 HTTP/1.1\r\nHost: h\r\n" + bearer() + "\r\n";
            };
            channel.write(ByteBuffer.wrap(begin.getBytes(StandardCharsets.US_ASCII)));
            slow.add(channel);
        }
        return slow;
    }

    private String post(String path, String type) {
        return "POST " + path + " HTTP/1.1\r\nHost: h\r\n" + bearer() + "Content-Type: " + type
                + "\r\nContent-Length: 100000\r\n\r\n";
    }

    private String bearer() {
        return "Authorization: Bearer " + token + "\r\n";
    }

    /** Another byte on each, every two seconds; those that do not read send nothing either. */
    private void drip(List<SocketChannel> slow, AtomicBoolean on, AtomicInteger dropped) {
        boolean[] gone = new boolean[slow.size()];
        ByteBuffer answer = ByteBuffer.allocate(1);
        while (on.get()) {
            for (int i = 0; i < slow.size() && on.get(); i++) {
                if (gone[i]) {
                    continue;
                }
                try {
                    if (i % KINDS != READER) {
                        slow.get(i).write(ByteBuffer.wrap(new byte[] {'x'}));
                    }
                    answer.clear();
                    gone[i] = i % KINDS != READER && slow.get(i).read(answer) < 0;
                } catch (IOException closed) {
                    gone[i] = true;
                }
                if (gone[i]) {
                    dropped.incrementAndGet();
                }
            }
            try {
                Thread.sleep(DRIP_MILLIS);
            } catch (InterruptedException ended) {
                return;
            }
        }
    }
}
