@NullMarked
package org.hindsight.platform.mail;

import org.jspecify.annotations.NullMarked;
