package org.hindsight.platform.time;

/** What was read is written like a time, but there is no such time. */
final class Impossible extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Doubt doubt;

    Impossible(Doubt.Code code, String message) {
        super(message, null, false, false);
        doubt = new Doubt(code, message);
    }

    Impossible(String message) {
        this(Doubt.Code.IMPOSSIBLE, message);
    }

    Doubt doubt() {
        return doubt;
    }
}
