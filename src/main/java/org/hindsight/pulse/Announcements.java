package org.hindsight.pulse;

import java.util.List;

/** What was published about incidents of a service that still run. */
public interface Announcements {

    /**
     * An incident that the public knows of.
     *
     * @param address where its report is
     */
    record Announcement(String title, String status, String address) {}

    /** The incidents of a service that run and that something was published about; wants a transaction. */
    List<Announcement> of(long service);
}
