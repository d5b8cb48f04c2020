package org.hindsight.platform.web;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

/** Where the reader is, so that the navigation can say it. */
@Named("here")
@RequestScoped
public class Here {

    private final RoutingContext exchange;

    Here(RoutingContext exchange) {
        this.exchange = exchange;
    }

    /** Whether the current page is this one or lies below it. */
    public boolean within(String address) {
        String path = exchange.request().path();
        String first = address.indexOf('/', 1) > 0 ? address.substring(0, address.indexOf('/', 1)) : address;
        return address.equals("/") ? path.equals("/") : path.equals(first) || path.startsWith(first + "/");
    }
}
