package org.hindsight.platform.mail;

/** The mail server did not take a mail. */
public class Undelivered extends RuntimeException {

    Undelivered(String to, Throwable cause) {
        super("The mail server did not take the mail to " + to, cause);
    }
}
