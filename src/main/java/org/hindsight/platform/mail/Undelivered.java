package org.hindsight.platform.mail;

import io.vertx.ext.mail.SMTPException;
import java.util.concurrent.TimeoutException;

/** The mail server did not take a mail, or did not say that it has it. */
public class Undelivered extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String RECEIVER = "recipient address not accepted";
    private static final int LONGEST = 300;

    private final boolean receiver;
    private final boolean forGood;
    private final String reason;

    Undelivered(String to, Throwable cause) {
        super("The mail server did not take the mail to " + to, cause);
        this.receiver = cause instanceof SMTPException reply
                && String.valueOf(reply.getMessage()).startsWith(RECEIVER);
        this.forGood = receiver && ((SMTPException) cause).isPermanent();
        this.reason = reason(cause);
    }

    private static String reason(Throwable cause) {
        String said = cause instanceof TimeoutException
                ? "It did not answer in time."
                : cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        String line = said.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }

    /** Whether the server spoke of this receiver alone: other mails may well get through. */
    public boolean concernsReceiver() {
        return receiver;
    }

    /** Whether it said that it will never take mail for this receiver. */
    public boolean forGood() {
        return forGood;
    }

    /** What the server said, or what went wrong on the way to it, in one line. */
    public String reason() {
        return reason;
    }
}
