package org.hindsight.postmortem;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hindsight.account.User;
import org.hindsight.incident.RoleView;
import org.hindsight.postmortem.prose.Mentions;
import org.hindsight.postmortem.prose.WrittenName;
import org.jspecify.annotations.Nullable;

/**
 * What people are called in public: by the part that they held in the response, else by a letter. Who
 * wrote first is A, so that the letters stay the same from edition to edition.
 */
final class Names {

    private static final List<String> IN_ORDER = List.of("COMMANDER", "OPERATIONS", "COMMUNICATIONS", "SCRIBE");

    private final Map<String, String> roleOf = new HashMap<>();
    private final Map<String, String> letters = new HashMap<>();
    private final Map<String, User> people = new LinkedHashMap<>();
    private final List<String> holders;

    Names(Map<String, RoleView> roles, List<User> users) {
        Map<String, RoleView> ordered = new LinkedHashMap<>();
        IN_ORDER.stream().filter(roles::containsKey).forEach(role -> ordered.put(role, roles.get(role)));
        roles.forEach(ordered::putIfAbsent);
        holders = ordered.values().stream().map(RoleView::person).toList();
        users.forEach(user -> people.put(fold(user.email), user));
        ordered.forEach((role, held) -> roleOf.putIfAbsent(fold(held.person()), spoken(role)));
        for (User user : users) {
            String role = roleOf.get(fold(user.name));
            if (role != null) {
                roleOf.putIfAbsent(fold(user.email), role);
            }
        }
    }

    /** The role, as people say it. */
    static String spoken(String role) {
        return switch (role) {
            case "COMMANDER" -> "incident commander";
            case "SCRIBE" -> "scribe";
            case "COMMUNICATIONS" -> "communications lead";
            case "OPERATIONS" -> "operations lead";
            default -> role.toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    /** What the account with that address is called in public. */
    String ofAccount(String email) {
        String role = roleOf.get(fold(email));
        User user = people.get(fold(email));
        if (role == null && user != null && user.pseudonymous()) {
            return user.name;
        }
        return role != null
                ? role
                : letters.computeIfAbsent(fold(email), unknown -> "responder " + letter(letters.size()));
    }

    /** The public name behind a free text if that text names a user or a role holder. */
    Optional<String> ofPersonIn(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        String folded = fold(text);
        for (User user : people.values()) {
            if (user.pseudonymous()) {
                continue;
            }
            if (names(folded, fold(user.email)) || names(folded, fold(user.name))) {
                return Optional.of(ofAccount(user.email));
            }
        }
        return roleOf.entrySet().stream()
                .filter(held -> names(folded, held.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Everybody who must not be named in public; a pseudonym only for those who wrote something. */
    Collection<Mentions.Person> people() {
        Map<String, Mentions.Person> named = new LinkedHashMap<>();
        for (User user : people.values()) {
            String key = fold(user.email);
            String instead = roleOf.containsKey(key) ? roleOf.get(key) : letters.get(key);
            for (String name : user.writtenNames()) {
                named.putIfAbsent(fold(name), new Mentions.Person(new WrittenName(name), instead));
            }
        }
        for (String holder : holders) {
            if (fold(holder).equals(roleOf.get(fold(holder)))) {
                continue;
            }
            named.putIfAbsent(fold(holder), new Mentions.Person(new WrittenName(holder), roleOf.get(fold(holder))));
        }
        return named.values();
    }

    private static boolean names(String text, String name) {
        return !name.isEmpty()
                && Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])")
                        .matcher(text)
                        .find();
    }

    private static String fold(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    /** A, B, … Z, AA, AB, … */
    private static String letter(int index) {
        String last = String.valueOf((char) ('A' + index % 26));
        return index < 26 ? last : letter(index / 26 - 1) + last;
    }
}
