@NullMarked
package org.hindsight.account;

import org.jspecify.annotations.NullMarked;
