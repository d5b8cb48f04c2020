package org.hindsight.timeline;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Listens to what the server complains of. */
final class LogOfFaults extends Handler implements AutoCloseable {

    private final Logger root = Logger.getLogger("");
    private final List<String> seen = new CopyOnWriteArrayList<>();

    LogOfFaults() {
        root.addHandler(this);
    }

    @Override
    public void publish(LogRecord message) {
        if (message.getLevel().intValue() >= Level.WARNING.intValue()) {
            seen.add(message.getLoggerName() + ": " + message.getMessage() + " " + message.getThrown());
        }
    }

    List<String> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        root.removeHandler(this);
    }
}
