package org.hindsight.edition.subscription;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** A mail server that answers as it likes, or not at all. */
final class OddServer {

    private final ServerSocket door;
    private final UnaryOperator<String> answers;
    private final Set<Socket> calls = ConcurrentHashMap.newKeySet();
    private final Thread porter;

    private OddServer(int port, UnaryOperator<String> answers) {
        this.answers = answers;
        try {
            door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        porter = start(this::open);
    }

    /** One that takes every call and never says a word. */
    static void silent(int port, Runnable meanwhile) {
        run(port, line -> "", meanwhile);
    }

    /** One that knows no mailbox. */
    static void refusingReceivers(int port, Runnable meanwhile) {
        UnaryOperator<String> answers = line -> {
            if (line.startsWith("RCPT")) {
                return "550 5.1.1 No such mailbox";
            }
            return line.isEmpty() ? "220 odd" : line.startsWith("QUIT") ? "221 bye" : "250 odd";
        };
        run(port, answers, meanwhile);
    }

    private static void run(int port, UnaryOperator<String> answers, Runnable meanwhile) {
        OddServer server = new OddServer(port, answers);
        try {
            meanwhile.run();
        } finally {
            server.close();
        }
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "odd mail server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void open() {
        while (!door.isClosed()) {
            try {
                Socket call = door.accept();
                calls.add(call);
                start(() -> answer(call));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket call) {
        try (call;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(call.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = ""; line != null; line = lines.readLine()) {
                String answer = answers.apply(line);
                if (!answer.isEmpty()) {
                    call.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException gone) {
            // The other side left; that is what some tests are about.
        }
    }

    /** Leaves nothing behind that holds the port. */
    private void close() {
        try {
            door.close();
            porter.join();
            for (Socket call : calls) {
                call.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
