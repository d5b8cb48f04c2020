/** The published description of the API, made to agree with what the server does. */
@NullMarked
package org.hindsight.platform.openapi;

import org.jspecify.annotations.NullMarked;
