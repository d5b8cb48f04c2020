import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The least that a Vert.x server can do: the same bytes to everybody. {@code java BareRoute.java <port> <file.gz>} */
class BareRoute {

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        Buffer bytes = Buffer.buffer(Files.readAllBytes(Path.of(args[1])));
        String length = String.valueOf(bytes.length());
        int loops = 2 * Runtime.getRuntime().availableProcessors();
        Vertx.vertx()
                .deployVerticle(
                        () -> new AbstractVerticle() {
                            @Override
                            public void start() {
                                vertx.createHttpServer()
                                        .requestHandler(request -> request.response()
                                                .putHeader("content-type", "text/html;charset=UTF-8")
                                                .putHeader("content-encoding", "gzip")
                                                .putHeader("content-length", length)
                                                .end(bytes))
                                        .listen(port, "127.0.0.1");
                            }
                        },
                        new DeploymentOptions().setInstances(loops));
    }
}
