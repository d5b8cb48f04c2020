package org.hindsight.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hindsight.account.User;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.problem.Violation;
import org.jspecify.annotations.Nullable;

/** Members of a restricted incident, as they are named in a request. */
final class Members {

    private Members() {}

    /** The accounts with these addresses; an unknown one is refused with its place in the list. */
    static List<User> all(@Nullable List<String> emails) {
        List<User> members = new ArrayList<>();
        List<Violation> unknown = new ArrayList<>();
        for (int i = 0; emails != null && i < emails.size(); i++) {
            Optional<User> user = User.of(emails.get(i));
            if (user.isPresent()) {
                members.add(user.get());
            } else {
                unknown.add(new Violation("members[" + i + "]", "is not the address of a user: " + emails.get(i)));
            }
        }
        if (!unknown.isEmpty()) {
            throw Problem.invalid(unknown);
        }
        return members;
    }
}
