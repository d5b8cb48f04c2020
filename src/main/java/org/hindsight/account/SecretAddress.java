package org.hindsight.account;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a POST whose address holds a secret: whoever knows it may send to it, without the token of a form. No other site
 * can know it, and mail programs send to it without ever having seen a page.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SecretAddress {}
