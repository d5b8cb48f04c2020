package org.hindsight.edition.host;

import jakarta.validation.constraints.NotBlank;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which hosts are internal as well.
 *
 * @param suffix what their names end with, such as {@code prod.example.net}; a dot or {@code *.} before it is dropped
 */
@Schema(name = "NewInternalSuffix")
record NewInternalHost(@NotBlank(message = "is needed") String suffix) {}
