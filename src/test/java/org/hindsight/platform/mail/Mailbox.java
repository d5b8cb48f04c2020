package org.hindsight.platform.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Random;

/** The mail server of all tests: a real one, that keeps what it gets. The annotation makes it everyone's. */
@QuarkusTestResource(Mailbox.class)
public class Mailbox implements QuarkusTestResourceLifecycleManager {

    private static final String LOCALHOST = "127.0.0.1";

    private GreenMail server;

    @Override
    public Map<String, String> start() {
        int port = freePort();
        ServerSetup setup = new ServerSetup(port, LOCALHOST, ServerSetup.PROTOCOL_SMTP);
        server = new GreenMail(setup);
        server.start();
        return Map.of(
                "hindsight.smtp.host",
                LOCALHOST,
                "hindsight.smtp.port",
                Integer.toString(port),
                "hindsight.smtp.from",
                "Hindsight <hindsight@example.org>",
                "hindsight.smtp.starttls",
                "DISABLED");
    }

    /** One that stays free while the server is down for a moment: systems give those from 32768 on to whoever calls out. */
    private static int freePort() {
        Random random = new Random();
        while (true) {
            int port = 20_000 + random.nextInt(12_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // Then another one.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void inject(TestInjector test) {
        test.injectIntoFields(server, new TestInjector.MatchesType(GreenMail.class));
    }

    @Override
    public void stop() {
        server.stop();
    }
}
