/** Bodies of requests: how large they may be, and how they are waited for. */
@NullMarked
package org.hindsight.platform.web.body;

import org.jspecify.annotations.NullMarked;
