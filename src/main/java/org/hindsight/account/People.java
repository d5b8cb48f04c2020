package org.hindsight.account;

import java.util.List;
import org.hindsight.platform.Cursor;
import org.hindsight.platform.Listing;
import org.jspecify.annotations.Nullable;

/** The list of accounts, by address. */
final class People {

    private People() {}

    static Listing<User> page(@Nullable Integer asked, @Nullable String cursor) {
        int limit = Listing.limit(asked);
        String after =
                Cursor.read("users", 1, cursor).map(c -> c.parts().get(0)).orElse("");
        List<User> rows = User.<User>find("leftAt is null and email > ?1 order by email", after)
                .page(0, limit + 1)
                .list();
        return Listing.of(rows, limit, user -> Cursor.after("users", user.email));
    }
}
