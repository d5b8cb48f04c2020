package org.hindsight.edition;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * That a sentence may be public although the leak scan found it.
 *
 * @param sentence the words that the find names
 * @param reason why; kept, and internal
 */
public record NewClearance(
        @NotBlank(message = "is needed: the sentence that a find names") @Size(max = 20_000, message = "may have at most 20,000 characters") String sentence,

        @NotBlank(message = "is needed: say why this may be published") @Size(max = 2000, message = "may have at most 2,000 characters") String reason) {}
