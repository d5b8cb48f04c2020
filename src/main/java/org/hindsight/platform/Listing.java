package org.hindsight.platform;

import java.util.List;
import java.util.function.Function;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the cursor of the following page, or null at the end
 */
public record Listing<T>(List<T> items, @Nullable String next) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    /** A list that is always given whole. */
    public static <T> Listing<T> whole(List<T> items) {
        return new Listing<>(items, null);
    }

    /**
     * Makes a page from one row more than was asked for.
     *
     * @param rows up to {@code limit + 1} rows
     * @param cursorOf the cursor that continues after a row
     */
    public static <T> Listing<T> of(List<T> rows, int limit, Function<T, String> cursorOf) {
        if (rows.size() <= limit) {
            return new Listing<>(List.copyOf(rows), null);
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Listing<>(items, cursorOf.apply(items.get(limit - 1)));
    }

    /** The same page with each item shown in another way. */
    public <R> Listing<R> map(Function<? super T, ? extends R> shown) {
        return new Listing<>(items.stream().<R>map(shown).toList(), next);
    }

    /** How many items the caller wants: 1 to 200, 50 when not said. */
    public static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return DEFAULT_LIMIT;
        }
        if (asked < 1 || asked > MAX_LIMIT) {
            throw Problem.invalid("limit", "must be a number from 1 to " + MAX_LIMIT);
        }
        return asked;
    }
}
