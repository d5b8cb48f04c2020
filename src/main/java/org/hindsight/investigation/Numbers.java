package org.hindsight.investigation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How decimal numbers leave the database. */
final class Numbers {

    private Numbers() {}

    /** The same number without the zeros that its column added: 65 instead of 65.00, never 6E+1. */
    static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
        if (number == null) {
            return null;
        }
        BigDecimal bare = number.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }
}
