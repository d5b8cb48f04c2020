import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Many people who follow one incident while a line a second is logged: how late each of them hears of each line.
 * {@code java Viewers.java <origin> <token> <incident's address> <revision> <viewers> <lines>}
 */
class Viewers {

    private static final int TOGETHER = 250;
    private static final long PATIENCE = 30_000_000_000L;

    private final InetSocketAddress server;
    private final ByteBuffer request;
    private final int revision;
    private final int lines;
    private final AtomicLongArray sent;
    private final long[] delays;
    private int heard;
    private int connected;
    private int lost;

    /** One of them: the number that is being read, and which revision came last. */
    private static final class Viewer {
        private int matched;
        private int number;
        private int last;
        private boolean greeted;
    }

    private static final byte[] MARK = "\nid: ".getBytes(StandardCharsets.US_ASCII);

    Viewers(URI origin, String token, String incident, int revision, int viewers, int lines) {
        this.server = new InetSocketAddress(origin.getHost(), origin.getPort());
        this.request = ByteBuffer.wrap(("GET " + incident + "/stream?after=" + revision + " HTTP/1.1\r\nHost: " + origin.getAuthority()
                        + "\r\nAuthorization: Bearer " + token + "\r\nAccept: text/event-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        this.revision = revision;
        this.lines = lines;
        this.sent = new AtomicLongArray(lines + 1);
        this.delays = new long[viewers * lines];
    }

    public static void main(String[] args) throws Exception {
        URI origin = URI.create(args[0]);
        int viewers = Integer.parseInt(args[4]);
        int lines = Integer.parseInt(args[5]);
        Viewers all = new Viewers(origin, args[1], args[2], Integer.parseInt(args[3]), viewers, lines);
        all.measure(viewers, () -> log(origin, args[1], args[2], lines, all.sent));
    }

    private static void log(URI origin, String token, String incident, int lines, AtomicLongArray sent) {
        HttpClient http = HttpClient.newHttpClient();
        long begin = System.nanoTime();
        for (int i = 1; i <= lines; i++) {
            while (System.nanoTime() < begin + i * 1_000_000_000L) {
                Thread.onSpinWait();
                java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
            }
            sent.set(i, System.nanoTime());
            try {
                HttpResponse<Void> answer = http.send(
                        HttpRequest.newBuilder(origin.resolve(incident + "/timeline"))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"Line " + i + ": the queue of sign-ins grows.\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
                if (answer.statusCode() != 201) {
                    throw new IllegalStateException("a line was answered with " + answer.statusCode());
                }
            } catch (IOException | InterruptedException broken) {
                throw new IllegalStateException(broken);
            }
        }
    }

    private void measure(int viewers, Runnable writing) throws IOException {
        Selector selector = Selector.open();
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
        long connecting = System.nanoTime();
        int begun = 0;
        Thread writer = null;
        long deadline = 0;
        while (heard < delays.length) {
            while (begun < viewers && begun - connected < TOGETHER) {
                begin(selector);
                begun++;
            }
            if (connected == viewers && writer == null) {
                System.err.printf("%d viewers are in after %.1f s%n", viewers, (System.nanoTime() - connecting) / 1e9);
                writer = new Thread(writing, "writer");
                writer.setDaemon(true);
                writer.start();
                deadline = System.nanoTime() + lines * 1_000_000_000L + PATIENCE;
            }
            if (deadline != 0 && System.nanoTime() > deadline) {
                break;
            }
            selector.select(100);
            for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
                SelectionKey key = keys.next();
                keys.remove();
                serve(key, buffer);
            }
        }
        report(viewers);
    }

    private void begin(Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(server);
        channel.register(selector, SelectionKey.OP_CONNECT, new Viewer());
    }

    private void serve(SelectionKey key, ByteBuffer buffer) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        if (key.isConnectable()) {
            channel.finishConnect();
            channel.write(request.duplicate());
            key.interestOps(SelectionKey.OP_READ);
            return;
        }
        buffer.clear();
        int read = channel.read(buffer);
        if (read < 0) {
            lost++;
            key.cancel();
            channel.close();
            return;
        }
        long now = System.nanoTime();
        Viewer viewer = (Viewer) key.attachment();
        if (!viewer.greeted) {
            viewer.greeted = true;
            connected++;
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
            hear(viewer, buffer.get(), now);
        }
    }

    /** Finds the numbers of the events, wherever the network cut the text. */
    private void hear(Viewer viewer, byte next, long now) {
        if (viewer.matched < MARK.length) {
            viewer.matched = next == MARK[viewer.matched] ? viewer.matched + 1 : next == MARK[0] ? 1 : 0;
        } else if (next >= '0' && next <= '9') {
            viewer.number = viewer.number * 10 + next - '0';
        } else {
            int line = viewer.number - revision;
            if (viewer.number != (viewer.last == 0 ? revision + 1 : viewer.last + 1)) {
                throw new IllegalStateException("revision " + viewer.number + " came after " + viewer.last);
            }
            delays[heard++] = now - sent.get(line);
            viewer.last = viewer.number;
            viewer.number = 0;
            viewer.matched = next == MARK[0] ? 1 : 0;
        }
    }

    private void report(int viewers) {
        long[] sorted = Arrays.copyOf(delays, heard);
        Arrays.sort(sorted);
        System.out.printf(
                "%d viewers, %d lines: %d of %d heard, in order; %d connections lost; delay median %.0f ms, p99 %.0f ms, longest %.0f ms%n",
                viewers,
                lines,
                heard,
                delays.length,
                lost,
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6,
                sorted[sorted.length - 1] / 1e6);
    }
}
