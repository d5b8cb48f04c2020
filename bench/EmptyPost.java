import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/** The least that a Vert.x server can do with a POST: read its body and answer. {@code java EmptyPost.java <port>} */
class EmptyPost {

    public static void main(String[] args) {
        int port = Integer.parseInt(args[0]);
        Buffer answer = Buffer.buffer("{\"counted\":true}");
        int loops = 2 * Runtime.getRuntime().availableProcessors();
        Vertx.vertx()
                .deployVerticle(
                        () -> new AbstractVerticle() {
                            @Override
                            public void start() {
                                vertx.createHttpServer()
                                        .requestHandler(request -> request.body().onSuccess(body -> request.response()
                                                .setStatusCode(202)
                                                .putHeader("content-type", "application/json;charset=UTF-8")
                                                .end(answer)))
                                        .listen(port, "127.0.0.1");
                            }
                        },
                        new DeploymentOptions().setInstances(loops));
    }
}
