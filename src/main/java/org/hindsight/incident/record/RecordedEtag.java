package org.hindsight.incident.record;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.hindsight.platform.Etag;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Puts its version on every answer that is a part of the record. */
class RecordedEtag {

    @ServerResponseFilter
    public void put(ContainerResponseContext response) {
        if (response.getEntity() instanceof RecordedView part) {
            response.getHeaders().putSingle(HttpHeaders.ETAG, Etag.of(part.version()));
        }
    }
}
