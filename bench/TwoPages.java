import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * One reader who opens a small and a large page in turn, so that whatever else the machine does falls on both alike.
 * {@code java TwoPages.java <token> <small> <large> <rounds> <requests> <warm-up, seconds>}
 */
class TwoPages {

    private static final double RATIO = 2;
    private static final int MOST_BYTES = 150 * 1024;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String token;

    private TwoPages(String token) {
        this.token = token;
    }

    public static void main(String[] args) throws Exception {
        TwoPages reader = new TwoPages(args[0]);
        URI small = URI.create(args[1]);
        URI large = URI.create(args[2]);
        int rounds = Integer.parseInt(args[3]);
        int requests = Integer.parseInt(args[4]);
        reader.warmUp(small, large, Duration.ofSeconds(Integer.parseInt(args[5])));

        double[] smallMedians = new double[rounds];
        double[] largeMedians = new double[rounds];
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            long[] smallTimes = new long[requests];
            long[] largeTimes = new long[requests];
            for (int i = 0; i < requests; i++) {
                smallTimes[i] = reader.time(small);
                largeTimes[i] = reader.time(large);
            }
            smallMedians[round] = median(smallTimes) / 1e6;
            largeMedians[round] = median(largeTimes) / 1e6;
            ratios[round] = largeMedians[round] / smallMedians[round];
            System.out.printf(
                    "round %d: %.2f ms small, %.2f ms large, ratio %.2f   (medians of %d each, interleaved)%n",
                    round + 1, smallMedians[round], largeMedians[round], ratios[round], requests);
        }
        System.out.printf("time, small page                 %8.2f ms%n", median(smallMedians));
        System.out.printf("time, large page                 %8.2f ms%n", median(largeMedians));
        System.out.printf("ratio of the times               %8.2f      goal <= %.1f%n", median(ratios), RATIO);
        reader.weigh("small", small, "");
        reader.weigh("large", large, "   goal <= " + MOST_BYTES / 1024 + " KB gzip");
    }

    private void warmUp(URI small, URI large, Duration howLong) throws IOException, InterruptedException {
        long end = System.nanoTime() + howLong.toNanos();
        while (System.nanoTime() < end) {
            time(small);
            time(large);
        }
    }

    /** From sending the request to the last byte of the answer, in nanoseconds. */
    private long time(URI page) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        get(page);
        return System.nanoTime() - begin;
    }

    private void weigh(String name, URI page, String goal) throws IOException, InterruptedException {
        byte[] sent = get(page).body();
        int whole = new GZIPInputStream(new ByteArrayInputStream(sent)).readAllBytes().length;
        System.out.printf(
                "bytes, %s page               %8.1f KB gzip, %.1f KB unpacked%s%n", name, sent.length / 1024.0, whole / 1024.0, goal);
    }

    private HttpResponse<byte[]> get(URI page) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(page)
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "text/html")
                        .header("Accept-Encoding", "gzip")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        String packed = answer.headers().firstValue("Content-Encoding").orElse("nothing");
        if (answer.statusCode() != 200 || !packed.equals("gzip")) {
            throw new IllegalStateException(page + " answered " + answer.statusCode() + ", packed with " + packed);
        }
        return answer;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double median(long[] values) {
        return median(Arrays.stream(values).asDoubleStream().toArray());
    }
}
