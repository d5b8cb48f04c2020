package org.hindsight.platform.idempotency;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a resource class: a POST that comes with an {@code Idempotency-Key} (or, from a page, with the field
 * {@code idempotency-key}) is done once; sent again, it gets the remembered answer. That answer is a
 * {@link jakarta.ws.rs.core.Response}, so a POST must be declared to give one.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Idempotent {}
