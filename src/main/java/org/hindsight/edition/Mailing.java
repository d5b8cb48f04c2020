package org.hindsight.edition;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.hindsight.platform.mail.Post;

/** Whether readers can have new reports by mail. In pages: {@code {inject:mailing.open}}; the same for everybody. */
@Named("mailing")
@Singleton
public class Mailing {

    private final boolean open;

    Mailing(Post post) {
        this.open = post.configured() && !post.base().isEmpty();
    }

    /** Whether there is a mail server, and an address that the links in a mail can lead to. */
    public boolean open() {
        return open;
    }
}
