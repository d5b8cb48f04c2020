import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.zip.ZipFile;

/**
 * Puts Maven's binary zip into a folder: {@code java FetchMaven.java <zip file or http(s) address> <sha512> <folder>}.
 *
 * <p>Run by {@code mvnw} from source, so that a JDK is all that a new machine needs: no curl, tar or sha512sum.
 */
class FetchMaven {

    public static void main(String[] args) throws Exception {
        String from = args[0];
        String sha512 = args[1];
        Path folder = Path.of(args[2]);
        Path zip = Files.createTempFile("maven", ".zip");
        try {
            if (from.startsWith("http")) {
                download(URI.create(from), zip);
            } else {
                Files.copy(Path.of(from), zip, StandardCopyOption.REPLACE_EXISTING);
            }
            byte[] digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(zip));
            if (!HexFormat.of().formatHex(digest).equals(sha512)) {
                throw new IOException("the SHA-512 of " + from + " is not the one in .mvn/maven.properties");
            }
            unpack(zip, folder);
        } catch (IOException e) {
            System.err.println("mvnw: " + from + ": " + e);
            System.exit(1);
        } finally {
            Files.delete(zip);
        }
    }

    private static void download(URI address, Path zip) throws IOException, InterruptedException {
        HttpClient.Builder client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(20));
        String proxy = System.getenv().getOrDefault("https_proxy", System.getenv().getOrDefault("HTTPS_PROXY", ""));
        if (!proxy.isEmpty()) {
            URI uri = URI.create(proxy);
            client.proxy(ProxySelector.of(new InetSocketAddress(uri.getHost(), uri.getPort())));
        }
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofMinutes(5)).build();
        HttpResponse<Path> answer = client.build().send(request, HttpResponse.BodyHandlers.ofFile(zip));
        if (answer.statusCode() != 200) {
            throw new IOException("answered " + answer.statusCode());
        }
    }

    private static void unpack(Path zip, Path folder) throws IOException {
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            for (var entries = archive.entries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder.normalize())) {
                    throw new IOException("entry outside of the folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                try (InputStream in = archive.getInputStream(entry)) {
                    Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
